import type { Parties } from '../contract/contract-facts.ts';
import { catalogueHash } from '../engine/catalogue-hash.ts';
import { providerAsAsked } from '../engine/client-facts.ts';
import { describeConfig } from '../engine/describe.ts';
import type { Known } from '../engine/known-first.ts';
import { openPool, type Pool } from '../engine/pool.ts';
import { runClient } from '../engine/run-client.ts';
import type { WorkerOptions } from '../engine/worker.ts';
import type { EarlierRun } from '../history/earlier-run.ts';
import type { ReplayFile } from '../history/replay-file.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { ContractFacts } from '../model/contract.ts';
import type { RunEvent, ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import type { Report } from '../model/report.ts';
import type { LaneChoice } from '../model/scenario.ts';
import { parseShard, type Shard, wholeRun } from '../model/shard.ts';
import type { Waiver } from '../model/waiver.ts';
import { buildReport } from '../report/build-report.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import { checkWaivers } from './check-waivers.ts';
import { childEntry } from './child-entry.ts';
import { chooseClients } from './choose-clients.ts';
import { chosenBy } from './chosen.ts';
import type { Config } from './define-config.ts';
import { version } from './version.ts';

/** What `run` plays, and how. Everything but the config may be left out. */
export interface RunOptions {
  /** The config file's absolute path. It is loaded in child processes, under a virtual clock. */
  config: string;
  /** Names of clients; when left out: all. */
  clients?: string[];
  /** Ids of providers; when left out: all. */
  providers?: string[];
  /** Requirement ids, the beginnings of ids up to a slash (`banked/errors`), or ids of checks (`retry.key`); when left out: all. */
  only?: string[];
  /** Play the controls and nothing else. */
  controlsOnly?: boolean;
  /** When left out: the config's, else 1. */
  seed?: number;
  /** `2/3`: every third scenario of each client's matrix, from the second on, and all controls. When left out: `1/1`, all. */
  shard?: string;
  /** How many scenarios are generated for each client after its matrix; when left out: none. */
  runs?: number;
  /** Stop after the first must that is broken. What was not played is inconclusive. */
  bail?: boolean;
  /** Failures that are known and put up with. */
  waivers?: Waiver[];
  /** Child processes at once. When left out: 2. */
  workers?: number;
  /** When left out: `auto`. */
  lane?: LaneChoice;
  /** What an earlier, interrupted run has judged: it is not played again. The client must be the same. */
  earlier?: Pick<EarlierRun, 'judged'>;
  /** Asked before anything is played for the contract of each client, which the report tells of. What it throws ends the run. */
  contracts?(parties: Parties): ContractFacts | undefined;
  /**
   * What has failed before, in any client: those of its scenarios are played first that are to be played; of what a search has found, those that
   * this one generates again, as one of the same seed does. The report is the same.
   */
  findings?: readonly (Pick<ReplayFile, 'client' | 'scenario'> & Partial<Pick<ReplayFile, 'seed' | 'place'>>)[];
  /** Called once the config has been read, before anything is played. What it throws ends the run. */
  onConfig?(config: Pick<Config, 'reporters' | 'seed'>): void;
  /** Called with each event as soon as it is known. */
  onEvent?(event: RunEvent): void;
  /** Wall-clock milliseconds since the epoch, for the log only; when left out: the epoch. */
  now?(): number;
}

/** Real milliseconds after which a child that has said nothing is asked whether it is there; and those that one scenario may take. */
const patience = { silenceMs: 15_000, patienceMs: 600_000 };

/** What a child may hold, in megabytes: ten times what one with a published SDK does. */
const memoryMb = 1_024;

/** How the children of a config are started. */
export function workerOptions(config: string): WorkerOptions {
  return { entry: childEntry, config, memoryMb, ...patience };
}

/**
 * Plays every documented row to every client of a config, and returns the report. Same seed, same report.
 *
 * @example
 * const report = await run({ config: new URL('./sadpath.config.ts', import.meta.url).pathname });
 * @throws {SadpathError} when the config cannot be loaded, a client, provider or requirement is not known, or the shard is none.
 */
export async function run(options: RunOptions): Promise<Report> {
  const shard = readShard(options.shard ?? wholeRun);
  const pool = openPool(workerOptions(options.config), options.workers ?? 2);
  try {
    return await runIn(pool, shard, options);
  } finally {
    // An event that cannot be written ends the run: a child that is left alive would keep the process from ending.
    pool.close();
  }
}

async function runIn(pool: Pool, shard: Shard, options: RunOptions): Promise<Report> {
  const runs = options.runs ?? 0;
  const facts = await describeConfig(options.config, pool);
  const clients = chooseClients(facts, options);
  const chosen = chosenBy(options.only, clients, { searched: runs > 0 });
  options.onConfig?.(facts);
  const waivers = options.waivers ?? [];
  checkWaivers(waivers, facts.clients);
  const contracts = clients.map((client) => options.contracts?.(partiesOf(client)));
  const seed = options.seed ?? facts.seed ?? 1;
  const now = options.now ?? (() => 0);
  const startedAt = now();
  const events: RunEvent[] = [];
  const emit = (played: RunEvent): void => {
    const event = played.type === 'scenario' ? chosen.keep(played) : played;
    events.push(event);
    options.onEvent?.(event);
  };

  emit({
    type: 'run-started',
    format: 1,
    tool: { name: 'sadpath', version },
    seed,
    shard: `${shard.part}/${shard.of}`,
    startedAt: new Date(startedAt).toISOString(),
    node: process.version,
    ...(waivers.length > 0 && { waivers }),
  });
  let stopped = false;
  for (const [index, client] of clients.entries()) {
    const contract = contracts[index];
    stopped = await runClient(client, {
      pool,
      seed,
      emit,
      lane: options.lane ?? 'auto',
      controlsOnly: options.controlsOnly ?? false,
      runs,
      ...(shard.of > 1 && { shard }),
      ...(options.bail && { stopsAt: (judged) => breaksMust(events, judged) }),
      stopped,
      ...(contract && { contract }),
      only: chosen.plays,
      first: failedBefore(client, seed, options),
      ...(options.earlier && { known: options.earlier.judged }),
    });
  }
  const endedAt = now();
  emit({ type: 'run-ended', endedAt: new Date(endedAt).toISOString(), elapsedMs: endedAt - startedAt });
  return buildReport(events);
}

function partiesOf(facts: ClientFacts): Parties {
  const { client, provider } = facts;
  return { client, provider: provider.id, catalogue: catalogueHash(providerAsAsked(facts)) };
}

function failedBefore({ client }: ClientFacts, seed: number, { findings = [] }: RunOptions): Known {
  const own = findings.filter((known) => known.client === client);
  return {
    scenarios: new Set(own.map(({ scenario }) => scenarioId(scenario))),
    places: new Set(own.flatMap((known) => (known.seed === seed ? (known.place ?? []) : []))),
  };
}

/** Asks the report, which knows what is waived. */
function breaksMust(events: RunEvent[], judged: ScenarioJudged): boolean {
  const beginnings = events.filter(({ type }) => type === 'run-started' || type === 'client-started');
  const { clients } = buildReport([...beginnings, judged]);
  return clients.some(({ findings }) => findings.some(({ severity }) => severity === 'must'));
}

function readShard(text: string): Shard {
  const shard = parseShard(text);
  if (shard) return shard;
  throw new SadpathError({
    to: `play the shard ${plain(text, 60)}`,
    because: 'a shard is i/n, two whole numbers with i from 1 to n',
    next: 'Pass 2/3 for the second of three.',
  });
}
