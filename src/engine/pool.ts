import pLimit from 'p-limit';
import { openSlot, type Slot } from './slot.ts';
import type { WorkerOptions } from './worker.ts';

/**
 * Child processes that have loaded one config, so many at once. They outlive a client: what a child's start costs is paid once a
 * place, and not once a client.
 */
export interface Pool extends Slot {
  /** How many questions it takes at once; more wait for their turn. */
  places: number;
}

/** Opens a pool; its children start as they are needed. */
export function openPool(options: WorkerOptions, places: number): Pool {
  const turn = pLimit(places);
  const all: Slot[] = [];
  const free: Slot[] = [];

  function withSlot<T>(work: (slot: Slot) => Promise<T>): Promise<T> {
    return turn(async () => {
      const slot = free.pop() ?? opened();
      const done = await work(slot);
      free.push(slot);
      return done;
    });
  }

  function opened(): Slot {
    const slot = openSlot(options);
    all.push(slot);
    return slot;
  }

  return {
    places,
    ask: (question) => withSlot((slot) => slot.ask(question)),
    play: (question) => withSlot((slot) => slot.play(question)),
    alone: (question) => withSlot((slot) => slot.alone(question)),
    once: (question) => withSlot((slot) => slot.once(question)),
    close() {
      for (const slot of all) slot.close();
    },
  };
}
