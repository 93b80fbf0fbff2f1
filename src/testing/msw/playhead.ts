import type { Step, Tape } from '../../model/tape.ts';
import { TapeReader } from '../../simulator/tape-reader.ts';

/** Where a tape stands that may change while it plays: each operation has a track, and each track is changed alone. */
export class Playhead {
  readonly #tracks = new Map<string, TapeReader>();

  /** From now on the operations that a tape names take its steps; the others go on with theirs. Each track has a name. */
  play(tape: Tape): void {
    for (const track of tape) {
      const operation = track.operation ?? '';
      this.#tracks.set(operation, new TapeReader([track], operation));
    }
  }

  /** The next step of an operation; `undefined` where it has none. */
  take(operation: string): Step | undefined {
    return this.#tracks.get(operation)?.take(operation)?.step;
  }
}
