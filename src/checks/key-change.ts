import type { Case, PlayedCall } from '../model/case.ts';
import type { Retry } from './attempts.ts';
import { openExchanges } from './open-exchange.ts';
import { readNothing, rulesAfter } from './retry-rules.ts';

/**
 * Whether a retry may carry another idempotency key or request id: a row accepts `new-key` and no earlier request may have
 * gone through, or a read showed that none has.
 */
export function mayChangeKey(played: Case, call: PlayedCall, retry: Retry): boolean {
  if (readNothing(played, call, retry)) return true;
  const invited = rulesAfter(played, retry.before)?.includes('new-key') ?? false;
  return invited && openExchanges(played, call, retry.after.place).length === 0;
}
