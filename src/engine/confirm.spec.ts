import { expect } from 'chai';
import type { Evidence } from '../model/event.ts';
import type { Scenario } from '../model/scenario.ts';
import { fail, inconclusive, pass, type Verdict } from '../model/verdict.ts';
import { confirmed, unconfirmed } from './confirm.ts';
import type { Judged } from './judge-scenario.ts';

const scenario: Scenario = {
  format: 1,
  provider: 'p',
  requirement: 'r',
  group: 'g',
  calls: [],
  tape: '',
  lane: 'auto',
};
const evidence: Evidence = { ledger: [], timeline: [] };

function judged(verdicts: Record<string, Verdict>, more: Partial<Judged> = {}): Judged {
  return { id: 'x', scenario, operation: 'pay', verdicts, effects: 0, ...more };
}

describe('a failure is confirmed alone', () => {
  it('stands when it repeats, with the message and evidence of the lone run', () => {
    const suite = judged({ a: fail('must', 'in the suite'), b: pass }, { evidence });
    const alone = judged({ a: fail('must', 'alone'), b: pass }, { evidence, effects: 2 });
    expect(confirmed(suite, alone)).to.deep.equal(
      judged({ a: fail('must', 'alone'), b: pass }, { evidence, effects: 2 }),
    );
  });

  it('is inconclusive when it does not repeat, and keeps no evidence', () => {
    const result = confirmed(judged({ a: fail('must', 'x'), b: pass }, { evidence }), judged({ a: pass, b: pass }));
    expect(result).to.deep.equal(
      judged({ a: inconclusive('depends on earlier scenarios: played alone it is pass'), b: pass }),
    );
  });

  it('of memory is gone with one good answer: it depends on when a process last cleaned up', () => {
    const suite = judged({ 'robust.bounded': fail('should', 'x') });
    expect(confirmed(suite, judged({ 'robust.bounded': pass }))).to.deep.equal(judged({ 'robust.bounded': pass }));
    const again = confirmed(suite, judged({ 'robust.bounded': fail('should', 'y') }, { evidence }));
    expect(again.verdicts['robust.bounded']).to.deep.equal(fail('should', 'y'));
  });

  it('stands for each check by itself', () => {
    const suite = judged({ a: fail('must', 'x'), b: fail('should', 'y') }, { evidence });
    const alone = judged({ a: pass, b: fail('should', 'y') }, { evidence });
    expect(Object.values(confirmed(suite, alone).verdicts).map(({ verdict }) => verdict)).to.deep.equal([
      'inconclusive',
      'fail',
    ]);
  });

  it('is inconclusive when the lone run gave no verdict', () => {
    const result = unconfirmed(judged({ a: fail('must', 'x'), b: pass }, { evidence }), 'the child process ended');
    expect(result).to.deep.equal(
      judged({ a: inconclusive('it could not be repeated alone: the child process ended'), b: pass }),
    );
  });
});
