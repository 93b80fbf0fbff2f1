import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import { fail, pass } from '../model/verdict.ts';
import { banked } from '../providers/banked.ts';
import { chosenBy } from './chosen.ts';

const clients = [{ client: 'shop', provider: banked, operations: [], off: [] }];
const judged = {
  verdicts: { 'money.once': fail('must', 'twice'), 'retry.key': pass },
  evidence: { ledger: [], timeline: [] },
};

describe('what is chosen of a run', () => {
  it('is everything, where nothing is said', () => {
    const all = chosenBy(undefined, clients);
    expect(all.plays('banked/errors/internal')).to.equal(true);
    expect(all.keep(judged)).to.equal(judged);
  });

  it('is a requirement, or all below a name', () => {
    const some = chosenBy(['banked/errors/internal', 'wire'], clients);
    const ids = [
      'banked/errors/internal',
      'wire/retry-after-zero',
      'banked/errors/internal_too',
      'banked/errors/decoding',
    ];
    expect(ids.map(some.plays)).to.deep.equal([true, true, false, false]);
    expect(some.keep(judged)).to.equal(judged);
  });

  it('is a check, of everything that is played', () => {
    const { plays, keep } = chosenBy(['retry.key'], clients);
    expect(plays('banked/errors/internal')).to.equal(true);
    expect(keep(judged)).to.deep.equal({ verdicts: { 'retry.key': pass } });
    expect(chosenBy(['money.once'], clients).keep(judged)).to.deep.equal({
      ...judged,
      verdicts: { 'money.once': fail('must', 'twice') },
    });
  });

  it('can be both', () => {
    const { plays, keep } = chosenBy(['wire', 'retry.key'], clients);
    expect([plays('wire/retry-after-zero'), plays('banked/errors/internal')]).to.deep.equal([true, false]);
    expect(Object.keys(keep(judged).verdicts)).to.deep.equal(['retry.key']);
  });

  for (const name of ['banked/err', 'retry.keys', 'retry', '']) {
    it(`is no "${name}"`, () =>
      expect(() => chosenBy([name], clients)).to.throw(
        SadpathError,
        `Failed to play only "${name}": no requirement of these clients, and no check, is called so.`,
      ));
  }
});
