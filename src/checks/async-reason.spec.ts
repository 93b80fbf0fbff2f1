import { expect } from 'chai';
import type { Belief } from '../model/belief.ts';
import type { Case } from '../model/case.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { asyncReason } from './async-reason.ts';
import { aCase, payment, reading, waiting } from './case-builder.spec.ts';

describe('async.reason', () => {
  const judge = asyncReason.judge;
  const tells: Case['tells'] = ['outcome', 'reason'];
  const reasons = ['insufficient_funds', 'Not enough money'];
  const wait = (given: Partial<Case> = {}) => aCase({ operation: waiting, tells, ...given });
  const refused = (belief: Omit<Belief, 'outcome'>, given: Partial<Case> = {}) =>
    judge(
      wait(given)
        .read(1000)
        .state('refused', { reasons })
        .tells(1000, { outcome: 'failed', ...belief })
        .build(),
    );

  it('wants the reason of a failure, wherever it stands', () => {
    expect(refused({})).to.deep.equal(
      fail(
        'must',
        'told the caller `failed` without a reason, although refused came with `insufficient_funds` or `Not enough money` (at 1,000 ms)',
      ),
    );
    expect(refused({ reason: 'unknown', code: 'failed', codes: ['x'], message: 'It failed' })).to.have.property(
      'verdict',
      'fail',
    );
    for (const belief of [
      { reason: 'insufficient_funds' },
      { code: 'insufficient_funds' },
      { codes: ['failed', 'insufficient_funds'] },
      { message: 'Payment pay_1 failed: Not enough money.' },
    ]) {
      expect(refused(belief), JSON.stringify(belief)).to.deep.equal(pass);
    }
  });

  it('is as grave as the row of the state', () => {
    expect(refused({}, { rows: {} })).to.have.property('severity', 'should');
  });

  it('wants it of what pays and polls, and of what is told at once', () => {
    expect(refused({}, { operation: payment })).to.have.property('verdict', 'fail');
    const once = aCase({ tells }).request(0).state('refused', { reasons }).tells(0, { outcome: 'failed' });
    expect(judge(once.build())).to.have.property('verdict', 'fail');
  });

  it('does not ask a client for what it does not tell', () => {
    expect(refused({}, { tells: ['outcome', 'code'] })).to.deep.equal(
      notApplicable('the client does not tell reasons'),
    );
  });

  it('wants nothing where no reason was told, or nothing failed', () => {
    const none = notApplicable('no reading told a reason');
    expect(judge(wait().read(0).state('refused').tells(0, { outcome: 'failed' }).build())).to.deep.equal(none);
    expect(judge(wait().read(0).reset().tells(0, { outcome: 'failed' }).build())).to.deep.equal(none);
    const resolved = wait().read(0).state('open', { reasons }).read(9).state('refused', { reasons: [] });
    expect(judge(resolved.tells(9, { outcome: 'failed' }).build())).to.deep.equal(none);
    const paid = wait().read(0).state('paid', { reasons }).tells(0, { outcome: 'succeeded' });
    expect(judge(paid.build())).to.deep.equal(notApplicable('nothing failed in the end'));
    const odd = wait().read(0).state('odd', { reasons }).tells(0, { outcome: 'failed' });
    expect(judge(odd.build())).to.deep.equal(notApplicable('nothing failed in the end'));
    const kept = aCase({ operation: reading, tells }).request(0).state('refused', { reasons });
    expect(judge(kept.tells(0, { outcome: 'succeeded' }).build())).to.deep.equal(
      notApplicable('nothing failed in the end'),
    );
  });

  describe('an error on the way', () => {
    const open = (given: Partial<Case> = {}) => wait(given).read(1000).state('open', { reasons });

    it('is not the end', () => {
      expect(judge(open().tells(1000, { outcome: 'failed' }).build())).to.deep.equal(
        fail(
          'should',
          'told the caller `failed` because of an error on the way (open at 1,000 ms), which is not the end',
        ),
      );
      expect(
        judge(
          open({ tells: ['outcome'] })
            .tells(1000, { outcome: 'failed' })
            .build(),
        ),
      ).to.have.property('verdict', 'fail');
      for (const outcome of ['pending', 'unknown'] as const) {
        expect(judge(open().tells(1000, { outcome }).build())).to.deep.equal(pass);
      }
    });

    it('does not undo an end that came before it', () => {
      const after = wait().read(0).state('refused', { reasons }).read(1000).state('open', { reasons });
      expect(judge(after.tells(1000, { outcome: 'failed' }).build())).to.deep.equal(pass);
    });

    it('is not what a refused reading is told by', () => {
      const played = open().read(2000).error('unauthorized').tells(2000, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(notApplicable('what came last showed no state'));
    });

    it('is the end of an attempt for whoever does not poll', () => {
      const played = aCase({ tells }).request(0).state('open', { reasons }).tells(0, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(notApplicable('the call waits for nothing'));
      const read = aCase({ operation: reading, tells }).request(0).state('open', { reasons });
      expect(judge(read.tells(0, { outcome: 'failed' }).build())).to.deep.equal(
        notApplicable('the call waits for nothing'),
      );
    });
  });
});
