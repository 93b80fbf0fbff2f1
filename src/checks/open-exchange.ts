import type { Case, PlayedCall } from '../model/case.ts';
import { answered, type Exchange, exchangesOf } from './exchanges.ts';
import { isRead } from './operation-kind.ts';
import { isSuccess, rowOf, showsNothing } from './reply-meaning.ts';

/**
 * The exchanges of a call that may have brought something about without the client having learned it since, up to a place
 * in the trace.
 */
export function openExchanges(played: Case, call: PlayedCall, before = Number.POSITIVE_INFINITY): Exchange[] {
  let open: Exchange[] = [];
  for (const exchange of exchangesOf(played, call)) {
    if (exchange.place >= before) break;
    if (closes(played, exchange)) open = [];
    if (mayHaveHappened(played, exchange)) open.push(exchange);
  }
  return open;
}

/** Whether the client cannot know if this request brought something about. */
export function mayHaveHappened(played: Case, exchange: Exchange): boolean {
  if (isRead(played.operation, exchange.request.operation)) return false;
  if (!answered(exchange)) return true;
  const { family, ambiguous } = exchange.reply;
  if (family !== undefined && family !== 'legible') return family !== 'unreached' && family !== 'refusal';
  // Where the document lets a client say `failed`, it did not happen, whatever else it accepts.
  return ambiguous === true && !rowOf(played, exchange)?.expect?.outcome.includes('failed');
}

/** A success, a replayed answer, or a read that shows what there is (or that there is nothing) settles what came before. */
function closes(played: Case, exchange: Exchange): boolean {
  if (!answered(exchange) || exchange.reply.ambiguous) return false;
  if (isRead(played.operation, exchange.request.operation) && showsNothing(played, exchange)) return true;
  return isSuccess(played, exchange) || (exchange.reply.replayed === true && exchange.reply.kind !== 'fault');
}
