import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const megabyte = 2 ** 20;

/**
 * Watches what this process takes at the most from now on, in MB beyond what it holds now. Where the system cannot forget an earlier peak
 * (Linux can), one that was higher than all that follows hides it: then nothing is said, and a fresh process knows better.
 */
export function watchPeak(): () => number | undefined {
  giveBack();
  const isForgotten = forgetPeak();
  const before = peakMb();
  const held = process.memoryUsage.rss() / megabyte;
  return () => {
    const peak = peakMb();
    // What was given back meanwhile by another thread is in neither: only an earlier peak that stayed says nothing.
    return !isForgotten && peak === before && peak - held > 1 ? undefined : peak - held;
  };
}

/** What was let go of is given back to the system: else it is used again, and what a client takes does not show. */
function giveBack(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') collect();
}

/** In MB; Node tells it in KB. */
function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}

/** Linux lets a process set its peak back to what it holds (proc(5), clear_refs). Gives back whether it is. */
function forgetPeak(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return true;
  } catch {
    // A container may forbid it: the earlier peak stays, as elsewhere.
    return false;
  }
}
