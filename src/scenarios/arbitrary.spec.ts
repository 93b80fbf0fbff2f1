import { expect } from 'chai';
import fc from 'fast-check';
import { bodyFaults } from '../faults/body/table.ts';
import { sampleReply } from '../faults/sample-reply.ts';
import type { OperationFacts } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { parseTape } from '../model/parse-tape.ts';
import { performersOf } from '../model/performers.ts';
import { printTape } from '../model/print-tape.ts';
import { lanes, type Scenario } from '../model/scenario.ts';
import type { Step } from '../model/tape.ts';
import { banked } from '../providers/banked.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { scenarios } from './arbitrary.ts';
import { scenarioId } from './scenario-id.ts';

function operation(main: string, more: Partial<OperationFacts> = {}): OperationFacts {
  return { name: main, main, uses: [main], reads: [], success: ['succeeded'], volatile: [], ...more };
}

const reads = ['getPaymentSession'];
const shop: ClientFacts = {
  client: 'shop',
  provider: banked,
  operations: [
    operation('createPaymentSession', { effect: 'session', keyHeader: 'idempotency-key' }),
    operation('getPaymentSession', { reads }),
    {
      ...operation('createPaymentSession', { effect: 'session', reads, keyHeader: 'idempotency-key' }),
      name: 'pay',
      uses: ['createPaymentSession', ...reads],
    },
  ],
  off: [],
};
const till: ClientFacts = {
  client: 'till',
  provider: openapiPlatform,
  operations: [operation('pay', { effect: 'payment', keyField: 'paymentRequestId' })],
  off: [],
};

const stepsOf = ({ tape }: Scenario): Step[] => parseTape(tape).flatMap(({ steps }) => steps);

describe('a generated scenario', () => {
  for (const facts of [shop, till]) {
    it(`of ${facts.client} is one that can be played, written and read again`, () => {
      fc.assert(
        fc.property(scenarios(facts), (scenario) => {
          expect(printTape(parseTape(scenario.tape))).to.equal(scenario.tape);
          expect(scenarioId(JSON.parse(JSON.stringify(scenario)))).to.equal(scenarioId(scenario));
          const able = stepsOf(scenario).map((step) => performersOf(sampleReply(step)));
          expect(lanes.some((lane) => able.every((one) => one.includes(lane)))).to.equal(true);
          expect(stepsOf(scenario).some(({ as }) => as && bodyFaults[as.fault]?.heavy)).to.equal(false);
          expect(scenario.calls.length).to.be.within(1, 6);
        }),
        { numRuns: 300, seed: 1 },
      );
    });
  }

  it('says that something is there already only after what may have brought it about', () => {
    const echoes = till.provider.errors.filter(({ echo }) => echo).map(({ code }) => code);
    expect(echoes).to.not.deep.equal([]);
    let seen = 0;
    fc.assert(
      fc.property(scenarios(till), (scenario) => {
        const steps = stepsOf(scenario);
        const first = steps.findIndex(
          ({ answer }) => answer.kind === 'error' && answer.codes.some((code) => echoes.includes(code)),
        );
        if (first < 0) return;
        seen += 1;
        expect(steps.slice(0, first).some(({ commit }) => commit === 'after')).to.equal(true);
      }),
      { numRuns: 1_000, seed: 1 },
    );
    expect(seen).to.be.greaterThan(0);
  });

  it('mixes what leaves in doubt with what recovers, over several operations, calls and ways', () => {
    const drawn = fc.sample(scenarios(shop), { numRuns: 1_000, seed: 1 });
    const share = (has: (scenario: Scenario) => boolean): number => drawn.filter(has).length / drawn.length;
    expect(share((one) => stepsOf(one).some(({ commit }) => commit === 'after'))).to.be.within(0.2, 0.9);
    expect(share((one) => stepsOf(one).some(({ answer }) => answer.kind === 'ok'))).to.be.within(0.3, 0.95);
    expect(share(({ calls }) => calls.length > 1)).to.be.within(0.05, 0.5);
    expect(share(({ calls }) => calls[0]?.operation === 'pay')).to.be.within(0.2, 0.7);
    expect(share(({ tape }) => tape.includes('|'))).to.be.within(0.1, 0.7);
    expect(new Set(drawn.map(({ tape }) => tape)).size).to.be.greaterThan(900);
  });

  it('shrinks to one step, one call and no more than that', async () => {
    const { counterexample } = fc.check(
      fc.property(scenarios(shop), (scenario) => !stepsOf(scenario).some(({ commit }) => commit === 'after')),
      { seed: 3 },
    );
    const [shortest] = counterexample ?? [];
    expect(shortest?.tape).to.match(/^[^,|]+ after-commit$/);
    expect(shortest?.calls).to.have.lengthOf(1);
    expect(shortest).to.not.have.any.keys('journey', 'events', 'latencyMs');
    expect(shortest?.variant).to.equal('full');
  });
});
