import type { Leak } from '../model/case.ts';
import { credentialForms, type Secrets, shows } from './credential-forms.ts';

/** What a call let its caller and its logs see. */
export interface Shown {
  call: string;
  threw: boolean;
  value: unknown;
  error: unknown;
  /** What was printed while it ran. */
  printed: string;
}

type Where = Leak['where'];

/** Where the credentials show in what a call let see. The client under test may well hold them: only what it hands out counts. */
export function leaksOf(secrets: Secrets, shown: Shown): Leak[] {
  const places: [Where, string][] = [
    ['console', shown.printed],
    ...(shown.threw ? ofError(shown.error) : ofValue(shown.value)),
  ];
  return credentialForms(secrets).flatMap((credential) =>
    places
      .filter(([, text]) => shows(text, credential))
      .map(([where]) => ({ where, credential: credential.name, call: shown.call })),
  );
}

function ofError(error: unknown): [Where, string][] {
  if (!(error instanceof Error)) return ofValue(error);
  return [
    ['message', String(error.message)],
    ['stack', String(error.stack).replace(String(error.message), '')],
    ['properties', texts({ ...error })],
    ['cause', texts(error.cause)],
  ];
}

/** What a log would print of it, and behind that, what only a debugger would. */
function ofValue(value: unknown): [Where, string][] {
  try {
    return [['value', JSON.stringify(value) ?? '']];
  } catch {
    // It refers to itself, as replies of some HTTP stacks do: nobody logs it whole.
    return [['properties', texts(value)]];
  }
}

const mostObjects = 2_000;

/** Every text in the enumerable properties of a value, each object once. Getters are not called. */
function texts(value: unknown): string {
  const found: string[] = [];
  const queue: unknown[] = [value];
  const seen = new Set<object>();
  for (const inner of queue) {
    if (typeof inner === 'string') found.push(inner);
    if (inner instanceof Error) found.push(inner.message);
    if (typeof inner !== 'object' || inner === null || seen.has(inner) || seen.size > mostObjects) continue;
    seen.add(inner);
    for (const { enumerable, value: property } of Object.values(Object.getOwnPropertyDescriptors(inner))) {
      if (enumerable && property !== undefined) queue.push(property);
    }
  }
  return found.join('\n');
}
