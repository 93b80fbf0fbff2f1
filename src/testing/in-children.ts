import { controlResult } from '../engine/play-question.ts';
import { openPool } from '../engine/pool.ts';
import type { WorkerOptions } from '../engine/worker.ts';
import type { Player } from './player.ts';

/** Plays a client of a config in child processes, which the sandbox has to itself. */
export function inChildren(options: WorkerOptions, client: string, seed: number, places: number): Player {
  const { ask, play, once, alone, close } = openPool(options, places);
  return {
    places,
    control: async (operation) => controlResult(await ask({ ask: 'control', client, operation, seed })),
    play,
    once,
    alone,
    close,
  };
}
