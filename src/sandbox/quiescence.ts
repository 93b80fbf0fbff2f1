import { turn } from './platform.ts';
import { systemAtWork, thingsBegun, uncounted } from './system-work.ts';
import { wiresAtRest } from './wire/connections.ts';

/** Empty turns in a row after which nothing can happen any more without the clock. */
const emptyTurns = 2;

/** How many turns that each begin something, and ask nobody, are taken for a loop that never rests. */
export const patience = 20_000;

/**
 * Waits until nothing can happen without the clock: for two turns of the event loop in a row nothing was begun (no tick, no
 * immediate, no callback of the system), neither the thread pool nor the system is at work, and no bytes are on their way over the
 * loopback. Whatever MSW, undici or
 * node:http still have to do for a request shows as something begun, however many turns it takes them.
 *
 * Gives back false when it did not come to rest within so many turns. Ends early when `stop` says so.
 */
export async function quiet(stop: () => boolean, turns = patience): Promise<boolean> {
  let empty = 0;
  for (let restless = 0; empty < emptyTurns && !stop(); ) {
    const before = thingsBegun();
    await uncounted(turn);
    if (systemAtWork() || !wiresAtRest()) {
      empty = 0;
    } else {
      empty = thingsBegun() === before ? empty + 1 : 0;
      restless = empty > 0 ? 0 : restless + 1;
    }
    if (restless > turns) return false;
  }
  return true;
}
