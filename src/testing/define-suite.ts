import type { Chosen } from '../config/chosen.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { Finding, Report } from '../model/report.ts';
import type { LaneChoice } from '../model/scenario.ts';
import type { Waiver } from '../model/waiver.ts';
import { counted } from '../report/amount.ts';
import { today } from '../sandbox/today.ts';
import { sequences } from '../scenarios/sequences.ts';
import { requirementsFor } from '../scenarios/wire-facts.ts';
import { ConformanceError, failureOf } from './failure.ts';
import type { Player } from './player.ts';
import { suiteOf } from './suite.ts';
import { allowTime, type TestRunner } from './test-runner.ts';

/** How the tests of one client are defined. */
export interface Definition {
  runner: TestRunner;
  chosen: Chosen;
  seed: number;
  lane: LaneChoice;
  strict: boolean;
  waivers: Waiver[];
  /** How many scenarios are generated. */
  runs: number;
  /** Real milliseconds. */
  timeoutMs: number;
  /** Opens what plays the client, once its suite is defined. */
  open(): Player;
  /** Tells how one scenario of a finding is repeated. */
  repeat(finding: Finding): string;
}

/** Scenarios that a search may play in the time of one test. */
const runsATest = 100;

/** Defines the suite of one client: a test each happy path, a test each requirement, and one for all that is generated. */
export function defineSuite(facts: ClientFacts, definition: Definition): void {
  const { runner, chosen, strict, repeat, timeoutMs, seed } = definition;
  const runs = chosen.plays(sequences.id) ? definition.runs : 0;
  const requirements = requirementsFor(facts.provider).filter(({ id }) => chosen.plays(id));
  if (requirements.length + runs === 0) return;
  runner.describe(`${facts.client} against ${facts.provider.id}`, () => {
    const player = definition.open();
    const suite = suiteOf(facts, player, { ...definition, today: today() });
    const test = (title: string, body: () => Promise<void>, limitMs = timeoutMs): void => {
      runner.it(
        title,
        function (this: unknown) {
          allowTime(this, limitMs);
          return body();
        },
        limitMs,
      );
    };
    const expectHeld = (report: Report): void => {
      const failure = failureOf(report, { strict, repeat });
      if (failure !== undefined) throw new ConformanceError(`\n${failure}\n`);
    };
    (runner.after ?? runner.afterAll)?.(() => player.close());
    for (const { name } of facts.operations) {
      test(`the happy path of ${name}`, async () => {
        const { passed, reason } = await suite.control(name);
        if (!passed)
          throw new ConformanceError(`The happy path of ${name} failed: ${reason ?? 'no reason was given'}.`);
      });
    }
    for (const { id, summary, judged } of requirements) {
      const title = `${id}: ${summary}`;
      if (judged === 'by-hand') runner.it.skip(`${title} (to be checked by hand)`, () => {});
      else if (suite.unplayed[id] !== undefined) runner.it.skip(`${title} (${suite.unplayed[id]})`, () => {});
      else {
        test(title, async () => expectHeld(await suite.play(id)));
      }
    }
    if (runs > 0) {
      const title = `${sequences.id}: ${sequences.summary} (${counted(runs, 'generated scenario')}, seed ${seed})`;
      test(title, async () => expectHeld(await suite.search(runs)), timeoutMs * Math.ceil(runs / runsATest));
    }
  });
}
