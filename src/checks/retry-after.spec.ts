import { expect } from 'chai';
import type { RetryPromise } from '../model/client.ts';
import type { ReplyEvent } from '../model/trace.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, reading, waiting } from './case-builder.spec.ts';
import { retryAfter } from './retry-after.ts';

describe('retry.after', () => {
  const judge = retryAfter.judge;
  const none = notApplicable('no failed attempt was answered with a Retry-After');
  const day = 86_400_000;

  /** Attempts at these times, each refused with this Retry-After. */
  const asked = (value: string, times: number[], promise?: Partial<RetryPromise>, facts: Partial<ReplyEvent> = {}) => {
    const played = aCase(promise ? { promise: { attempts: 9, ...promise } } : {});
    for (const at of times) played.request(at).error('too_many', { retryAfter: value, ...facts });
    return judge(played.build());
  };

  it('rejects a client that comes back too soon', () => {
    expect(asked('30', [0, 500])).to.deep.equal(
      fail(
        'should',
        'waited 500 ms after 429 too_many with `Retry-After: 30` before attempt 2 (at 500 ms); at least 30,000 ms, or giving up, is right',
      ),
    );
    expect(asked('30', [0, 30_000, 30_250]))
      .to.have.property('message')
      .that.includes('before attempt 3 (at 30,250 ms)');
  });

  it('accepts a client that waits as long, or longer, and one that gives up', () => {
    for (const times of [[0, 30_000], [0, 29_999], [0, 45_000], [0], [100]]) {
      expect(asked('30', times), String(times)).to.deep.equal(pass);
    }
    expect(asked('30', [0, 29_998])).to.have.property('verdict', 'fail');
  });

  it('accepts the usual cap where none is promised, and no lower one', () => {
    expect(asked('3600', [0, 60_000])).to.deep.equal(pass);
    expect(asked('3600', [0, 59_000]))
      .to.have.property('message')
      .that.includes('at least 60,000 ms');
    expect(asked('3600', [0, 60_000], { retryAfter: true })).to.deep.equal(pass);
  });

  it('goes by a promised cap, lower or higher', () => {
    expect(asked('30', [0, 5000], { retryAfter: { capMs: 5000 } })).to.deep.equal(pass);
    expect(asked('30', [0, 4000], { retryAfter: { capMs: 5000 } })).to.have.property('severity', 'must');
    expect(asked('300', [0, 60_000], { retryAfter: { capMs: 120_000 } })).to.have.property('severity', 'must');
    expect(asked('300', [0, 120_000], { retryAfter: { capMs: 120_000 } })).to.deep.equal(pass);
  });

  it('is a must where the client promises it, and under the promised statuses', () => {
    expect(asked('30', [0, 9], { retryAfter: true })).to.have.property('severity', 'must');
    expect(asked('30', [0, 9], { retryAfter: { statuses: [429] } })).to.have.property('severity', 'must');
    expect(asked('30', [0, 9], { retryAfter: { statuses: [503] } })).to.have.property('severity', 'should');
    expect(asked('30', [0, 5000], { retryAfter: { statuses: [503], capMs: 5000 } })).to.have.property(
      'severity',
      'should',
    );
    expect(asked('30', [0, 9], { retryAfter: false })).to.have.property('severity', 'should');
    expect(asked('30', [0, 9], {})).to.have.property('severity', 'should');
    const refusing = aCase({ promise: false }).request(0).error('busy', { retryAfter: '30' }).request(9);
    expect(judge(refusing.build())).to.have.property('severity', 'should');
  });

  it('reads a date to the second', () => {
    const date = 'Tue, 01 Jan 2030 00:00:30 GMT';
    expect(asked(date, [1000, 30_000])).to.deep.equal(pass);
    expect(asked(date, [1000, 29_100])).to.deep.equal(pass);
    expect(asked(date, [1000, 28_900]))
      .to.have.property('message')
      .that.includes('at least 29,000 ms');
    expect(asked(date, [1000, 1010])).to.have.property('verdict', 'fail');
  });

  it('tells of a timer that was too long and fired at once', () => {
    expect(asked('2147484', [0, 1])).to.deep.equal(
      fail(
        'should',
        'waited 1 ms after 429 too_many with `Retry-After: 2147484` before attempt 2 (at 1 ms), as a timer of more than 2,147,483,647 ms fires at once; at least 60,000 ms, or giving up, is right',
      ),
    );
    expect(asked('2147483', [0, 1]))
      .to.have.property('message')
      .that.does.not.include('timer');
    expect(asked('2147484', [0, 500]))
      .to.have.property('message')
      .that.does.not.include('timer');
    expect(asked('9'.repeat(400), [0, 60_000])).to.deep.equal(pass);
  });

  it('takes what asks for nothing as if it were absent', () => {
    for (const odd of ['0', '-5', 'soon', 'Fri, 31 Dec 1999 23:59:59 GMT']) {
      expect(asked(odd, [0, 0, 250, 251]), odd).to.deep.equal(pass);
      expect(asked(odd, [0]), odd).to.deep.equal(pass);
    }
  });

  it('rejects a hot loop after what asks for nothing', () => {
    expect(asked('soon', [0, 1, 2, 3, 4])).to.deep.equal(
      fail('should', 'sent 5 attempts within 4 ms, from 0 ms on, after replies with `Retry-After: soon`: a hot loop'),
    );
    expect(asked('0', [0, 1, 2, 3, 4], { retryAfter: true })).to.have.property('severity', 'must');
    expect(asked('soon', [0, 5000, 5001, 5002, 5003, 5004]))
      .to.have.property('message')
      .that.includes('from 5,000 ms');
    expect(asked('soon', [0, 250, 500, 750, 1000])).to.deep.equal(pass);
    const once = aCase().request(0).error('busy', { retryAfter: 'soon' });
    for (const at of [1, 2, 3]) once.request(at).error('busy');
    expect(judge(once.request(4).error('busy').build())).to.deep.equal(pass);
    expect(asked('Tue, 01 Jan 2030 00:00:01 GMT', [0, 1, 2, 3, 4]))
      .to.have.property('message')
      .that.includes('hot loop');
    const mixed = aCase().request(0).error('busy');
    for (const at of [1, 2, 3]) mixed.request(at).error('busy', { retryAfter: 'soon' });
    expect(judge(mixed.request(4).error('busy', { retryAfter: 'soon' }).build())).to.deep.equal(pass);
  });

  it('rejects a wait of more than a day that nobody asked for', () => {
    expect(asked('soon', [0, day + 2])).to.deep.equal(
      fail(
        'should',
        'waited 86,400,002 ms after 429 too_many with `Retry-After: soon` before attempt 2 (at 86,400,002 ms); at most 86,400,000 ms is right',
      ),
    );
    expect(asked('2', [0, 2_000_000_000])).to.have.property('verdict', 'fail');
    expect(asked('soon', [0, day])).to.deep.equal(pass);
    expect(asked('soon', [0, day + 1])).to.deep.equal(pass);
    expect(asked('172800', [0, 2 * day])).to.deep.equal(pass);
  });

  it('quotes a header so that a terminal only shows it', () => {
    expect(asked('a\u001bb'.repeat(40), [0, day * 2]))
      .to.have.property('message')
      .that.includes('`Retry-After: a\\x1bb');
  });

  it('judges polls that failed, and no successful ones', () => {
    const failed = aCase({ operation: waiting }).request(0).error('busy', { retryAfter: '5' }).request(1);
    expect(judge(failed.build())).to.have.property('verdict', 'fail');
    const open = aCase({ operation: reading }).request(0).state('open', { retryAfter: '5' }).request(1).reply();
    expect(judge(open.build())).to.deep.equal(none);
  });

  it('leaves redirects to the platform, and a reply that broke off or was still on its way', () => {
    expect(asked('30', [0, 1], {}, { status: 307 })).to.deep.equal(none);
    expect(asked('30', [0, 1], {}, { status: 300 })).to.deep.equal(none);
    expect(asked('30', [0, 1], {}, { status: 400 })).to.have.property('verdict', 'fail');
    expect(asked('30', [0, 1], {}, { status: 200 })).to.have.property('verdict', 'fail');
    for (const fault of ['reset', 'cut', 'stall', 'refused']) {
      const broken = aCase().request(0).fault(fault, fault, { retryAfter: '30' }).request(1);
      expect(judge(broken.build()), fault).to.deep.equal(none);
    }
    const page = aCase().request(0).fault('html', '503 gateway page', { status: 503, retryAfter: '30' }).request(1);
    expect(judge(page.build())).to.have.property('verdict', 'fail');
    const hedged = aCase().request(0).error('busy', { at: 900, retryAfter: '30' }).request(500);
    expect(judge(hedged.build())).to.deep.equal(pass);
  });

  it('does not ask fresh credentials to wait', () => {
    const renewed = aCase()
      .request(0, { credentials: 'credentials#1' })
      .error('unauthorized', { retryAfter: '30' })
      .request(1, { credentials: 'credentials#2' });
    expect(judge(renewed.build())).to.deep.equal(pass);
    const rotated = aCase().request(0, { credentials: 'credentials#1' }).error('busy', { retryAfter: '30' });
    expect(judge(rotated.request(1, { credentials: 'credentials#2' }).build())).to.have.property('verdict', 'fail');
  });

  it('does not judge a client that was asked nothing, or after a success', () => {
    expect(judge(aCase().request(0).error('busy').request(1).build())).to.deep.equal(none);
    expect(judge(aCase().request(0).reply({ retryAfter: '30' }).request(1).build())).to.deep.equal(none);
  });
});
