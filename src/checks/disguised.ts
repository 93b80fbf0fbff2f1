import type { Case } from '../model/case.ts';
import { type Severity, severityOf } from '../model/requirement.ts';
import type { Exchange } from './exchanges.ts';
import { rowOf } from './reply-meaning.ts';

/**
 * Whether a documented reply comes in a shape that no document has: in a spoilt body, or an error under a success's status. Who cannot
 * make it out has done nothing wrong, and who can may go by it.
 */
export function isDisguised({ reply }: Exchange): boolean {
  return reply !== undefined && (reply.kind === 'fault' || (reply.elsewhere === true && reply.status < 300));
}

/** How grave it is to take a reply for something else: as its row says, unless it came in a shape or under a status that no document has. */
export function severityAfter(played: Case, exchange: Exchange, part: Parameters<typeof severityOf>[1]): Severity {
  const row = rowOf(played, exchange);
  return row && exchange.reply?.kind !== 'fault' && !exchange.reply?.elsewhere ? severityOf(row, part) : 'should';
}
