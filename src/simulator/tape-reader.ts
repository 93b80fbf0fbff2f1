import type { Step, Tape } from '../model/tape.ts';

/** One step as it is played. */
export interface TakenStep {
  step: Step;
  /** Its place in the operation's track, counted from 0 with repeats. */
  index: number;
}

/** Hands out the steps of a tape: each operation has its own track, each request takes one step. */
export class TapeReader {
  readonly #tracks = new Map<string, { steps: Step[]; at: number; repeat: number; taken: number }>();

  /** `main`: the operation of the tracks without a name. Tracks of one operation follow each other. */
  constructor(tape: Tape, main: string) {
    for (const { operation = main, steps } of tape) {
      const known = this.#tracks.get(operation);
      if (known) known.steps.push(...steps);
      else this.#tracks.set(operation, { steps: [...steps], at: 0, repeat: 0, taken: 0 });
    }
  }

  /** No more steps for anybody. */
  end(): void {
    this.#tracks.clear();
  }

  /** The next step for a request to an operation; `undefined` when it has no track, or none left. */
  take(operation: string): TakenStep | undefined {
    const track = this.#tracks.get(operation);
    for (; track; track.at++, track.repeat = 0) {
      const step = track.steps[track.at];
      if (!step) return undefined;
      if (step.times === 'forever' || track.repeat < (step.times ?? 1)) {
        track.repeat++;
        return { step, index: track.taken++ };
      }
    }
    return undefined;
  }
}
