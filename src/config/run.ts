import { describeConfig } from '../engine/describe.ts';
import type { ConfigFacts } from '../engine/messages.ts';
import { runClient } from '../engine/run-client.ts';
import type { WorkerOptions } from '../engine/worker.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { RunEvent } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import type { Report } from '../model/report.ts';
import type { LaneChoice } from '../model/scenario.ts';
import { buildReport } from '../report/build-report.ts';
import { requirementsFor } from '../scenarios/wire-facts.ts';
import { childEntry } from './child-entry.ts';
import { version } from './version.ts';

/** What `run` plays, and how. Everything but the config may be left out. */
export interface RunOptions {
  /** The config file's absolute path. It is loaded in child processes, under a virtual clock. */
  config: string;
  /** Names of clients; when left out: all. */
  clients?: string[];
  /** Ids of providers; when left out: all. */
  providers?: string[];
  /** Requirement ids, or the beginnings of ids up to a slash (`banked/errors`); when left out: all. */
  only?: string[];
  /** Play the controls and nothing else. */
  controlsOnly?: boolean;
  /** When left out: the config's, else 1. */
  seed?: number;
  /** Child processes at once. When left out: 2. */
  workers?: number;
  /** When left out: `auto`. */
  lane?: LaneChoice;
  /** Called with each event as soon as it is known. */
  onEvent?(event: RunEvent): void;
  /** Wall-clock milliseconds since the epoch, for the log only; when left out: the epoch. */
  now?(): number;
}

/** Real milliseconds that one scenario may take; a child that needs more has hung. */
const silenceMs = 30_000;

/** How the children of a config are started. */
export function workerOptions(config: string): WorkerOptions {
  return { entry: childEntry, config, silenceMs };
}

/**
 * Plays every documented row to every client of a config, and returns the report. Same seed, same report.
 *
 * @example
 * const report = await run({ config: new URL('./sadpath.config.ts', import.meta.url).pathname });
 * @throws {SadpathError} when the config cannot be loaded, or a client, provider or requirement is not known.
 */
export async function run(options: RunOptions): Promise<Report> {
  const start = workerOptions(options.config);
  const facts = await describeConfig(start);
  const clients = chooseClients(facts, options);
  const seed = options.seed ?? facts.seed ?? 1;
  const now = options.now ?? (() => 0);
  const startedAt = now();
  const events: RunEvent[] = [];
  const emit = (event: RunEvent): void => {
    events.push(event);
    options.onEvent?.(event);
  };

  emit({
    type: 'run-started',
    format: 1,
    tool: { name: 'sadpath', version },
    seed,
    shard: '1/1',
    startedAt: new Date(startedAt).toISOString(),
    node: process.version,
  });
  for (const client of clients) {
    await runClient(client, {
      ...start,
      seed,
      emit,
      workers: options.workers ?? 2,
      lane: options.lane ?? 'auto',
      controlsOnly: options.controlsOnly ?? false,
      only: (requirement) => isChosen(requirement, options.only),
    });
  }
  const endedAt = now();
  emit({ type: 'run-ended', endedAt: new Date(endedAt).toISOString(), elapsedMs: endedAt - startedAt });
  return buildReport(events);
}

function chooseClients({ clients }: ConfigFacts, { clients: names, providers, only }: RunOptions): ClientFacts[] {
  const known = clients.map(({ client }) => client);
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new SadpathError({
      to: `find the client "${unknown}"`,
      because: `the config defines ${known.join(', ')}`,
      next: 'Pass --client with one of these.',
    });
  }
  const ids = [...new Set(clients.map(({ provider }) => provider.id))];
  const stranger = providers?.find((id) => !ids.includes(id));
  if (stranger !== undefined) {
    throw new SadpathError({
      to: `find the provider "${stranger}"`,
      because: `the config's clients are of ${ids.join(', ')}`,
      next: 'Pass --provider with one of these.',
    });
  }
  const chosen = clients.filter(
    ({ client, provider }) => (names?.includes(client) ?? true) && (providers?.includes(provider.id) ?? true),
  );
  checkOnly(chosen, only);
  return chosen;
}

function checkOnly(clients: ClientFacts[], only: string[] | undefined): void {
  const ids = clients.flatMap(({ provider }) => requirementsFor(provider).map(({ id }) => id));
  const nothing = only?.find((id) => !ids.some((known) => isChosen(known, [id])));
  if (nothing === undefined) return;
  throw new SadpathError({
    to: `play only "${nothing}"`,
    because: 'no requirement of these clients is called so',
    next: 'See `sadpath list` for the ids.',
  });
}

function isChosen(requirement: string, only: string[] | undefined): boolean {
  return only?.some((id) => requirement === id || requirement.startsWith(`${id}/`)) ?? true;
}
