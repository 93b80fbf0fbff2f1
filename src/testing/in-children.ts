import { askOnce } from '../engine/ask-once.ts';
import { controlResult } from '../engine/play-question.ts';
import { openSlot } from '../engine/slot.ts';
import type { WorkerOptions } from '../engine/worker.ts';
import type { Player } from './player.ts';

/** Plays a client of a config in child processes, which the sandbox has to itself. */
export function inChildren(options: WorkerOptions, client: string, seed: number, places: number): Player {
  const free = Array.from({ length: places }, () => openSlot(options));
  const all = [...free];
  return {
    places,
    async control(operation) {
      return controlResult(await askOnce(options, { ask: 'control', client, operation, seed }));
    },
    async play(question) {
      const slot = free.pop() ?? openSlot(options);
      const judged = await slot.play(question);
      free.push(slot);
      return judged;
    },
    close() {
      for (const slot of all) slot.close();
    },
  };
}
