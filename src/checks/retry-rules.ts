import type { Case, PlayedCall } from '../model/case.ts';
import type { RetryRule } from '../model/outcome.ts';
import type { Retry } from './attempts.ts';
import { type Exchange, exchangesOf } from './exchanges.ts';
import { isRead } from './operation-kind.ts';
import { rowOf, showsNothing } from './reply-meaning.ts';

/** What the document lets a client do after a reply; undefined where it says nothing. */
export function rulesAfter(played: Case, exchange: Exchange): RetryRule[] | undefined {
  return rowOf(played, exchange)?.expect?.retry;
}

/** Whether the same request may be sent again later. */
export function allowsResend(rules: readonly RetryRule[]): boolean {
  return rules.includes('backoff') || rules.includes('same-key-after-wait');
}

/** Whether a retry carries other credentials than the attempt before, or could: a signature does not show with which key. */
export function refreshed(played: Case, retry: Pick<Retry, 'before' | 'after'>): boolean {
  const { before, after } = retry;
  if (before.request.credentials !== after.request.credentials) return true;
  return before.request.credentials === undefined && renewedBetween(played, retry);
}

/** Whether the client fetched fresh credentials between two attempts. */
export function renewedBetween({ trace }: Case, { before, after }: Pick<Retry, 'before' | 'after'>): boolean {
  // Another call may fetch some in the very instant of the retry, and too late for it.
  return trace.some(({ event }, place) => event === 'refreshed' && place > before.place && place < after.place);
}

/** Whether fresh credentials are the reason for a retry: the row asks for them, or no document says what to do. */
export function answersRefusal(played: Case, retry: Pick<Retry, 'before' | 'after'>): boolean {
  return refreshed(played, retry) && (rulesAfter(played, retry.before)?.includes('after-refresh') ?? true);
}

/** Whether a read between two attempts said that there is nothing there. */
export function readNothing(
  played: Case,
  call: PlayedCall,
  { before, after }: Pick<Retry, 'before' | 'after'>,
): boolean {
  return exchangesOf(played, call).some(
    (exchange) =>
      exchange.place > before.place &&
      exchange.place < after.place &&
      isRead(played.operation, exchange.request.operation) &&
      showsNothing(played, exchange),
  );
}
