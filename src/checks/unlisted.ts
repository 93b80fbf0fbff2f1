import type { Case } from '../model/case.ts';
import type { Outcome } from '../model/outcome.ts';
import type { ReplyEvent } from '../model/trace.ts';
import type { Answered } from './exchanges.ts';
import { rowOf } from './reply-meaning.ts';

/** Whether the reply is an error that no row of the catalogue describes. */
export function isUnlisted(played: Case, exchange: Answered): boolean {
  if (exchange.reply.family === 'refusal') return true;
  return exchange.reply.kind === 'error' && rowOf(played, exchange)?.expect === undefined;
}

/** What a client may tell after an error that no document lists: no more than its status says. */
export function unlistedOutcomes({ status, family }: Pick<ReplyEvent, 'status' | 'family'>): Outcome[] {
  if (status >= 500) return ['unknown', 'retryable', 'pending'];
  // 408, 425 and 429 say "later" whatever the code (RFC 9110, RFC 8470, RFC 6585).
  if ([408, 425, 429].includes(status)) return ['failed', 'unknown', 'retryable'];
  // Who refuses redirects is told by the platform that the connection failed; nobody has acted, so to call again is safe.
  if (status < 400 && family === 'refusal') return ['failed', 'unknown', 'retryable'];
  if (status >= 300) return ['failed', 'unknown'];
  // Under a 2xx the body alone tells a refusal from a doubt, and its words are the provider's own.
  return ['failed', 'unknown', 'retryable', 'pending'];
}
