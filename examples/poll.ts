/** How often a state is read, and for how long. All of it in milliseconds. */
export interface Pace {
  /** Between the first two readings. None of the intervals is shorter than a second. */
  intervalMs: number;
  /** By what the interval grows with each reading. */
  factor: number;
  /** No interval is longer. */
  maxMs: number;
  /** No pause that an error asks for is longer. */
  askedMaxMs: number;
  /** No reading begins later than this after the first one. */
  deadlineMs: number;
}

/** What is read, and how. */
export interface Polling<T> {
  read(): Promise<T>;
  /** Whether nothing can follow what was seen. A state that nobody knows is not final. */
  isFinal(seen: T): boolean;
  /**
   * For how many milliseconds errors like this one of `read` are put up with, one after the other: `Infinity` for one that passes
   * by itself, 0 for one that no waiting mends. May throw it on, where it is a mistake of the program.
   */
  patienceMs(error: unknown): number;
  /** The milliseconds that an error of `read` asks to wait before the next reading; 0 when it asks for none. */
  askedMs(error: unknown): number;
  pace: Pace;
  sleep(ms: number): Promise<unknown>;
  /** A clock in milliseconds; only differences count. */
  now?: () => number;
}

/** How a wait ended. A reading that failed is no verdict: `last` is what was seen before it. */
export type Waited<T> =
  | { final: true; last: T }
  /** It may come to any end yet. `last`: seen open; absent when nothing could be read. `error`: of the last reading, if it failed. */
  | { final: false; last?: T; error?: unknown };

const leastMs = 1_000;

/**
 * Reads a state at once, and then again and again, until it is final, the deadline is over, or an error has outlasted the
 * patience with it.
 *
 * @throws what `patienceMs` throws; no error of `read` otherwise.
 */
export async function poll<T>(polling: Polling<T>): Promise<Waited<T>> {
  const { read, isFinal, patienceMs, askedMs, pace, sleep, now = () => performance.now() } = polling;
  const start = now();
  let slept = 0;
  // A clock that stands still, or is set back, must not make the wait endless.
  const elapsed = () => Math.max(now() - start, slept);
  let lastingSince: number | undefined;
  let waited: Waited<T> & { final: false } = { final: false };
  for (let interval = pace.intervalMs; ; interval = Math.min(interval * pace.factor, pace.maxMs)) {
    let asked = 0;
    const reading = await outcomeOf(read());
    if ('seen' in reading) {
      if (isFinal(reading.seen)) return { final: true, last: reading.seen };
      waited = { final: false, last: reading.seen };
      lastingSince = undefined;
    } else {
      waited = { ...waited, error: reading.error };
      asked = Math.min(askedMs(reading.error), pace.askedMaxMs);
      const patience = patienceMs(reading.error);
      lastingSince = patience === Number.POSITIVE_INFINITY ? undefined : (lastingSince ?? elapsed());
      if (lastingSince !== undefined && elapsed() - lastingSince >= patience) return waited;
    }
    const pause = Math.max(interval, asked, leastMs);
    // Put so that it also ends where a figure is no number.
    if (!(elapsed() + pause <= pace.deadlineMs)) return waited;
    await sleep(pause);
    slept += pause;
  }
}

function outcomeOf<T>(reading: Promise<T>): Promise<{ seen: T } | { error: unknown }> {
  return reading.then(
    (seen) => ({ seen }),
    (error: unknown) => ({ error }),
  );
}
