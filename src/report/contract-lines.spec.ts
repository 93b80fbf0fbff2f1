import { expect } from 'chai';
import type { ContractFacts } from '../model/contract.ts';
import type { RequirementResult } from '../model/report.ts';
import type { VerdictWord } from '../model/verdict.ts';
import { contractLines } from './contract-lines.ts';

const row = (id: string, verdict: VerdictWord, judged: RequirementResult['judged'] = 'traffic'): RequirementResult => ({
  id,
  summary: id,
  judged,
  verdict,
  scenarios: 1,
  checks: {},
  reasons: [],
});
const held = row('banked/errors/one', 'pass');
const url = 'https://sandbox.banked.test';
const at = '2026-11-20T22:15:00.000Z';

const lines = (requirements: RequirementResult[], contract?: ContractFacts) =>
  contractLines(
    { requirements, ...(contract && { contract }) },
    { name: (text) => `(${text})`, address: (text) => `<${text}>` },
  );
const said = (requirements: RequirementResult[], contract?: ContractFacts) =>
  lines(requirements, contract).map(({ label, words, how }) => `${label}: ${words}${how}`);

describe('what is known of a client and its contract', () => {
  it('is three lines, each of one thing', () => {
    const contract = {
      interactions: 45,
      simulator: { held: 45, of: 45 },
      sandbox: { held: 45, of: 45, url, at, by: 'ada' },
    };
    expect(said([held, row('banked/errors/two', 'fail')], contract)).to.deep.equal([
      'Handled by the client: 1 of 2 documented rows, 1 failed',
      'Kept by the simulator: all 45 interactions of its contract',
      `Verified against a sandbox: all 45 interactions, on (2026-11-20) by (ada), at <${url}>`,
    ]);
  });

  it('says of what has not been done that it has not', () => {
    expect(said([held], { interactions: 45 }).slice(1)).to.deep.equal([
      'Kept by the simulator: not done',
      'Verified against a sandbox: not done',
    ]);
    const simulated = { interactions: 45, simulator: { held: 45, of: 45 } };
    expect(said([held], simulated)[2]).to.equal('Verified against a sandbox: not done');
    const { simulator, ...asked } = { ...simulated, sandbox: { ...simulated.simulator, url, at, by: 'ada' } };
    expect(said([held], asked)[1]).to.equal('Kept by the simulator: not done');
  });

  it('counts what does not hold, each for itself', () => {
    const sandbox = { held: 1199, of: 1200, url, at, by: 'ada' };
    const broken = lines([held], { interactions: 1200, simulator: { held: 1198, of: 1200 }, sandbox });
    expect(broken.map(({ words }) => words)).to.deep.equal([
      '1 of 1 documented rows',
      '2 of 1,200 interactions do not hold',
      '1 of 1,200 interactions does not hold',
    ]);
    expect(broken.map((line) => line.broken)).to.deep.equal([false, true, true]);
    expect(broken[2]?.how).to.equal(`, on (2026-11-20) by (ada), at <${url}>`);
    const half = lines([held], { interactions: 2, simulator: { held: 2, of: 2 }, sandbox: { ...sandbox, held: 0 } });
    expect(half.map((line) => line.broken)).to.deep.equal([false, false, true]);
    expect(lines([held], { interactions: 2 }).some((line) => line.broken)).to.equal(false);
  });

  it('is grammatical of one interaction', () => {
    const one = (held: number) => said([], { interactions: 1, simulator: { held, of: 1 } })[1];
    expect(one(1)).to.equal('Kept by the simulator: the one interaction of its contract');
    expect(one(0)).to.equal('Kept by the simulator: 1 of 1 interaction does not hold');
  });

  it('tells of documented rows only, and leaves none of them out', () => {
    const rows = [
      held,
      row('banked/errors/two', 'inconclusive'),
      row('banked/states/paid', 'waived'),
      row('banked/rules/key', 'not-applicable'),
      row('banked/rules/log', 'not-applicable', 'by-hand'),
      row('wire/html', 'pass'),
      row('wire/dns', 'fail'),
      row('search/sequences', 'pass'),
    ];
    expect(said(rows)).to.deep.equal([
      'Handled by the client: 1 of 4 documented rows, 1 inconclusive, 1 waived, 1 not applicable, 1 more to judge by hand',
    ]);
  });

  it('says nothing was done where no documented row was judged', () => {
    for (const rows of [[], [row('wire/html', 'pass')], [row('banked/rules/log', 'not-applicable', 'by-hand')]]) {
      expect(said(rows)).to.deep.equal(['Handled by the client: not done']);
    }
  });
});
