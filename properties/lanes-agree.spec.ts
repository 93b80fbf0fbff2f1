import { expect } from 'chai';
import fc from 'fast-check';
import { performersOfTape } from '../src/engine/choose-lane.ts';
import { clientFacts } from '../src/engine/client-facts.ts';
import { playScenario } from '../src/engine/play.ts';
import type { Case } from '../src/model/case.ts';
import type { ClientDefinition } from '../src/model/client.ts';
import type { Lane, Scenario } from '../src/model/scenario.ts';
import { openSandbox } from '../src/sandbox/sandbox.ts';
import { matrix } from '../src/scenarios/matrix.ts';

/*
 * What a client can observe is the same on each lane that can perform a scenario. The wire lane is the reference: its sockets are the
 * kernel's.
 */
const sandbox = openSandbox();

/** What happened, as the client could see it, and what the provider saw of the client. */
async function observed(client: ClientDefinition, scenario: Scenario, lane: Lane): Promise<unknown> {
  const { case: played } = await playScenario(sandbox, { client, scenario, lane, seed: 1, control: { passed: true } });
  const { calls, ledger, ending, leaks, leftover } = played;
  return { calls, requests: requestsOf(played), ledger, ending, leaks, leftover };
}

/** When the client hangs up the lanes notice in the same instant, and not always in the same order. */
function requestsOf({ trace }: Case): unknown[] {
  return trace.flatMap((event) => (event.event === 'request' || event.event === 'webhook' ? [event] : []));
}

describe('the lanes agree', function () {
  this.timeout(120_000);

  const seed = Number(process.env.SADPATH_SEED ?? 20_260_101);
  // A client of its own for each stack: global fetch, axios, got, node:https.
  for (const [index, doors] of (['fetch', 'socket', 'socket', 'socket'] as const).entries()) {
    it(`on what client ${index + 1} of the repository sees, believes and sends (seed ${seed})`, async () => {
      // The client meets the faked clock when it is loaded.
      const { default: config } = await import('../sadpath.config.ts');
      const client = config.clients[index];
      if (!client) throw new Error('there is no such client');
      const shared = matrix(clientFacts(client)).scenarios.flatMap((scenario) => {
        const lanes = performersOfTape(scenario.tape).filter((lane) => lane !== 'fetch' || doors === 'fetch');
        return lanes.length > 1 ? [{ scenario, lanes }] : [];
      });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...shared), async ({ scenario, lanes }) => {
          const reference = await observed(client, scenario, 'wire');
          for (const lane of lanes.filter((other) => other !== 'wire')) {
            expect(await observed(client, scenario, lane), `${lane}: ${JSON.stringify(scenario)}`).to.deep.equal(
              reference,
            );
          }
        }),
        { seed, numRuns: 25, endOnFailure: true },
      );
    });
  }
});
