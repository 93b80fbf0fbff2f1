import { guardsAlways } from './guard.ts';
import { keepersOpen } from './keepers.ts';
import { endOutsiders, outsidersRunning } from './outsiders.ts';
import { platform } from './platform.ts';
import { thingsBegun, uncounted } from './system-work.ts';

/** What this scenario has left open, in words, sorted. In a process that runs other things too, nothing is told of. */
function lingering(): string[] {
  return guardsAlways() ? [...keepersOpen(), ...outsidersRunning()].sort() : [];
}

/** How long what goes on outside the event loop is waited for, in real milliseconds, and how often it is looked at. */
const real = { outsiderMs: 2_000, handleMs: 200, stepMs: 5 };

/** Whether a worker thread or a child process makes something happen yet. Waits only where there is one. */
export async function outsidersStir(): Promise<boolean> {
  const before = thingsBegun();
  for (let waited = 0; waited < real.outsiderMs && outsidersRunning().length > 0; waited += real.stepMs) {
    if (thingsBegun() !== before) return true;
    await uncounted(() => platform.wait(real.stepMs));
  }
  return thingsBegun() !== before;
}

/** What is left when everything has had its time to end: a command that runs for a moment is nothing. Ends the child processes. */
export async function leftBehind(): Promise<string[]> {
  const patienceMs = (): number => (outsidersRunning().length > 0 ? real.outsiderMs : real.handleMs);
  for (let waited = 0; waited < patienceMs() && lingering().length > 0; waited += real.stepMs) {
    await uncounted(() => platform.wait(real.stepMs));
  }
  const left = lingering();
  if (left.length > 0) endOutsiders();
  return left;
}
