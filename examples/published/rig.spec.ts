/*
 * What the specs of the SDKs have in common: one tape after the other, each SDK in a child of its own, and how to read what came of it.
 */
import { resolve } from 'node:path';
import pLimit from 'p-limit';
import { workerOptions } from '../../src/config/run.ts';
import { chooseLane } from '../../src/engine/choose-lane.ts';
import { confirmed } from '../../src/engine/confirm.ts';
import { describeConfig } from '../../src/engine/describe.ts';
import type { Judged } from '../../src/engine/judge-scenario.ts';
import type { Pool } from '../../src/engine/pool.ts';
import { runClient } from '../../src/engine/run-client.ts';
import { startWorker, type Worker } from '../../src/engine/worker.ts';
import type { RunEvent } from '../../src/model/event.ts';
import type { ClientReport } from '../../src/model/report.ts';
import type { Severity } from '../../src/model/requirement.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { RequestEvent, SettledEvent, TraceEvent } from '../../src/model/trace.ts';
import { buildReport } from '../../src/report/build-report.ts';

/** Which client of which config plays a tape. */
export interface Asked {
  config: string;
  client: string;
  provider: string;
  seed?: number;
  /** Calls after one another, each for an intent of its own; when left out: one. */
  calls?: number;
}

const workers = new Map<string, Worker>();

/** Plays one tape to an SDK, in the child of its config, which is used again and again. */
export async function playTape(operation: string, tape: string, asked: Asked): Promise<Judged> {
  const { config, client, provider, seed = 1, calls = 1 } = asked;
  const scenario: Scenario = {
    format: 1,
    provider,
    requirement: 'by hand',
    group: `${operation} ${tape}`,
    calls: Array.from({ length: calls }, (_, index) => ({
      id: `call-${index + 1}`,
      operation,
      intent: `intent-${index + 1}`,
      start: index === 0 ? ('first' as const) : ('after' as const),
    })),
    tape,
    lane: 'auto',
  };
  const answer = await workerOf(config).ask({
    ask: 'play',
    client,
    seed,
    scenario,
    lane: chooseLane(scenario, false),
    control: { passed: true },
    keepEvidence: true,
  });
  if (answer.to === 'failed') throw new Error(answer.message);
  return answer.judged;
}

/**
 * Plays the whole matrix to an SDK, as `run` does, but for one thing: what failed is not played again in a fresh child, which
 * would be most of the time.
 */
export async function playMatrix(config: string, client: string): Promise<ClientReport> {
  const turn = pLimit(1);
  const play: Pool['play'] = (question) =>
    turn(async () => {
      const answer = await workerOf(config).ask(question);
      if (answer.to === 'failed') throw new Error(answer.message);
      if (!answer.clean) stopChildren(config);
      // What a process takes is asked twice, as in a run.
      if (answer.judged.verdicts['robust.bounded']?.verdict !== 'fail') return answer.judged;
      stopChildren(config);
      const again = await workerOf(config).ask(question);
      if (again.to === 'failed') throw new Error(again.message);
      return confirmed(answer.judged, again.judged);
    });
  const pool: Pool = {
    places: 1,
    ask: (question) => turn(() => workerOf(config).ask(question)),
    play,
    once: play,
    alone: play,
    close() {},
  };
  const { clients } = await describeConfig(config, pool);
  const events: RunEvent[] = [
    {
      type: 'run-started',
      format: 1,
      tool: { name: 'sadpath', version: '0' },
      seed: 1,
      shard: '1/1',
      startedAt: '',
      node: process.version,
    },
  ];
  for (const facts of clients.filter((known) => known.client === client))
    await runClient(facts, { pool, seed: 1, lane: 'auto', emit: (event) => void events.push(event) });
  const [report] = buildReport(events).clients;
  if (!report) throw new Error(`${config} has no client ${client}`);
  return report;
}

/**
 * The checks that failed so gravely, each with the requirement that it failed on. What a huge reply costs an SDK may be about as much as is
 * allowed, now less and now more: it is not among them.
 */
export function foundIn({ findings }: ClientReport, severity: Severity): string[] {
  const found = findings.filter((finding) => finding.severity === severity && finding.check !== 'robust.bounded');
  return [...new Set(found.map(({ check, requirement }) => `${check} ${requirement}`))].sort();
}

function workerOf(config: string): Worker {
  const known = workers.get(config);
  const worker = known?.alive() ? known : startWorker(workerOptions(resolve(import.meta.dirname, config)));
  workers.set(config, worker);
  return worker;
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
