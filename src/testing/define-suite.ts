import type { Chosen } from '../config/chosen.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { Finding } from '../model/report.ts';
import type { LaneChoice } from '../model/scenario.ts';
import type { Waiver } from '../model/waiver.ts';
import { today } from '../sandbox/today.ts';
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
  /** Real milliseconds. */
  timeoutMs: number;
  /** Opens what plays the client, once its suite is defined. */
  open(): Player;
  /** Tells how one scenario of a finding is repeated. */
  repeat(finding: Finding): string;
}

/** Defines the suite of one client: a test each happy path, and a test each requirement. */
export function defineSuite(facts: ClientFacts, definition: Definition): void {
  const { runner, chosen, strict, repeat, timeoutMs } = definition;
  const requirements = requirementsFor(facts.provider).filter(({ id }) => chosen.plays(id));
  if (requirements.length === 0) return;
  runner.describe(`${facts.client} against ${facts.provider.id}`, () => {
    const player = definition.open();
    const suite = suiteOf(facts, player, { ...definition, today: today() });
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
    for (const { id, summary, judged } of requirements) {
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
