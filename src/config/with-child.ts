import { openSlot, type Slot } from '../engine/slot.ts';
import { workerOptions } from './run.ts';

/** Works with one child of a config, and ends it. */
export async function withChild<T>(config: string, work: (child: Slot) => Promise<T>): Promise<T> {
  const child = openSlot(workerOptions(config));
  try {
    return await work(child);
  } finally {
    child.close();
  }
}
