import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkClient } from '../config/define-client.ts';
import { workerOptions } from '../config/run.ts';
import { clientFacts } from '../engine/client-facts.ts';
import { describeConfig } from '../engine/describe.ts';
import { readWaivers, waiverFile } from '../history/waiver-file.ts';
import type { ClientDefinition } from '../model/client.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { SadpathError } from '../model/failure.ts';
import type { Finding } from '../model/report.ts';
import type { LaneChoice } from '../model/scenario.ts';
import type { Waiver } from '../model/waiver.ts';
import { today } from '../sandbox/today.ts';
import { requirementsFor } from '../scenarios/wire-facts.ts';
import { ConformanceError, failureOf } from './failure.ts';
import { inChildren } from './in-children.ts';
import { inProcess } from './in-process.ts';
import type { Player } from './player.ts';
import { suiteOf } from './suite.ts';
import { allowTime, globalRunner, type TestRunner } from './test-runner.ts';

/** How `conformance` plays, and in which runner. */
export interface ConformanceOptions {
  /** Requirement ids, or the beginnings of ids up to a slash (`banked/errors`); when left out: all. */
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
  /** Real milliseconds that one test may take. When left out: 60,000. */
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
 * await conformance(new URL('./sadpath.config.ts', import.meta.url));
 * conformance(client, { runner: { describe, it, after } }); // of node:test or vitest
 * @throws {SadpathError} when there is no runner, the client is no client, or the config cannot be read.
 */
export function conformance(target: ClientDefinition, options?: ConformanceOptions): void;
export function conformance(target: URL, options?: ConformanceOptions): Promise<void>;
export function conformance(target: ClientDefinition | URL, options: ConformanceOptions = {}): void | Promise<void> {
  const runner = options.runner ?? globalRunner();
  if (target instanceof URL) return ofConfig(fileURLToPath(target), runner, options);
  checkClient(target);
  const seed = options.seed ?? 1;
  define(clientFacts(target), () => inProcess(target, seed), {
    ...options,
    runner,
    seed,
    known: readWaivers(options.waivers ?? waiverFile),
    repeat: ({ operation, tape }) => `await play(client, '${operation}', ${quoted(tape)})`,
  });
}

async function ofConfig(config: string, runner: TestRunner, options: ConformanceOptions): Promise<void> {
  const child = workerOptions(config);
  const facts = await describeConfig(child);
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
  const known = readWaivers(options.waivers ?? waiverFile);
  for (const client of facts.clients.filter((one) => options.clients?.includes(one.client) ?? true)) {
    define(client, () => inChildren(child, client.client, seed, 2), {
      ...options,
      runner,
      seed,
      known,
      repeat: (finding) => playCommand(finding, client.client, relative(process.cwd(), config)),
    });
  }
}

function playCommand({ operation, tape, scenario }: Finding, client: string, config: string): string {
  const words = [operation, tape, '--config', config, '--client', client].map((word) =>
    /^[\w./@-]+$/.test(word) ? word : JSON.stringify(word),
  );
  return `npx sadpath play ${words.join(' ')}${scenario.variant === 'bare' ? ' --bare' : ''}`;
}

interface Definition extends ConformanceOptions {
  known: Waiver[];
  runner: TestRunner;
  seed: number;
  repeat(finding: Finding): string;
}

function define(facts: ClientFacts, open: () => Player, options: Definition): void {
  const { runner, seed, lane = 'auto', known, strict = false, repeat, timeoutMs = 60_000 } = options;
  const chosen = requirementsFor(facts.provider).filter(({ id }) => isChosen(id, options.only));
  if (chosen.length === 0) {
    throw new SadpathError({
      to: `choose requirements of ${facts.client}`,
      because: `none begins with ${options.only?.join(' or ')}`,
      next: 'See `sadpath list` for the ids.',
    });
  }
  runner.describe(`${facts.client} against ${facts.provider.id}`, () => {
    const player = open();
    const suite = suiteOf(facts, player, { seed, lane, waivers: known, today: today() });
    const test = (title: string, body: () => Promise<void>): void => {
      runner.it(
        title,
        function (this: unknown) {
          allowTime(this, timeoutMs);
          return body();
        },
        timeoutMs,
      );
    };
    (runner.after ?? runner.afterAll)?.(() => player.close());
    for (const { name } of facts.operations) {
      test(`the happy path of ${name}`, async () => {
        const { passed, reason } = await suite.control(name);
        if (!passed)
          throw new ConformanceError(`The happy path of ${name} failed: ${reason ?? 'no reason was given'}.`);
      });
    }
    for (const { id, summary, judged } of chosen) {
      const title = `${id}: ${summary}`;
      if (judged === 'by-hand') runner.it.skip(`${title} (to be checked by hand)`, () => {});
      else if (suite.unplayed[id] !== undefined) runner.it.skip(`${title} (${suite.unplayed[id]})`, () => {});
      else {
        test(title, async () => {
          const failure = failureOf(await suite.play(id), { strict, repeat });
          if (failure !== undefined) throw new ConformanceError(`\n${failure}\n`);
        });
      }
    }
  });
}

/** As a person would write it. */
function quoted(text: string): string {
  return /['\\]/.test(text) ? JSON.stringify(text) : `'${text}'`;
}

function isChosen(id: string, only: string[] | undefined): boolean {
  return only?.some((prefix) => id === prefix || id.startsWith(`${prefix}/`)) ?? true;
}
