import { guardsAlways } from './guard.ts';
import { endOutsiders, outsidersRunning } from './outsiders.ts';
import { platform } from './platform.ts';
import { thingsBegun, uncounted } from './system-work.ts';

/** What keeps a process from ending, by Node's name for it. Not connections: those that MSW answers keep their handle, closed or not. */
const keepers: Readonly<Record<string, string>> = {
  TCPServerWrap: 'a server that listens',
  UDPWrap: 'an open UDP socket',
  PipeWrap: 'an open pipe',
  FSEventWrap: 'a file watcher',
  StatWatcher: 'a file watcher',
};

/** Looks at what has been left open in this process since it was made, in words, sorted. */
export type Lingering = () => string[];

/** What is open now belongs to nobody's scenario. In a process that runs other things too, nothing is told of. */
export function lingeringSinceNow(): Lingering {
  if (!guardsAlways()) return () => [];
  const before = process.getActiveResourcesInfo();
  return () => {
    const left = [...process.getActiveResourcesInfo()];
    for (const known of before) {
      const place = left.indexOf(known);
      if (place >= 0) left.splice(place, 1);
    }
    return [...left.flatMap((name) => keepers[name] ?? []), ...outsidersRunning()].sort();
  };
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
export async function leftBehind(lingering: Lingering): Promise<string[]> {
  const patienceMs = (): number => (outsidersRunning().length > 0 ? real.outsiderMs : real.handleMs);
  for (let waited = 0; waited < patienceMs() && lingering().length > 0; waited += real.stepMs) {
    await uncounted(() => platform.wait(real.stepMs));
  }
  const left = lingering();
  if (left.length > 0) endOutsiders();
  return left;
}
