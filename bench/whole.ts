import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from '../src/config/run.ts';
import { forkModule, median, nextMessage } from './measure.ts';
import type { Line } from './table.ts';

/** The whole matrix of the four reference clients, with one worker and with two, in turns. */
export async function compareWorkers(rounds: number, only: string[] | undefined): Promise<Line[]> {
  const config = fileURLToPath(new URL('../sadpath.config.ts', import.meta.url));
  const times: Record<1 | 2, number[]> = { 1: [], 2: [] };
  const both: number[] = [];
  const play = (workers: number) => run({ config, workers, ...(only && { only }) });
  for (let round = 0; round < rounds; round += 1) {
    for (const workers of [1, 2] as const) times[workers].push(await secondsOf(() => play(workers)));
    both.push(await secondsOf(() => Promise.all([play(1), play(1)])));
  }
  const [one, two] = [median(times[1]), median(times[2])];
  const what = only ? `part of the matrix (${only.join(', ')})` : 'whole matrix, four clients';
  return [
    { what: `${what}: one worker`, value: `${one.toFixed(1)} s` },
    {
      what: `${what}: two workers`,
      value: `${two.toFixed(1)} s`,
      ratio: `${(one / two).toFixed(2)} × faster`,
      wanted: '≥ 1.8 ×',
    },
    {
      what: 'two runs of one worker each, at once',
      value: `${median(both).toFixed(1)} s`,
      ratio: `${((2 * one) / median(both)).toFixed(2)} × is what the machine gives now`,
    },
  ];
}

/** What the heap holds after so many scenarios in one process. */
export async function measureMemory(counts: readonly number[]): Promise<Line[]> {
  const child = forkModule('./memory.ts', counts.map(String), ['--expose-gc']);
  // `memory.ts` is ours, and sends this one message.
  const heap = (await nextMessage(child)) as number[];
  child.kill();
  const [first = Number.NaN] = heap;
  const last = heap.at(-1) ?? Number.NaN;
  const perScenario = (last - first) / ((counts.at(-1) ?? 0) - (counts[0] ?? 0));
  return [
    {
      what: `heap after ${counts.map((count) => count.toLocaleString('en')).join(', ')} scenarios`,
      value: heap.map((bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`).join(', '),
      ratio: `${perScenario.toFixed(1)} bytes a scenario`,
      wanted: 'flat',
    },
  ];
}

/** `sadpath --help`, as it is built, against Node doing nothing. */
export async function compareHelp(rounds: number): Promise<Line[]> {
  const bin = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url));
  if (!existsSync(bin)) return [{ what: 'sadpath --help', value: 'not built: npm run build' }];
  const help: number[] = [];
  const nothing: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    nothing.push(await secondsOf(async () => spawnSync(process.execPath, ['-e', '0'])));
    help.push(await secondsOf(async () => spawnSync(process.execPath, [bin, '--help'])));
  }
  const ms = (seconds: number[]): number => Math.round(median(seconds) * 1000);
  return [
    {
      what: 'sadpath --help, against node -e 0',
      value: `${ms(help)} ms, ${ms(nothing)} ms`,
      ratio: `${(median(help) / median(nothing)).toFixed(1)} ×`,
    },
  ];
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1000;
}
