import type { OperationFacts } from '../model/case.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { Provider } from '../model/provider.ts';
import { definiteText } from './definite-error.ts';
import { isPlain } from './is-plain.ts';
import type { WireFact } from './wire-fact.ts';

/**
 * What happens to bodies between two machines, around whatever they say: on a success, and on an error that the document is definite
 * about. The same tape without its `as=` is the happy path, or a row of the catalogue. A success comes so for ever: who asks again is
 * told the same.
 */
export const bodyFacts: readonly WireFact[] = [
  around('bom', 'A byte order mark stands before the body.'),
  around('utf-16', 'The body is written in UTF-16.'),
  around('invalid-utf-8', 'A text in the body is no UTF-8.'),
  around('gzip', 'The body is compressed.'),
  around('gzip-lying', 'The body is said to be compressed, and is not.'),
  around('content-type', 'The content-type is missing, or not that of JSON.', ['no-type', 'text-type', 'html-type']),
  around('padded', 'White space stands around the body.'),
  around('duplicate-keys', 'Each key of the body comes twice, with another value first.'),
  around('proto-keys', 'Fields of the body are named `__proto__`, `constructor` and `prototype`.'),
  around('deep', 'A field of the body is nested 100,000 levels deep.'),
  around('huge-numbers', 'A field of the body holds numbers that no double can hold.'),
  heavy('huge', 'The body is 50 MB long.'),
  heavy('gzip-bomb', 'The body is small on the wire, and 50 MB long when it is decompressed.'),
  fact('wrong-type', 'A field of the body has another type.', (provider, operation, error) => [
    ...places(fieldsOfSuccess(provider, operation.main)).map((at) => `ok as=wrong-type@${at} ×∞`),
    ...(error === undefined ? [] : places(fieldsIn(provider.envelope)).map((at) => `${error} as=wrong-type@${at} ×∞`)),
  ]),
  onError('code-spelling', 'The code of an error is in the other case, or has white space around it.', [
    'code-case',
    'code-space',
  ]),
  onError('both', 'The fields of a success stand beside those of an error.', ['both']),
];

/** More fields than this of a body, and one after the other would only be more of the same. */
const mostFields = 8;

type Write = (provider: Provider, operation: OperationFacts, error: string | undefined) => string[];

function fact(name: string, summary: string, write: Write): WireFact {
  return {
    name: `body-${name}`,
    summary,
    oncePerRequest: true,
    unmet: 'the client only waits, or no document is definite about an error',
    tapes: (provider, operation) =>
      isPlain(operation) ? write(provider, operation, definiteText(provider, operation.main)) : [],
  };
}

/** Tens of megabytes take their time: once, and to what brings something about. */
function heavy(name: string, summary: string): WireFact {
  return {
    ...fact(name, summary, (_provider, { effect }) => (effect === undefined ? [] : [`ok as=${name}`])),
    unmet: 'the client brings nothing about',
  };
}

function around(name: string, summary: string, faults = [name]): WireFact {
  return fact(name, summary, (_provider, _operation, error) =>
    faults.flatMap((fault) => ['ok', ...(error === undefined ? [] : [error])].map((said) => `${said} as=${fault} ×∞`)),
  );
}

function onError(name: string, summary: string, faults: string[]): WireFact {
  return fact(name, summary, (_provider, _operation, error) =>
    error === undefined ? [] : faults.map((fault) => `${error} as=${fault} ×∞`),
  );
}

function places(count: number): number[] {
  return Array.from({ length: Math.min(count, mostFields) }, (_, at) => at);
}

/** How many fields, on all levels, the body of a success has. */
function fieldsOfSuccess(provider: Provider, operation: string): number {
  const { success, journey } = provider.operations[operation] ?? {};
  if (success?.body !== '$resource') return fieldsIn(success?.body ?? null);
  const maker = Object.values(provider.operations).find(
    (other) => other.journey === journey && isJsonObject(other.success.body),
  );
  return fieldsIn(maker?.success.body ?? null);
}

function fieldsIn(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + 1 + fieldsIn(inner), 0);
}
