import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chosenBy } from '../config/chosen.ts';
import { checkClient } from '../config/define-client.ts';
import { workerOptions } from '../config/run.ts';
import { withChild } from '../config/with-child.ts';
import { clientFacts } from '../engine/client-facts.ts';
import { describeConfig } from '../engine/describe.ts';
import { readWaivers, waiverFile } from '../history/waiver-file.ts';
import type { ClientDefinition } from '../model/client.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import type { LaneChoice } from '../model/scenario.ts';
import { defineSuite } from './define-suite.ts';
import { inChildren } from './in-children.ts';
import { inProcess } from './in-process.ts';
import { inTest, onCommandLine } from './repeat.ts';
import { globalRunner, type TestRunner } from './test-runner.ts';

/** How `conformance` plays, and in which runner. */
export interface ConformanceOptions {
  /** Requirement ids, the beginnings of ids up to a slash (`banked/errors`), or ids of checks (`retry.key`); when left out: all. */
  only?: string[];
  /** Names of clients of a config; when left out: all. */
  clients?: string[];
  /** When left out: the config's, else 1. */
  seed?: number;
  /** Whether a should fails its test too. When left out: only a must does. */
  strict?: boolean;
  /** When left out: `auto`. */
  lane?: LaneChoice;
  /** A file of failures that are known and put up with. When left out: `sadpath.waivers.json`, where there is one. */
  waivers?: string;
  /** The functions of the test runner; when left out: the global ones. */
  runner?: TestRunner;
  /**
   * How many scenarios are generated after the matrix: one test, `search/sequences`, plays them all, and fails with each finding, shrunk to the
   * shortest sequence that shows it. When left out: none.
   */
  runs?: number;
  /** Real milliseconds that one test may take; one that generates scenarios, for each hundred of them. When left out: 60,000. */
  timeoutMs?: number;
}

/**
 * Makes a suite of tests out of a client: one test a requirement, named by its id, so that `--grep banked/errors/internal` plays
 * one. Beyond what the runner itself does, nothing is played until a test runs.
 *
 * - A client is played in this process. Its module has to meet the sandbox before anything else: start the runner with
 *   `--import sadpath/register`. While no scenario runs, clock and network are the real ones.
 * - The URL of a config is played in child processes, which is slower to start and holds whatever the client does. Await it: the
 *   config has to be read first.
 *
 * @example
 * conformance(client);
 * conformance(client, { runs: 100 }); // and sequences that no requirement names
 * await conformance(new URL('./sadpath.config.ts', import.meta.url));
 * conformance(client, { runner: { describe, it, after } }); // of node:test or vitest
 * @throws {SadpathError} when there is no runner, the client is no client, the config cannot be read, or an option says nothing.
 */
export function conformance(target: ClientDefinition, options?: ConformanceOptions): void;
export function conformance(target: URL, options?: ConformanceOptions): Promise<void>;
export function conformance(target: ClientDefinition | URL, options: ConformanceOptions = {}): void | Promise<void> {
  const runner = options.runner ?? globalRunner();
  if (target instanceof URL) return ofConfig(fileURLToPath(target), runner, options);
  checkClient(target);
  const seed = options.seed ?? 1;
  const facts = clientFacts(target);
  defineSuite(facts, {
    ...settingsOf(options, [facts]),
    runner,
    seed,
    open: () => inProcess(target, seed),
    repeat: (finding) => inTest(finding, seed),
  });
}

async function ofConfig(config: string, runner: TestRunner, options: ConformanceOptions): Promise<void> {
  const facts = await withChild(config, (child) => describeConfig(config, child));
  const seed = options.seed ?? facts.seed ?? 1;
  const names = facts.clients.map(({ client }) => client);
  const stranger = options.clients?.find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw new SadpathError({
      to: `find the client "${stranger}"`,
      because: `the config defines ${names.join(', ')}`,
      next: 'Name one of these in clients.',
    });
  }
  const clients = facts.clients.filter((one) => options.clients?.includes(one.client) ?? true);
  const settings = settingsOf(options, clients);
  for (const client of clients) {
    defineSuite(client, {
      ...settings,
      runner,
      seed,
      open: () => inChildren(workerOptions(config), client.client, seed, 2),
      repeat: (finding) =>
        onCommandLine(finding, { client: client.client, config: relative(process.cwd(), config), seed: options.seed }),
    });
  }
}

function settingsOf(options: ConformanceOptions, clients: ClientFacts[]) {
  const { only, lane = 'auto', strict = false, runs = 0, timeoutMs = 60_000, waivers = waiverFile } = options;
  if (!Number.isInteger(runs) || runs < 0) {
    throw new SadpathError({
      to: `generate ${plain(String(runs), 60)} scenarios`,
      because: 'that is no whole number from 0 on',
      next: 'Pass runs: 100, for instance.',
    });
  }
  const chosen = chosenBy(only, clients, { searched: runs > 0 });
  return { chosen, lane, strict, runs, timeoutMs, waivers: readWaivers(waivers) };
}
