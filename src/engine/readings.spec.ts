import { expect } from 'chai';
import { fixtures as all } from '../fixtures/all.ts';
import type { Fixture } from '../fixtures/fixture.ts';
import type { ClientDefinition } from '../model/client.ts';
import { useepay } from '../providers/useepay.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { matrix } from '../scenarios/matrix.ts';
import { clientFacts } from './client-facts.ts';
import { playScenario } from './play.ts';

function clientOf({ client }: Fixture): ClientDefinition {
  return { ...client, provider: useepay };
}

describe('the readings of what a provider does with a repeat', () => {
  const rows = ['useepay/statuses/500', 'wire/reset'];

  it('are one, byte for byte, where no key came twice; and two for a client that repeats', async () => {
    const fixtures = all.filter(
      ({ provider, check = 'money' }) => provider === 'useepay' && /^(money|retry.never)/.test(check),
    );
    const alike = { repeated: 0, single: 0 };
    const different: string[] = [];
    for (const client of fixtures.map(clientOf)) {
      const scenarios = matrix(clientFacts(client)).scenarios.filter(({ requirement }) => rows.includes(requirement));
      for (const scenario of scenarios) {
        const options = { client, scenario, lane: 'msw', seed: 1, control: { passed: true } } as const;
        const first = await playScenario(openSandbox(), { ...options, reading: 0 });
        const other = await playScenario(openSandbox(), { ...options, reading: 1 });
        expect(other.repeated, scenario.tape).to.equal(first.repeated);
        const same = JSON.stringify([first.case.trace, first.case.ledger]);
        if (first.repeated && JSON.stringify([other.case.trace, other.case.ledger]) !== same) {
          different.push(scenario.tape);
        } else {
          expect(JSON.stringify([other.case.trace, other.case.ledger]), scenario.tape).to.equal(same);
          alike[first.repeated ? 'repeated' : 'single'] += 1;
        }
      }
    }
    expect(alike.single).to.be.greaterThan(20);
    expect(different).to.contain('reset after-commit ×∞');
  });
});
