import type { Case, PlayedCall } from '../model/case.ts';
import type { Answered } from './exchanges.ts';

/** Whether a reply was there before the call settled: a reading that loses a `Promise.race` by no time at all was not heard. */
export function heardInTime({ trace }: Case, { id, settledAt }: PlayedCall, { reply }: Answered): boolean {
  if (settledAt !== undefined && reply.at > settledAt) return false;
  const settled = trace.findLastIndex((event) => event.event === 'settled' && event.call === id);
  return settled === -1 || trace.lastIndexOf(reply) < settled;
}
