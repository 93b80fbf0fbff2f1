import { expect } from 'chai';
import type { Told } from '../model/belief.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { acmeRows } from './case-rows.spec.ts';
import { partialKept } from './partial-kept.ts';

describe('partial.kept', () => {
  const judge = partialKept.judge;
  const tells: Told[] = ['outcome', 'resources'];
  const listing = (...resources: string[]) => aCase({ tells }).request(0).error('invalid_amount', { resources });

  it('accepts that every id reaches the caller', () => {
    const played = listing('pay_1', 'pay_2').tells(0, { outcome: 'failed', resources: ['pay_2', 'pay_1', 'pay_0'] });
    expect(judge(played.build())).to.deep.equal(pass);
  });

  it('rejects that one is lost', () => {
    const played = listing('pay_1', 'pay_2').tells(0, { outcome: 'failed', resources: ['pay_1'] });
    const told = 'did not tell the caller of pay_2, which 400 invalid_amount at 0 ms lists as done';
    expect(judge(played.build())).to.deep.equal(fail('should', told));
    const requirement = acmeRows['acme/errors/invalid_amount'];
    if (!requirement) throw new Error('no such row');
    expect(judge(played.build({ requirement }))).to.deep.equal(fail('must', told));
    expect(judge(listing('pay_1').tells(0, { outcome: 'failed' }).build())).to.have.property('verdict', 'fail');
  });

  it('asks only for what the last reply to the operation lists, even if a reading came after it', () => {
    const retried = listing('pay_1').request(5).reply().tells(5, { outcome: 'succeeded' });
    expect(judge(retried.build())).to.deep.equal(notApplicable('no error listed anything as done'));
    const hungUp = listing('pay_1').request(5).aborted(9).tells(9, { outcome: 'unknown' });
    expect(judge(hungUp.build())).to.have.property('verdict', 'fail');
    const read = listing('pay_1').read(5).reply().tells(5, { outcome: 'succeeded' });
    expect(judge(read.build())).to.have.property('verdict', 'fail');
  });

  it('does not judge a client that does not tell resources, nor one that told nothing', () => {
    const played = listing('pay_1').tells(0, { outcome: 'failed' });
    expect(judge(played.build({ tells: ['outcome'] }))).to.deep.equal(
      notApplicable('the client does not tell resources'),
    );
    expect(judge(listing('pay_1').tells(0).build())).to.have.property('verdict', 'not-applicable');
    expect(judge(aCase({ tells }).tells(0, { outcome: 'failed' }).build())).to.deep.equal(
      notApplicable('no error listed anything as done'),
    );
  });

  it('names everything that is lost', () => {
    expect(judge(listing('pay_1', 'pay_2').tells(0, { outcome: 'failed' }).build()))
      .to.have.property('message')
      .that.includes('of pay_1, pay_2, which');
  });
});
