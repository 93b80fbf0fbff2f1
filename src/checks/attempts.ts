import type { Case, PlayedCall } from '../model/case.ts';
import { type Exchange, exchangesOf } from './exchanges.ts';
import { isSuccess } from './reply-meaning.ts';

/** The requests that a call sent to its main operation, in order. What its HTTP stack resends by itself counts as one. */
export function attemptsOf(played: Case, call: PlayedCall): Exchange[] {
  const sent = exchangesOf(played, call).filter(({ request }) => request.operation === played.operation.main);
  return withoutStackResends(sent);
}

/** Two attempts, the later one a retry of the earlier one. */
export interface Retry {
  before: Exchange;
  after: Exchange;
  /** Of the later one, among the call's attempts, from 2. */
  number: number;
}

/** Every retry of a call. A reading that follows a successful reading is a poll, not a retry. */
export function retriesOf(played: Case, call: PlayedCall): Retry[] {
  const attempts = attemptsOf(played, call);
  return attempts.flatMap((after, index) => {
    const previous = attempts[index - 1];
    const before = previous && asKnownTo(previous, after);
    if (!before || (played.operation.effect === undefined && isSuccess(played, before))) return [];
    return [{ before, after, number: index + 1 }];
  });
}

/** An exchange as a client knew it when it sent the next request: a reply that was still on its way is none. */
export function asKnownTo(exchange: Exchange, next: Exchange): Exchange {
  if (exchange.reply === undefined || exchange.reply.at <= next.request.at) return exchange;
  const { reply, ...unanswered } = exchange;
  return unanswered;
}

/** One identical resend in the instant of a reset is the work of the connection pool, not of the client. */
function withoutStackResends(attempts: Exchange[]): Exchange[] {
  const kept: Exchange[] = [];
  let excused = false;
  for (const attempt of attempts) {
    const previous = kept.at(-1);
    excused = !excused && previous !== undefined && resentAtOnce(previous, attempt);
    if (excused) kept.pop();
    kept.push(attempt);
  }
  return kept;
}

function resentAtOnce({ request, reply }: Exchange, again: Exchange): boolean {
  return (
    reply !== undefined &&
    reply.family === 'network' &&
    again.request.at === reply.at &&
    again.request.path === request.path &&
    again.request.body === request.body &&
    again.request.key === request.key
  );
}
