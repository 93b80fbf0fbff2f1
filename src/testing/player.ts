import type { Judged } from '../engine/judge-scenario.ts';
import type { ControlResult } from '../engine/messages.ts';
import type { PlayQuestion } from '../engine/play-question.ts';

/** Plays the scenarios of one client, wherever that is. */
export interface Player {
  /** How many scenarios it can play at once. */
  places: number;
  control(operation: string): Promise<ControlResult>;
  /** Plays a scenario, and once more if it failed: what does not repeat is no finding. */
  play(question: PlayQuestion): Promise<Judged>;
  /** Plays a scenario once. */
  once(question: PlayQuestion): Promise<Judged>;
  /** Plays a scenario apart from all others, where it can be. */
  alone(question: PlayQuestion): Promise<Judged>;
  close(): void;
}
