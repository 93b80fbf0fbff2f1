import { expect } from 'chai';
import { fail, pass } from '../model/verdict.ts';
import { causedBy } from './caused-by.ts';

const broken = fail('must', 'x');

describe('causedBy', () => {
  it('names the check that failed wherever this one did, the likelier cause first', () => {
    const both = { verdicts: { 'money.once': broken, 'retry.key': broken, 'retry.never': pass } };
    const all = { verdicts: { 'money.once': broken, 'retry.key': broken, 'retry.never': broken } };
    expect(causedBy('money.once', [both])).to.equal('retry.key');
    expect(causedBy('money.once', [all])).to.equal('retry.never');
    expect(causedBy('money.once', [both, all])).to.equal('retry.key');
  });

  it('names none where one scenario shows it without', () => {
    const alone = { verdicts: { 'money.once': broken, 'retry.key': pass } };
    const both = { verdicts: { 'money.once': broken, 'retry.key': broken } };
    expect(causedBy('money.once', [both, alone])).to.equal(undefined);
    expect(causedBy('retry.never', [both])).to.equal(undefined);
    expect(causedBy('robust.settles', [both])).to.equal(undefined);
  });
});
