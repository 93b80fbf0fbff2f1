import { sampleReply } from '../../faults/sample-reply.ts';
import { SadpathError } from '../../model/failure.ts';
import { performersOf } from '../../model/performers.ts';
import { printStep } from '../../model/print-tape.ts';
import type { Provider } from '../../model/provider.ts';
import type { Step, Tape } from '../../model/tape.ts';
import { checkTape } from '../../simulator/check-tape.ts';

/** What steps stand in: a tape in words, and whose unnamed tracks they are. */
export interface StepsPlace {
  /** `play the tape "500"`, `read the header x-sadpath-tape "500"`. */
  to: string;
  /** The operation of tracks without a name; when left out, there may be none. */
  main?: string;
}

/**
 * Refuses a tape that MSW cannot perform for a provider.
 *
 * @throws {SadpathError} for an operation or a fault that does not exist, a track of nobody, a status that ends no exchange, and a
 * header that no platform takes.
 */
export function checkSteps(provider: Provider, tape: Tape, { to, main }: StepsPlace): void {
  const names = Object.keys(provider.operations);
  if (main === undefined && tape.some(({ operation }) => operation === undefined)) {
    throw new SadpathError({
      to,
      because: `a track names no operation, and ${provider.id} has ${names.join(', ')}`,
      next: `Write the operation before its steps: ${JSON.stringify(`${names[0] ?? 'operation'}: 500`)}.`,
    });
  }
  checkTape(provider, tape, main ?? '');
  for (const step of tape.flatMap(({ steps }) => steps)) {
    checkHead(step, to);
    checkTransport(step, to);
  }
}

function checkHead({ answer, retryAfter, headers }: Step, to: string): void {
  const status = 'status' in answer ? answer.status : undefined;
  if (status !== undefined && (status < 200 || status > 599)) {
    throw new SadpathError({
      to,
      because: `no reply ends with the status ${status}`,
      next: 'Use one from 200 to 599.',
    });
  }
  for (const [name, value] of Object.entries({ ...headers, 'retry-after': retryAfter ?? '' })) {
    if (isHeader(name, value)) continue;
    throw new SadpathError({
      to,
      because: `a reply cannot carry the header ${JSON.stringify(`${name}: ${value}`)}`,
      next: 'Leave out line breaks and what is not Latin-1.',
    });
  }
}

/** What only a socket can do is not for handlers: MSW would make another reply of it. */
function checkTransport(step: Step, to: string): void {
  if (performersOf(sampleReply(step)).includes('msw')) return;
  throw new SadpathError({
    to,
    because: `${printStep(step)} needs a real socket, and MSW answers without one`,
    next: 'Play it with `sadpath play`.',
  });
}

function isHeader(name: string, value: string): boolean {
  try {
    new Headers({ [name]: value });
    return true;
  } catch {
    return false;
  }
}
