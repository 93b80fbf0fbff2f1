import { expect } from 'chai';
import type { RetryPromise } from '../model/client.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, reading, waiting } from './case-builder.spec.ts';
import { retryMust } from './retry-must.ts';

describe('retry.must', () => {
  const judge = retryMust.judge;
  const key = { key: 'key#1' };
  const uncalled = notApplicable('no reply calls for a promised retry');
  const promising = (promise: Partial<RetryPromise> = {}) => ({ promise: { attempts: 3, ...promise } });
  const gaveUp = (played: ReturnType<typeof aCase>) => judge(played.tells(9, { outcome: 'retryable' }).build());

  it('rejects giving up before the promised attempts are spent', () => {
    expect(gaveUp(aCase(promising()).request(0, key).error('internal'))).to.deep.equal(
      fail('should', 'gave up on attempt 1 after 500 internal at 0 ms, although it promises 3 attempts'),
    );
    expect(gaveUp(aCase(promising()).request(0, key).reset().request(5, key).reset())).to.deep.equal(
      fail('should', 'gave up on attempt 2 after connection reset at 5 ms, although it promises 3 attempts'),
    );
  });

  it('is a must where the client says itself what it retries', () => {
    const on = { statuses: [429], codes: ['busy'], transport: true };
    expect(gaveUp(aCase(promising({ on })).request(0, key).error('too_many'))).to.have.property('severity', 'must');
    expect(gaveUp(aCase(promising({ on })).request(0, key).error('busy'))).to.have.property('severity', 'must');
    expect(gaveUp(aCase(promising({ on })).request(0, key).reset())).to.have.property('severity', 'must');
    expect(gaveUp(aCase(promising({ on })).request(0, key).error('internal'))).to.deep.equal(uncalled);

    expect(
      gaveUp(
        aCase(promising({ on: { statuses: [0] } }))
          .request(0, key)
          .reset(),
      ),
    ).to.deep.equal(uncalled);
    expect(
      gaveUp(
        aCase(promising({ on: { codes: ['busy'] } }))
          .request(0, key)
          .error('internal'),
      ),
    ).to.deep.equal(uncalled);
    // In a body that is spoilt a code may not read as the document spells it.
    const coded = (facts = {}) =>
      aCase(promising({ on: { codes: ['internal'] } }))
        .request(0, key)
        .error('internal', facts);
    expect(gaveUp(coded())).to.have.property('verdict', 'fail');
    expect(gaveUp(coded({ family: 'legible' }))).to.deep.equal(uncalled);
  });

  it('counts every broken connection as transport, and a gateway page by its status', () => {
    for (const fault of ['reset', 'refused', 'stall', 'cut']) {
      const played = aCase(promising()).request(0, key).fault(fault, fault);
      expect(gaveUp(played), fault).to.have.property('verdict', 'fail');
    }
    const page = () => aCase(promising()).request(0, key).fault('html', '502 gateway page', { status: 502 });
    expect(gaveUp(page())).to.have.property('verdict', 'fail');
    const garbled = aCase(promising()).request(0, key).fault('empty', '201 empty', { status: 201 });
    expect(gaveUp(garbled)).to.deep.equal(uncalled);
  });

  it('does not take an earlier reading for one that came instead, nor another read of a read', () => {
    const before = aCase(promising()).read(0).reply().request(1, key).error('internal');
    expect(gaveUp(before)).to.have.property('verdict', 'fail');
    const two = { ...reading, uses: ['getPayment', 'list'], reads: ['getPayment', 'list'] };
    const other = aCase({ ...promising(), operation: two })
      .request(0)
      .error('internal')
      .request(1, { operation: 'list' });
    expect(gaveUp(other.reply())).to.have.property('verdict', 'fail');
    const more = aCase(promising())
      .request(0, key)
      .error('internal')
      .request(1, { operation: 'confirmPayment' })
      .reply();
    expect(gaveUp(more)).to.have.property('verdict', 'fail');
  });

  it('accepts a second attempt, the promised number of attempts, and a reading instead', () => {
    expect(gaveUp(aCase(promising()).request(0, key).error('internal').request(5, key).reply())).to.deep.equal(pass);
    const spent = aCase(promising()).request(0, key).reset().request(5, key).reset().request(9, key).reset();
    expect(gaveUp(spent)).to.deep.equal(pass);
    expect(gaveUp(aCase(promising()).request(0, key).error('internal').read(5).reply())).to.deep.equal(pass);
  });

  it('counts a read as safe, and a write only with a key', () => {
    const read = aCase({ ...promising(), operation: reading })
      .request(0)
      .error('internal');
    expect(gaveUp(read)).to.have.property('verdict', 'fail');
    expect(gaveUp(aCase(promising()).request(0).error('internal'))).to.deep.equal(uncalled);
    expect(gaveUp(aCase(promising()).request(0).reset())).to.deep.equal(uncalled);
  });

  it('counts a write without a key as safe where nothing can have happened and the client promises it', () => {
    const named = promising({ on: { transport: true, statuses: [429, 500] } });
    expect(gaveUp(aCase(named).request(0).error('too_many'))).to.have.property('verdict', 'fail');
    expect(gaveUp(aCase(named).request(0).fault('refused', 'connection refused'))).to.have.property('verdict', 'fail');
    expect(gaveUp(aCase(named).request(0).error('internal'))).to.deep.equal(uncalled);
    expect(gaveUp(aCase(named).request(0).reset())).to.deep.equal(uncalled);
    expect(gaveUp(aCase(promising()).request(0).fault('refused', 'connection refused'))).to.deep.equal(uncalled);
  });

  it('asks for no retry that the row forbids, or advises against where the promise is general', () => {
    const on = { statuses: [400, 503] };
    expect(gaveUp(aCase(promising({ on })).request(0, key).error('invalid_amount'))).to.deep.equal(uncalled);
    expect(gaveUp(aCase(promising()).request(0, key).error('busy'))).to.deep.equal(uncalled);
    expect(gaveUp(aCase(promising({ on })).request(0, key).error('busy'))).to.have.property('verdict', 'fail');
  });

  it('asks for none after a success, under a Retry-After, or past the deadline', () => {
    expect(gaveUp(aCase(promising()).request(0, key).reply())).to.deep.equal(uncalled);
    expect(gaveUp(aCase(promising()).request(0, key).error('internal', { retryAfter: '60' }))).to.deep.equal(uncalled);
    const idle = aCase(promising()).request(0, key).error('internal', { retryAfter: 'soon' });
    expect(gaveUp(idle)).to.have.property('verdict', 'fail');
    const late = { deadlineMs: 1000, gapsMs: [900], jitter: { plusMs: 100 } };
    expect(gaveUp(aCase(promising(late)).request(0, key).error('internal'))).to.deep.equal(uncalled);
    const early = { deadlineMs: 1000, gapsMs: [900] };
    expect(gaveUp(aCase(promising(early)).request(0, key).error('internal'))).to.have.property('verdict', 'fail');
    expect(
      gaveUp(
        aCase(promising({ deadlineMs: 1000 }))
          .request(0, key)
          .error('internal'),
      ),
    ).to.deep.equal(uncalled);
  });

  it('judges no client that promises nothing, no wait and no call that hangs', () => {
    const played = aCase().request(0, key).error('internal').tells(0, { outcome: 'retryable' });
    expect(judge(played.build())).to.deep.equal(notApplicable('no retries are promised'));
    const never = notApplicable('the client promises not to retry');
    expect(judge(played.build({ promise: false }))).to.deep.equal(never);
    expect(judge(played.build({ promise: { attempts: 1 } }))).to.deep.equal(never);
    expect(
      gaveUp(
        aCase({ ...promising(), operation: waiting })
          .request(0)
          .error('internal'),
      ),
    ).to.deep.equal(notApplicable('a poll that fails is judged by async.survives'));
    expect(judge(aCase(promising()).request(0, key).reset().build())).to.deep.equal(
      notApplicable('the call never settled: robust.settles judges it'),
    );
  });

  it('looks for no code where none is named, and counts a deadline from the beginning of the call', () => {
    const on = { transport: true };
    expect(gaveUp(aCase(promising({ on })).request(0, key).error('busy'))).to.deep.equal(uncalled);
    const late = aCase(promising({ gapsMs: [100], deadlineMs: 1_000 })).tells(0, { outcome: 'failed' });
    const second = late.call('call-2', 5_000, 'intent-2').request(5_000, key).error('internal');
    expect(judge(second.tells(5_000, { outcome: 'retryable' }).build())).to.have.property('verdict', 'fail');
  });
});
