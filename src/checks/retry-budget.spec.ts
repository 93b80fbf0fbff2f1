import { expect } from 'chai';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, reading, waiting } from './case-builder.spec.ts';
import { retryBudget } from './retry-budget.ts';

describe('retry.budget', () => {
  const judge = retryBudget.judge;
  const three = () => aCase().request(0).error('busy').request(500).error('busy').request(900).error('busy');

  it('accepts as many attempts as promised, and any finite number without a promise', () => {
    expect(judge(three().build({ promise: { attempts: 3 } }))).to.deep.equal(pass);
    expect(judge(three().build())).to.deep.equal(pass);
  });

  it('rejects one more than promised', () => {
    expect(judge(three().build({ promise: { attempts: 2 } }))).to.deep.equal(
      fail('must', 'made 3 attempts, although it promises at most 2'),
    );
    expect(judge(three().build({ promise: false }))).to.deep.equal(
      fail('must', 'made 3 attempts, although it promises no retries'),
    );
  });

  it('does not count readings, a resend of the connection pool, or a resend with fresh credentials', () => {
    const promise = { attempts: 2 };
    expect(
      judge(
        three()
          .read(950)
          .reply()
          .build({ promise: { attempts: 3 } }),
      ),
    ).to.deep.equal(pass);
    const pooled = aCase().request(0).reset().request(0).reset().request(500).reply();
    expect(judge(pooled.build({ promise }))).to.deep.equal(pass);
    const twice = aCase().request(0).reset().request(0).reset().request(0).reset().request(1).reset();
    expect(judge(twice.build({ promise }))).to.have.property('verdict', 'fail');
    const other = aCase()
      .request(0, { key: 'key#1' })
      .reset()
      .request(0, { key: 'key#2' })
      .reset()
      .request(500)
      .reply();
    expect(judge(other.build({ promise }))).to.have.property('verdict', 'fail');
    const renewed = aCase().request(0, { credentials: 'credentials#1' }).error('unauthorized');
    renewed.request(1, { credentials: 'credentials#2' }).error('busy').request(500, { credentials: 'credentials#2' });
    expect(judge(renewed.build({ promise }))).to.deep.equal(pass);
    expect(judge(renewed.build({ promise: false }))).to.have.property('verdict', 'fail');
    const novel = aCase().request(0, { credentials: 'credentials#1' }).error('novel', { status: 401 });
    novel.request(1, { credentials: 'credentials#2' }).error('busy').request(500, { credentials: 'credentials#2' });
    expect(judge(novel.build({ promise }))).to.deep.equal(pass);
    const rotated = aCase().request(0, { credentials: 'credentials#1' }).error('busy');
    rotated.request(1, { credentials: 'credentials#2' }).error('busy').request(500, { credentials: 'credentials#3' });
    expect(judge(rotated.build({ promise }))).to.have.property('verdict', 'fail');
  });

  it('begins anew with every reading that succeeded, and does not take polls for retries', () => {
    const read = aCase({ operation: reading, promise: { attempts: 2 } });
    read.request(0).error('busy').request(1).reply().request(2).error('busy').request(3).reply();
    expect(judge(read.build())).to.deep.equal(pass);
    expect(judge(read.request(4).error('busy').request(5).error('busy').request(6).build())).to.deep.equal(
      fail('must', 'made 3 attempts, although it promises at most 2'),
    );
    const poll = aCase({ operation: waiting, promise: { attempts: 2 } })
      .request(0)
      .error('busy')
      .request(1)
      .error('busy');
    expect(judge(poll.request(2).reply().build())).to.deep.equal(pass);
  });

  it('rejects attempts, polls or readings that a cap had to stop', () => {
    expect(judge(three().build({ ending: 'requests' }))).to.deep.equal(
      fail('must', 'sent 3 requests within 900 ms and had not stopped'),
    );
    const polls = aCase({ operation: waiting }).request(0).reply().request(5000).reply();
    expect(judge(polls.build({ ending: 'time' }))).to.deep.equal(
      fail('must', 'sent 2 requests within 5,000 ms and had not stopped'),
    );
    const behind = aCase().request(0).reply().tells(1, { outcome: 'succeeded' }).read(2).reply();
    expect(judge(behind.build({ ending: 'requests' }))).to.have.property('verdict', 'fail');
  });

  it('accepts a call that had nothing to do with the cap', () => {
    const settled = aCase().request(0).error('busy').request(1).reply().tells(1, { outcome: 'succeeded' });
    expect(judge(settled.build({ ending: 'requests' }))).to.deep.equal(pass);
    expect(judge(aCase().request(0).build({ ending: 'time' }))).to.deep.equal(pass);
  });

  it('does not judge a call that made no attempt', () => {
    expect(judge(aCase().tells(0, { outcome: 'failed' }).build())).to.deep.equal(
      notApplicable('the call made no attempt'),
    );
  });

  it('knows fresh credentials that do not show, as those of a signature, by when they were fetched', () => {
    const refreshed = { event: 'refreshed', at: 50, since: 0, call: 'call-1' } as const;
    const once = { promise: { attempts: 1 } };
    const renewed = aCase(once).request(0).error('unauthorized').event(refreshed).request(60).reply();
    expect(judge(renewed.build())).to.deep.equal(pass);
    const before = aCase(once).event(refreshed).request(60).error('unauthorized').request(70).reply();
    expect(judge(before.build())).to.have.property('verdict', 'fail');
    const old = { credentials: 'credentials#1' };
    const shown = aCase(once).request(0, old).error('unauthorized').event(refreshed).request(60, old).reply();
    expect(judge(shown.build())).to.have.property('verdict', 'fail');
  });

  it('takes for a resend of the connection pool only what is the same request', () => {
    for (const other of [{ path: '/pay' }, { body: '{}' }]) {
      const played = aCase({ promise: { attempts: 1 } })
        .request(0)
        .reset()
        .request(0, other)
        .reply();
      expect(judge(played.build())).to.have.property('verdict', 'fail');
    }
  });

  it('measures from the first request on', () => {
    const late = aCase().request(1_000).error('busy').request(1_500).error('busy').build({ ending: 'requests' });
    expect(judge(late)).to.have.property('message', 'sent 2 requests within 500 ms and had not stopped');
  });
});
