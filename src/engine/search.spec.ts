import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Step } from '../model/tape.ts';
import { fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { banked } from '../providers/banked.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import type { Judged } from './judge-scenario.ts';
import { openSearch, type SearchPlays } from './search.ts';

const create: OperationFacts = {
  name: 'createPaymentSession',
  main: 'createPaymentSession',
  uses: ['createPaymentSession'],
  reads: [],
  effect: 'session',
  keyHeader: 'idempotency-key',
  success: ['succeeded'],
  volatile: [],
};
const facts: ClientFacts = { client: 'shop', provider: banked, operations: [create], off: [] };

function judgedAs(scenario: Scenario, verdicts: Record<string, Verdict>, at = 0): Judged {
  const failed = Object.values(verdicts).some(({ verdict }) => verdict === 'fail');
  const evidence = { ledger: [], timeline: [{ event: 'called' as const, at, call: 'call-1', operation: create.name }] };
  return {
    id: scenarioId(scenario),
    scenario,
    operation: create.name,
    verdicts,
    ...(failed && { evidence }),
  };
}

const stepsOf = ({ tape }: Scenario): Step[] => parseTape(tape).flatMap(({ steps }) => steps);
const isDoubt = ({ commit }: Step): boolean => commit === 'after';

/** Pays twice where two things come together: a limit, and then a reply that is lost. */
function paysTwice(scenario: Scenario): boolean {
  const steps = stepsOf(scenario);
  const limited = steps.findIndex(({ answer }) => answer.kind === 'error' && answer.status === 429);
  return limited >= 0 && steps.slice(limited).some(isDoubt);
}

const sound = (scenario: Scenario): Judged =>
  judgedAs(scenario, { 'money.once': pass, 'retry.key': notApplicable('x') });
const bad = (scenario: Scenario): Judged =>
  paysTwice(scenario)
    ? judgedAs(scenario, {
        'money.once': fail('must', 'twice'),
        'retry.key': fail('should', 'another'),
        'async.final': inconclusive('y'),
      })
    : sound(scenario);

function plays(play: (scenario: Scenario) => Judged, more: Partial<SearchPlays> = {}): SearchPlays {
  return {
    play: async (scenario) => play(scenario),
    alone: async (scenario) => play(scenario),
    known: () => undefined,
    ...more,
  };
}

async function firstFailing(given: SearchPlays): Promise<Judged> {
  const search = openSearch(facts, 1);
  for (let run = 0; run < 500; run += 1) {
    const judged = await search.judge(run, given);
    if (judged.from !== undefined) return judged;
  }
  throw new Error('nothing was found in 500 runs');
}

describe('the search', () => {
  it('finds nothing in a sound client, and tells only what was judged', async () => {
    const search = openSearch(facts, 1);
    for (let run = 0; run < 30; run += 1) {
      const judged = await search.judge(run, plays(sound));
      expect(judged.verdicts).to.deep.equal({ 'money.once': pass });
      expect(judged).to.not.have.any.keys('from', 'evidence');
    }
  });

  it('shrinks what fails to the shortest that fails the same check, and tells what that did alone', async () => {
    const origins = new Map<string, Scenario>();
    const watched = (scenario: Scenario): Judged => {
      origins.set(scenarioId(scenario), scenario);
      return bad(scenario);
    };
    const found = await firstFailing(plays(watched));
    const origin = origins.get(found.from ?? '');
    expect(origin && stepsOf(origin).length).to.be.at.least(stepsOf(found.scenario).length);
    expect(found.scenario.tape).to.match(/^429(?: ra=2)?, [^,|]+ after-commit$/);
    expect(found.verdicts).to.deep.equal({
      'money.once': fail('must', 'twice'),
      'retry.key': fail('should', 'another'),
    });
    expect(found.id).to.equal(scenarioId(found.scenario));
    expect(found.from).to.not.equal(found.id);
  });

  it('does not slip from a must to a should, nor from one check to another, on the way', async () => {
    // Whatever recovers fails a graver and a lesser check: they must not lead the shrinking astray.
    const slippery = (scenario: Scenario): Judged =>
      paysTwice(scenario)
        ? bad(scenario)
        : judgedAs(scenario, { 'money.once': fail('should', 'perhaps'), 'money.belief': fail('must', 'else') });
    const search = openSearch(facts, 1);
    let found = 0;
    for (let run = 0; run < 600 && found < 1; run += 1) {
      let first: Scenario | undefined;
      const judged = await search.judge(
        run,
        plays((scenario) => {
          first ??= scenario;
          return slippery(scenario);
        }),
      );
      if (!first || !paysTwice(first)) continue;
      found += 1;
      expect(judged.verdicts['money.once']).to.deep.equal(fail('must', 'twice'));
    }
    expect(found).to.equal(1);
  });

  it('shrinks nothing that is no news, and does not tell it', async () => {
    const both = (scenario: Scenario): Judged =>
      judgedAs(scenario, {
        'money.once': fail('must', 'twice'),
        'retry.after': fail('should', 'early'),
        'async.final': pass,
      });
    const asked: string[] = [];
    const news =
      (wanted: string): NonNullable<SearchPlays['isNews']> =>
      ({ check, must }, operation) => {
        asked.push(`${check} ${must} ${operation}`);
        return check === wanted;
      };
    const search = openSearch(facts, 1);
    const none = await search.judge(0, plays(both, { isNews: news('nothing') }));
    expect(none).to.not.have.any.keys('from', 'evidence');
    expect(none.verdicts).to.deep.equal({ 'async.final': pass });
    expect(asked).to.have.members(['money.once true createPaymentSession', 'retry.after false createPaymentSession']);
    let alone = 0;
    const lesser = await search.judge(
      0,
      plays(both, {
        isNews: news('retry.after'),
        alone: async (scenario) => {
          alone += 1;
          return judgedAs(scenario, { 'retry.after': fail('should', 'early') });
        },
      }),
    );
    expect([lesser.verdicts, alone]).to.deep.equal([{ 'retry.after': fail('should', 'early') }, 2]);
    expect(lesser).to.have.property('from');
  });

  it('generates the same for the same seed, client and number, whatever was played before', async () => {
    const drawn = async (run: number, seed = 1, client = 'shop'): Promise<string> =>
      (await openSearch({ ...facts, client }, seed).judge(run, plays(sound))).id;
    expect(await drawn(7)).to.equal(await drawn(7));
    const search = openSearch(facts, 1);
    await search.judge(3, plays(bad));
    expect((await search.judge(7, plays(sound))).id).to.equal(await drawn(7));
    expect(new Set([await drawn(7), await drawn(8), await drawn(7, 2), await drawn(7, 1, 'till')]).size).to.equal(4);
  });

  it('tells of a client that goes two ways as flaky, with both', async () => {
    let played = 0;
    const alone = async (scenario: Scenario): Promise<Judged> => {
      played += 1;
      return { ...judgedAs(scenario, { 'money.once': fail('must', 'twice') }, played) };
    };
    const found = await firstFailing(plays(bad, { alone }));
    expect(found.verdicts['money.once']).to.deep.equal(
      inconclusive('flaky client: played alone twice, it went two ways, and failed in 2 of them'),
    );
    expect(found.evidence?.timeline[0]).to.include({ at: 1 });
    expect(found.evidence?.other?.[0]).to.include({ at: 2 });
  });

  it('does not blame a client for what does not fail alone', async () => {
    const found = await firstFailing(plays(bad, { alone: async (scenario) => sound(scenario) }));
    expect(found.verdicts['money.once']).to.deep.equal(
      inconclusive('depends on earlier scenarios: played alone it is pass'),
    );
  });

  it('takes the word of an earlier run, and plays nothing then', async () => {
    const judged = await openSearch(facts, 1).judge(5, {
      play: () => Promise.reject(new Error('played')),
      alone: () => Promise.reject(new Error('played')),
      known: (id) => ({ ...judgedAs({} as Scenario, { 'money.once': fail('must', 'known') }), from: id }),
    });
    expect(judged.verdicts).to.deep.equal({ 'money.once': fail('must', 'known') });
  });

  it('has nothing against a sequence whose fault the client never came to, and says where a client is not judged', async () => {
    const lost = (scenario: Scenario) =>
      judgedAs(scenario, { 'money.once': inconclusive('the fault was never delivered') });
    const { verdicts } = await openSearch(facts, 1).judge(0, plays(lost));
    expect(verdicts).to.deep.equal({ 'money.once': notApplicable('the fault was never delivered') });
    const shut = (scenario: Scenario) => judgedAs(scenario, { 'money.once': inconclusive('the control failed: x') });
    expect((await openSearch(facts, 1).judge(0, plays(shut))).verdicts['money.once']?.verdict).to.equal('inconclusive');
  });

  it('ends, however much there is to shrink', async () => {
    let played = 0;
    const always = (scenario: Scenario): Judged => {
      played += 1;
      return judgedAs(scenario, { 'money.once': fail('must', `${played % 2}`) });
    };
    await openSearch(facts, 1).judge(0, plays(always));
    expect(played).to.be.at.most(302);
  });
});
