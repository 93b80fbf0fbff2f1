/** One step of a scenario's journey. */
export interface JourneyStep {
  state: string;
  /** The age of the resource at which it comes into this state by itself, in milliseconds; when left out: at the next read. */
  afterMs?: number;
}

/** Reads a step of a journey: `paid`, or `paid@60000` for a resource that is paid after a minute. */
export function parseJourneyStep(text: string): JourneyStep {
  const timed = /^(.+)@(\d+)$/.exec(text);
  const [, state, afterMs] = timed ?? [];
  return state === undefined ? { state: text } : { state, afterMs: Number(afterMs) };
}
