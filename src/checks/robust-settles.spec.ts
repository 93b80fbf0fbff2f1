import { expect } from 'chai';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { robustSettles } from './robust-settles.ts';

describe('robust.settles', () => {
  const judge = robustSettles.judge;
  const at = (time: number, deadlineMs?: number) =>
    judge(
      aCase(deadlineMs === undefined ? {} : { promise: { attempts: 1, deadlineMs } })
        .request(0)
        .reset()
        .tells(time, { outcome: 'unknown' })
        .build(),
    );

  it('accepts a call within its deadline, and within an hour without one', () => {
    expect(at(2000, 2000)).to.deep.equal(pass);
    expect(at(2001, 2000)).to.deep.equal(pass);
    expect(at(3_600_000)).to.deep.equal(pass);
    expect(at(7_200_000, 7_200_000)).to.deep.equal(pass);
  });

  it('rejects a later one', () => {
    expect(at(2002, 2000)).to.deep.equal(
      fail('must', 'the call settled after 2,002 ms instead of within 2,000 ms, as promised'),
    );
    expect(at(3_700_000)).to.deep.equal(
      fail('must', 'the call settled after 3,700,000 ms instead of within 3,600,000 ms at the latest'),
    );
  });

  it('allows what the provider asked to wait on top of the hour, and not on top of a promise', () => {
    const waiting = (time: number, deadlineMs?: number) =>
      judge(
        aCase(deadlineMs === undefined ? {} : { promise: { attempts: 2, deadlineMs } })
          .request(0)
          .error('too_many', { retryAfter: '7200' })
          .request(7_200_000)
          .reply()
          .tells(time, { outcome: 'succeeded' })
          .build(),
      );
    expect(waiting(10_800_000)).to.deep.equal(pass);
    expect(waiting(10_800_002)).to.have.property('verdict', 'fail');
    expect(waiting(7_200_000, 60_000)).to.have.property('verdict', 'fail');
  });

  it('measures from the beginning of the call', () => {
    const played = aCase()
      .tells(0, { outcome: 'failed' })
      .call('call-2', 3_600_000)
      .tells(3_700_000, { outcome: 'failed' });
    expect(judge(played.build())).to.deep.equal(pass);
  });

  it('says what a call that never settled was waiting for', () => {
    const hung = 'the call never settled: nothing could wake it any more; ';
    const stalled = aCase().request(500).fault('stall', 'no reply');
    expect(judge(stalled.build({ ending: 'hung' }))).to.deep.equal(
      fail('must', `${hung}it was waiting for the reply to createPayment sent at 500 ms`),
    );
    expect(judge(aCase().request(5).build({ ending: 'hung' }))).to.have.property(
      'message',
      `${hung}it was waiting for the reply to createPayment sent at 5 ms`,
    );
    expect(judge(aCase().request(5).error('busy').build({ ending: 'hung' }))).to.have.property(
      'message',
      `${hung}the last it had heard was 503 busy at 5 ms`,
    );
    expect(judge(aCase().request(5).aborted(9).build({ ending: 'hung' }))).to.have.property(
      'message',
      `${hung}it had hung up on createPayment sent at 5 ms at 9 ms`,
    );
    expect(judge(aCase().build({ ending: 'hung' }))).to.have.property('message', `${hung}it had sent nothing`);
  });

  it('names the cap that stopped it', () => {
    expect(judge(aCase().request(5).error('busy').build({ ending: 'requests' }))).to.deep.equal(
      fail('must', 'the call had not settled after 1 request; the last it had heard was 503 busy at 5 ms'),
    );
    expect(judge(aCase().request(5).error('busy').build({ ending: 'time' }))).to.deep.equal(
      fail('must', 'the call had not settled after 30 virtual days; the last it had heard was 503 busy at 5 ms'),
    );
  });

  it('judges calls of every operation, and not the follow-up', () => {
    const played = aCase().tells(0, { outcome: 'failed' }).call('call-2', 0).request(0).build({ ending: 'hung' });
    const calls = played.calls.map((call) => ({ ...call, operation: 'cancelPayment' }));
    expect(judge({ ...played, calls })).to.have.property('verdict', 'fail');
    const again = aCase().tells(0, { outcome: 'retryable' }).call('follow-up', 0).request(0);
    expect(judge(again.build({ ending: 'hung' }))).to.deep.equal(pass);
  });

  it('asks nothing of a call that was killed, and all of the one after the restart', () => {
    const killed = () => aCase().request(0).restarted('call-2', 100);
    expect(judge(killed().request(1_100).reply().tells(1_100).build())).to.deep.equal(pass);
    const { calls } = killed().build();
    expect(judge(killed().build({ calls: calls.slice(0, 1) }))).to.deep.equal(
      notApplicable('the client was killed while it was open'),
    );
    expect(judge(killed().request(1_100).build({ ending: 'hung' }))).to.have.property('verdict', 'fail');
    expect(judge(killed().build({ ending: 'time' }))).to.have.property('verdict', 'fail');
  });

  it('cannot tell of one that waits in silence: a lock in the memory of the process has not died with the client', () => {
    const killed = aCase().request(0).restarted('call-2', 100).build({ ending: 'hung' });
    expect(judge(killed)).to.deep.equal(
      inconclusive('call call-2: it may wait for what the killed client has left in the memory of this process'),
    );
    const told = aCase().request(0).reset().tells(5).restarted('call-2', 100).build({ ending: 'hung' });
    expect(judge(told)).to.have.property('verdict', 'fail');
  });

  it('has nothing against a call that settled without a request while another one hangs', () => {
    const killed = aCase().request(0).restarted('call-2', 100).tells(1_200, { outcome: 'unknown' });
    expect(judge(killed.build({ ending: 'hung' }))).to.have.property('verdict', 'pass');
  });
});
