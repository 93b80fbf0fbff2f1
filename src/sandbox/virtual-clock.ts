import { type Clock, createClock } from '@sinonjs/fake-timers';
import { startOfDay } from '../model/start-of-day.ts';

/** How long the process seems to have been up when its first scenario begins, in milliseconds. Fixed, so that runs are equal. */
const uptimeAtFirst = 1_000_000;

/**
 * The one clock of the process. It is made once, never uninstalled and never reset: undici keeps a tick timer for the whole
 * process, and forgets every later timeout when that timer is lost. Only the time of day is set back.
 */
const clock: Clock = createClock(startOfDay, Number.MAX_SAFE_INTEGER);

/** Whether a scenario is running, and with it virtual time. While it is not, everything that was patched passes through. */
export const world = { virtual: false };

/** Milliseconds of the epoch, virtual. */
export function virtualNow(): number {
  return clock.now;
}

/** Milliseconds since the process began, virtual; unlike the time of day it is never set back. */
export function virtualUptime(): number {
  return uptimeAtFirst + clock.performance.now();
}

/** Sets the time of day back to {@link startOfDay}. Timers that are still armed keep their distance. */
export function beginDay(): void {
  clock.setSystemTime(startOfDay);
}

/** When the next timer is due, in milliseconds of the epoch; `undefined` when none is armed. */
export function nextDue(): number | undefined {
  return clock.timerHeap?.peek()?.callAt;
}

/** Moves to the next timer and runs that one. Throws what its callback throws. */
export function jump(): void {
  clock.next();
}

/** Arms a timer on the virtual clock; `delay` in whole milliseconds, at least 1. */
export function arm(run: () => void, delay: number): Armed {
  const id = clock.setTimeout(run, delay);
  return { disarm: () => clock.clearTimeout(id) };
}

/** A timer on the virtual clock. */
export interface Armed {
  disarm(): void;
}
