/*
 * What the specs of the SDKs have in common: one tape after the other, each SDK in a child of its own, and how to read what came of it.
 */
import { resolve } from 'node:path';
import { workerOptions } from '../../src/config/run.ts';
import type { Judged } from '../../src/engine/judge-scenario.ts';
import { startWorker, type Worker } from '../../src/engine/worker.ts';
import type { RequestEvent, SettledEvent, TraceEvent } from '../../src/model/trace.ts';

/** Which client of which config plays a tape. */
export interface Asked {
  config: string;
  client: string;
  provider: string;
  seed?: number;
}

const workers = new Map<string, Worker>();

/** Plays one tape to an SDK, in the child of its config, which is used again and again. */
export async function playTape(operation: string, tape: string, asked: Asked): Promise<Judged> {
  const { config, client, provider, seed = 1 } = asked;
  const known = workers.get(config);
  const worker = known?.alive() ? known : startWorker(workerOptions(resolve(import.meta.dirname, config)));
  workers.set(config, worker);
  const answer = await worker.ask({
    ask: 'play',
    client,
    seed,
    scenario: {
      format: 1,
      provider,
      requirement: 'by hand',
      group: `${operation} ${tape}`,
      calls: [{ id: 'call-1', operation, intent: 'intent-1', start: 'first' }],
      tape,
      lane: 'auto',
    },
    lane: 'msw',
    control: { passed: true },
    keepEvidence: true,
  });
  if (answer.to === 'failed') throw new Error(answer.message);
  return answer.judged;
}

/** Ends the children of this file's configs. */
export function stopChildren(...configs: string[]): void {
  for (const config of configs) workers.get(config)?.stop();
}

export function timelineOf({ evidence }: Judged): TraceEvent[] {
  return evidence?.timeline ?? [];
}

/** What the SDK sent before its caller was told; what comes after is the engine playing the caller. */
export function requestsOf(judged: Judged): RequestEvent[] {
  const timeline = timelineOf(judged);
  const end = timeline.findIndex(({ event }) => event === 'settled');
  return (end < 0 ? timeline : timeline.slice(0, end)).filter((event) => event.event === 'request');
}

/** The waits between requests, in virtual milliseconds. */
export function gapsOf(judged: Judged): number[] {
  const times = requestsOf(judged).map(({ at }) => at);
  return times.slice(1).map((at, index) => at - (times[index] ?? 0));
}

export function settledIn(judged: Judged): SettledEvent | undefined {
  return timelineOf(judged).find((event) => event.event === 'settled');
}

/** The ids of the checks that failed, with how gravely. */
export function failedIn({ verdicts }: Judged): string[] {
  return Object.entries(verdicts)
    .flatMap(([id, verdict]) => (verdict.verdict === 'fail' ? [`${verdict.severity} ${id}`] : []))
    .sort();
}
