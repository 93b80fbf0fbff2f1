import { expect } from 'chai';
import type { Judged } from '../engine/judge-scenario.ts';
import type { PlayQuestion } from '../engine/play-question.ts';
import type { OperationFacts } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { Report } from '../model/report.ts';
import type { Scenario } from '../model/scenario.ts';
import { fail, pass, type Verdict } from '../model/verdict.ts';
import { banked } from '../providers/banked.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import { failureOf } from './failure.ts';
import type { Player } from './player.ts';
import { type SuiteSettings, suiteOf } from './suite.ts';

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

type Verdicts = Record<string, Verdict>;

/** Plays nothing: what comes out hangs on the scenario alone. */
class PaperPlayer implements Player {
  readonly places = 1;
  plays = 0;
  lone = 0;
  readonly #verdicts: (scenario: Scenario) => Verdicts;

  constructor(verdicts: (scenario: Scenario) => Verdicts) {
    this.#verdicts = verdicts;
  }

  control = async () => ({ passed: true, fetchOnly: true });
  play = async () => Promise.reject(new Error('that is for rows'));
  once = async (question: PlayQuestion) => {
    this.plays += 1;
    return this.#judged(question);
  };
  alone = async (question: PlayQuestion) => {
    this.lone += 1;
    return this.#judged(question);
  };
  close(): void {}

  #judged({ scenario }: PlayQuestion): Judged {
    const verdicts = this.#verdicts(scenario);
    const evidence = { ledger: [], timeline: [] };
    return { id: scenarioId(scenario), scenario, operation: create.name, verdicts, evidence };
  }
}

async function searched(player: Player, runs: number, more: Partial<SuiteSettings> = {}): Promise<Report> {
  const settings: SuiteSettings = {
    seed: 1,
    lane: 'auto',
    waivers: [],
    strict: false,
    today: '2027-01-01',
    chosen: { keep: (judged) => judged },
    ...more,
  };
  return suiteOf(facts, player, settings).search(runs);
}

const told = ({ clients }: Report) => clients.flatMap(({ findings }) => findings.map(({ check }) => check));
const words = (report: Report, strict = false) => failureOf(report, { strict, repeat: () => 'so' });

const sound = (): Verdicts => ({ 'money.once': pass });
const twice = (): Verdicts => ({ 'money.once': fail('must', 'twice') });

describe('a search in a test', () => {
  it('plays each scenario once where nothing fails, and reports on sequences alone', async () => {
    const player = new PaperPlayer(sound);
    const report = await searched(player, 30);
    expect([player.plays, player.lone]).to.deep.equal([30, 0]);
    const [client] = report.clients;
    expect(client?.requirements.map(({ id, verdict, scenarios }) => [id, verdict, scenarios])).to.deep.equal([
      ['search/sequences', 'pass', 30],
    ]);
    expect(words(report)).to.equal(undefined);
  });

  it('shrinks a failure once for each check and operation, and confirms it alone, twice', async () => {
    const few = new PaperPlayer(twice);
    await searched(few, 1);
    const many = new PaperPlayer(twice);
    const report = await searched(many, 40);
    expect([many.plays - few.plays, many.lone]).to.deep.equal([39, 2]);
    expect(told(report)).to.deep.equal(['money.once']);
    expect(words(report)).to.contain('✗ shop, createPaymentSession: twice');
  });

  it('goes on to what else is wrong in a scenario whose gravest mistake is known', async () => {
    const isLong = ({ tape }: Scenario) => /[,|]/.test(tape);
    const player = new PaperPlayer((scenario) => ({
      ...twice(),
      ...(isLong(scenario) && { 'money.belief': fail('must', 'false') }),
    }));
    const report = await searched(player, 40);
    expect(told(report)).to.have.members(['money.once', 'money.belief']);
    expect(words(report)?.match(/^✗ /gm)).to.have.lengthOf(2);
    expect(player.lone).to.equal(4);
  });

  it('leaves a should alone, unless it is strict', async () => {
    const late = (): Verdicts => ({ ...sound(), 'retry.after': fail('should', 'early') });
    const player = new PaperPlayer(late);
    const lenient = await searched(player, 20);
    expect([player.plays, player.lone, told(lenient), words(lenient)]).to.deep.equal([20, 0, [], undefined]);
    const strict = await searched(new PaperPlayer(late), 20, { strict: true });
    expect(told(strict)).to.deep.equal(['retry.after']);
    expect(words(strict, true)).to.contain('early');
  });

  it('tells of what does not repeat that it could not be judged, and looks for it once', async () => {
    const player = new PaperPlayer(twice);
    const alone = async (question: PlayQuestion) => {
      const judged = await player.alone(question);
      return player.lone % 2 === 0 ? judged : { ...judged, verdicts: sound() };
    };
    const report = await searched({ ...player, play: player.play, close: player.close, alone }, 20);
    expect(player.lone).to.equal(2);
    expect(words(report)).to.match(/^It could not be judged:\n {2}flaky client/);
  });

  it('looks for what was asked for alone', async () => {
    const both = (): Verdicts => ({ ...twice(), 'money.belief': fail('must', 'false') });
    const keep: SuiteSettings['chosen']['keep'] = (judged) => {
      const { 'money.once': _, ...verdicts } = judged.verdicts;
      return { ...judged, verdicts };
    };
    expect(told(await searched(new PaperPlayer(both), 5, { chosen: { keep } }))).to.deep.equal(['money.belief']);
  });

  it('puts up with what is waived', async () => {
    const waiver = { requirement: 'search/sequences', check: 'money.once', reason: 'known', owner: 'ann' };
    const waivers = [{ ...waiver, expires: '2999-12-31' }];
    expect(words(await searched(new PaperPlayer(twice), 5, { waivers }))).to.equal(undefined);
  });
});
