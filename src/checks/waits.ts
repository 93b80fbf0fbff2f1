import { answered, type Exchange } from './exchanges.ts';

/**
 * When an attempt was over for the client, in virtual milliseconds: answered, hung up, or, where nobody can tell, sent. Only
 * lower bounds rest on it, so in doubt it is the earlier moment that makes the wait after it look longer.
 */
export function endOf(exchange: Exchange): number {
  const stalled = !answered(exchange) || exchange.reply.family === 'stall';
  return (stalled ? exchange.abortedAt : undefined) ?? exchange.reply?.at ?? exchange.request.at;
}

/** How long the client waited before a retry, in milliseconds. */
export function waited({ before, after }: { before: Exchange; after: Exchange }): number {
  return after.request.at - endOf(before);
}
