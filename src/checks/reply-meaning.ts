import type { Case } from '../model/case.ts';
import type { Requirement } from '../model/requirement.ts';
import { answered, type Exchange } from './exchanges.ts';
import { isRead } from './operation-kind.ts';

/** The documented row that an exchange showed to the client: the reply's own, or that of the state it shows. */
export function rowOf(played: Case, { request, reply }: Exchange): Requirement | undefined {
  const { rows, scenario, operation } = played;
  if (!reply) return undefined;
  if (reply.row !== undefined) return rows[reply.row];
  const read = isRead(operation, request.operation);
  // A write that went well may show a first state in passing; only a read, or a tape that asks for a state, is about it.
  if (reply.state === undefined || !(reply.kind === 'state' || (reply.kind === 'ok' && read))) return undefined;
  return rows[`${scenario.provider}/states/${reply.state}`];
}

/** Whether the reply says that the request went well; what state it found is another matter. */
export function isSuccess(played: Case, exchange: Exchange): boolean {
  if (!answered(exchange)) return false;
  const { reply } = exchange;
  const row = rowOf(played, exchange);
  switch (reply.kind) {
    case 'ok':
    case 'state':
      return true;
    case 'fault':
      return reply.family === 'legible' && reply.status < 300 && reply.row === undefined;
    case 'error':
      return row?.expect?.outcome[0] === 'succeeded' && !row.echo;
  }
}

/** Whether a read says that there is nothing there. */
export function showsNothing(played: Case, exchange: Exchange): boolean {
  if (exchange.reply?.kind !== 'error') return false;
  const categories = rowOf(played, exchange)?.expect?.category;
  return categories ? categories[0] === 'not_found' : exchange.reply.status === 404;
}

/** What came of an exchange, for a sentence: `500 server_error`, `503 unavailable on getPayment`, `no reply`. */
export function summaryOf({ operation }: Case, { request, reply }: Exchange): string {
  const where = request.operation === operation.main ? '' : ` on ${request.operation ?? 'an unknown operation'}`;
  return `${reply?.summary ?? 'no reply'}${where}`;
}
