import type { ClientStarted, ControlPlayed, NotPlayed, RunEvent, RunStarted, ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { worst } from '../model/verdict.ts';

/** Everything that was played for one client. */
export interface GatheredClient {
  started: ClientStarted;
  controls: ControlPlayed[];
  /** In the order of their index, each index once. */
  scenarios: ScenarioJudged[];
  /** What a stopped run has left. */
  notPlayed: NotPlayed[];
}

/** The events of one run, or of all shards of one, sorted. */
export interface GatheredRun {
  started: RunStarted;
  /** `2/3`, where the events are those of some shards only. */
  shard?: string;
  /** In the order in which they entered the run. */
  clients: GatheredClient[];
}

/**
 * Sorts events by client and index, so that the order in which they came (workers, shards, a resumed run) no longer matters.
 *
 * @throws {SadpathError} when the events are not of one run: no beginning, another seed, version or catalogue, or scenarios of
 * a client that never started.
 */
export function gatherRun(events: Iterable<RunEvent>): GatheredRun {
  const all = [...events];
  // The run began with its first shard.
  const [started, ...otherRuns] = all.filter((event) => event.type === 'run-started').sort(earlierFirst);
  if (!started) throw unsound('no run-started event is among its events');
  for (const other of otherRuns) {
    agree('seed', started.seed, other.seed);
    agree('version of sadpath', started.tool.version, other.tool.version);
    agree('number of shards', totalOf(started), totalOf(other));
  }
  const clients = new Map<string, GatheredClient>();
  for (const event of all) {
    if (event.type !== 'client-started') continue;
    const known = clients.get(event.client);
    if (known) agree(`catalogue of ${event.client}`, known.started.catalogue.sha256, event.catalogue.sha256);
    else clients.set(event.client, { started: event, controls: [], scenarios: [], notPlayed: [] });
  }
  for (const event of all) {
    if (event.type !== 'control' && event.type !== 'scenario' && event.type !== 'not-played') continue;
    const client = clients.get(event.client);
    if (!client)
      throw unsound(`a ${event.type} event is of ${JSON.stringify(event.client)}, a client that never started`);
    if (event.type === 'control') client.controls.push(event);
    else if (event.type === 'not-played') client.notPlayed.push(event);
    else client.scenarios.push(event);
  }
  return {
    started,
    ...partOf([started, ...otherRuns]),
    clients: [...clients.values()].map((client) => ({ ...client, scenarios: inOrder(client.scenarios) })),
  };
}

function earlierFirst(a: RunStarted, b: RunStarted): number {
  return a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0;
}

function totalOf({ shard }: RunStarted): string {
  return shard.split('/')[1] ?? '';
}

/** Nothing, where every shard is among them. */
function partOf(starts: [RunStarted, ...RunStarted[]]): Pick<GatheredRun, 'shard'> {
  const shards = [...new Set(starts.map(({ shard }) => shard))].sort();
  return shards.length === Number(totalOf(starts[0])) ? {} : { shard: shards.join(' + ') };
}

/** Of several events with one index (a scenario that was played again) the worst stands, whichever came first. */
function inOrder(scenarios: ScenarioJudged[]): ScenarioJudged[] {
  const byIndex = new Map<number, ScenarioJudged>();
  for (const event of scenarios) {
    const known = byIndex.get(event.index);
    byIndex.set(event.index, known ? worse(known, event) : event);
  }
  return [...byIndex.values()].sort((a, b) => a.index - b.index);
}

function worse(a: ScenarioJudged, b: ScenarioJudged): ScenarioJudged {
  const [ofA, ofB] = [a, b].map((event) => worst(Object.values(event.verdicts).map(({ verdict }) => verdict)));
  if (ofA !== ofB) return worst([ofA, ofB].filter((word) => word !== undefined)) === ofA ? a : b;
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

function agree(what: string, one: number | string, other: number | string): void {
  if (one !== other) throw unsound(`its logs differ in the ${what}: ${one} and ${other}`);
}

function unsound(because: string): SadpathError {
  return new SadpathError({ to: 'build the report', because, next: 'Pass the logs of one run.' });
}
