import { meets } from '../../catalogue/meets.ts';
import { SadpathError } from '../../model/failure.ts';
import type { ErrorRow, Provider } from '../../model/provider.ts';
import type { Commit, Step } from '../../model/tape.ts';

/** How a documented error is told. */
export interface FailHow {
  /** One of the statuses that the catalogue has for the code; when left out: the likeliest. */
  status?: number;
  /** The error type or result status that it comes with; when left out: the likeliest. */
  type?: string;
  /** How often in a row, 1 or more; when left out: for ever, until `reset` or the next `play` or `fail` of the operation. */
  times?: number;
  /** The reply's Retry-After, as it stands: seconds or an HTTP date. */
  retryAfter?: string;
  /** When the provider does it all the same; when left out: not at all. */
  commit?: Commit;
}

/**
 * The step of a tape that answers an operation with a documented error.
 *
 * @param error A code of the catalogue, or a documented HTTP status from 400 on.
 * @throws {SadpathError} where the operation, the error or the status is not in the catalogue; names those that are.
 */
export function errorStep(provider: Provider, operation: string, error: string | number, how: FailHow = {}): Step {
  const to = `make ${operation} of ${provider.id} fail with ${JSON.stringify(error)}`;
  if (!Object.hasOwn(provider.operations, operation)) {
    const known = Object.keys(provider.operations).join(', ');
    throw new SadpathError({ to, because: `${provider.id} has the operations ${known}`, next: 'Name one of these.' });
  }
  const { status, type, times, retryAfter, commit } = how;
  if (times !== undefined && !(Number.isInteger(times) && times >= 1))
    throw new SadpathError({ to, because: `times is ${times}`, next: 'Use 1 or more, or leave it out.' });
  const answered =
    typeof error === 'number'
      ? { status: documentedStatus(provider, operation, error, to), codes: [] }
      : { status: statusOf(codeRow(provider, operation, error, to), status, to), codes: [error] };
  return {
    answer: { kind: 'error', ...answered, ...(type === undefined ? {} : { type }) },
    times: times ?? 'forever',
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(commit === undefined ? {} : { commit }),
  };
}

function codeRow({ errors }: Provider, operation: string, code: string, to: string): ErrorRow {
  const met = errors.filter((row) => meets(row, operation));
  const row = met.find((known) => known.code === code);
  if (row) return row;
  throw new SadpathError({
    to,
    because: `the codes that ${operation} can meet are ${met.map((known) => known.code).join(', ') || 'none'}`,
    next: 'Name one of these, or play a tape: it may say any code.',
  });
}

function statusOf({ status }: ErrorRow, asked: number | undefined, to: string): number {
  const [likeliest = 500] = status;
  if (asked === undefined || status.includes(asked)) return asked ?? likeliest;
  throw new SadpathError({
    to,
    because: `it is documented under ${status.join(', ')}, not under ${asked}`,
    next: 'Name one of these, or play a tape: it may say any status.',
  });
}

function documentedStatus({ statuses }: Provider, operation: string, asked: number, to: string): number {
  const met = statuses.filter((row) => row.status >= 400 && meets(row, operation)).map(({ status }) => status);
  if (met.includes(asked)) return asked;
  throw new SadpathError({
    to,
    because: `the statuses that ${operation} can meet are ${met.join(', ') || 'none'}`,
    next: 'Name one of these, or play a tape: it may say any status.',
  });
}
