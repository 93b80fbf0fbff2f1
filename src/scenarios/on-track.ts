import type { OperationFacts } from '../model/case.ts';
import type { Tape } from '../model/tape.ts';

/** A tape for one operation of the provider; a track without a name is the main operation's. */
export function onTrack(tape: Tape, used: string, { main }: OperationFacts): Tape {
  return used === main ? tape : tape.map((track) => ({ operation: used, ...track }));
}
