import { expect } from 'chai';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { robustBounded } from './robust-bounded.ts';

describe('robust.bounded', () => {
  const judge = (memory?: 'bounded' | 'unbounded') =>
    robustBounded.judge(
      aCase(memory ? { memory } : {})
        .request(0)
        .fault('empty', '200 empty', { status: 200 })
        .build(),
    );

  it('accepts a client that takes what a large reply costs, whatever it makes of it', () => {
    expect(judge('bounded')).to.deep.equal(pass);
  });

  it('rejects one that takes many times as much, without a number that differs from run to run', () => {
    expect(judge('unbounded')).to.deep.equal(fail('should', 'took more than 384 MB of memory for a reply of 50 MB'));
  });

  it('does not judge replies of the usual size', () => {
    expect(judge()).to.deep.equal(notApplicable('no reply is larger than usual'));
  });
});
