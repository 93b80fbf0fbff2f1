import type { Contestant } from './contestant.ts';

/*
 * One contestant in a process of its own: `child.ts NAME`. What is imported is imported by the contestant, for some have to stand
 * before it. Asked with a number of repeats, it answers with what they took.
 */
const contestants: Record<string, () => Promise<Contestant>> = {
  floor: async () => (await import('./floor.ts')).openFloor(),
  fetch: async () => (await import('./lane.ts')).openLane('fetch'),
  msw: async () => (await import('./lane.ts')).openLane('msw'),
  wire: async () => (await import('./lane.ts')).openLane('wire'),
  'hand-written': async () => (await import('./hand-written/run-suite.ts')).openHandWritten(),
};

const contestant = await contestants[process.argv[2] ?? '']?.();

process.on('message', async (repeats: number) => {
  const total = { scenarios: 0, exchanges: 0 };
  const before = process.cpuUsage();
  for (let played = 0; played < repeats; played++) {
    const { scenarios = 0, exchanges = 0 } = (await contestant?.play()) ?? {};
    total.scenarios += scenarios;
    total.exchanges += exchanges;
  }
  const { user, system } = process.cpuUsage(before);
  process.send?.({ ...total, us: user + system });
});
