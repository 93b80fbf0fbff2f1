import { startOfDay } from '../model/start-of-day.ts';
import { isTick } from './adopted-timers.ts';
import { outsidersStir } from './lingering.ts';
import { patience, quiet } from './quiescence.ts';
import type { Scene } from './scene.ts';
import { systemAtWork } from './system-work.ts';
import { jump, nextDue } from './virtual-clock.ts';
import { armedTimers } from './virtual-timer.ts';

/** What a loop that never rests is given once it is known: turns between two jumps. */
const impatience = 200;

/** How far timers are run out after a scenario: jumps, and virtual milliseconds (a timer cannot be armed for longer). */
const runOut = { jumps: 2_000, virtualMs: 2 ** 31 };

/**
 * Plays a scene to its end: whenever nothing else can happen, the clock jumps to the next timer and runs that one. What a timer throws
 * is reported.
 */
export async function drive(scene: Scene, report: (error: unknown) => void): Promise<void> {
  const ended = (): boolean => scene.ended !== undefined;
  let rested = true;
  while (true) {
    rested = await quiet(ended, rested ? patience : impatience);
    if (scene.ended) return;
    const due = nextDue();
    if (due === undefined) {
      if (systemAtWork() || (await outsidersStir())) continue;
      scene.ended = 'hung';
      return;
    }
    if (due - startOfDay > scene.play.limits.virtualMs) {
      scene.ended = 'time';
      return;
    }
    attempt(report);
  }
}

/**
 * After a scene: hangs up on what still stalls, and lets the timers run out, so that nothing of it is left. Gives back how many timers
 * would not run out, they are cleared; and one more where a loop of immediates never rests.
 */
export async function drain(scene: Scene, report: (error: unknown) => void): Promise<number> {
  for (const hangUp of scene.stalled) hangUp();
  const until = (nextDue() ?? 0) + runOut.virtualMs;
  let rested = true;
  for (let jumps = 0; jumps < runOut.jumps; jumps += 1) {
    rested = await quiet(() => false, rested ? patience : impatience);
    const due = nextDue();
    if (due === undefined || due > until || armedTimers().every((timer) => timer.repeats)) break;
    attempt(report);
  }
  const left = armedTimers().filter((timer) => !isTick(timer));
  for (const timer of left) timer.close();
  return left.length + (rested ? 0 : 1);
}

function attempt(report: (error: unknown) => void): void {
  try {
    jump();
  } catch (error) {
    report(error);
  }
}
