import { expect } from 'chai';
import type { RetryPromise } from '../model/client.ts';
import type { ReplyEvent } from '../model/trace.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, reading, waiting } from './case-builder.spec.ts';
import { retryBackoff } from './retry-backoff.ts';

describe('retry.backoff', () => {
  const judge = retryBackoff.judge;
  const attempts = (times: number[], promise?: Partial<RetryPromise>, reply: Partial<ReplyEvent> = {}) => {
    const played = aCase();
    for (const at of times) played.request(at).error('too_many', reply);
    return judge(played.build(promise ? { promise: { attempts: 9, ...promise } } : {}));
  };

  describe('with promised gaps', () => {
    it('rejects a shorter wait', () => {
      expect(attempts([0, 500, 620], { gapsMs: [500, 1000] })).to.deep.equal(
        fail(
          'must',
          'waited 120 ms after 429 too_many before attempt 3 (at 620 ms), although it promises at least 1,000 ms',
        ),
      );
    });

    it('accepts waits as promised, longer ones, and one that a timer rounded', () => {
      expect(attempts([0, 500, 1500], { gapsMs: [500, 1000] })).to.deep.equal(pass);
      expect(attempts([0, 5000, 60_000], { gapsMs: [500, 1000] })).to.deep.equal(pass);
      expect(attempts([0, 499, 1498], { gapsMs: [500, 1000] })).to.deep.equal(pass);
      expect(attempts([0, 498], { gapsMs: [500, 1000] })).to.have.property('verdict', 'fail');
    });

    it('lets the last gap hold for every later attempt', () => {
      expect(attempts([0, 500, 1500, 2500], { gapsMs: [500, 1000] })).to.deep.equal(pass);
      expect(attempts([0, 500, 1500, 2100], { gapsMs: [500, 1000] })).to.have.property('verdict', 'fail');
    });

    it('reads a series, up to its maximum', () => {
      const gapsMs = { initial: 100, factor: 2, max: 300 };
      expect(attempts([0, 100, 300, 600, 900], { gapsMs })).to.deep.equal(pass);
      expect(attempts([0, 100, 300, 598], { gapsMs })).to.have.property('verdict', 'fail');
    });

    it('allows for the promised jitter, downwards only', () => {
      const lowest = { none: 400, full: 0, equal: 200 } as const;
      for (const jitter of ['none', 'full', 'equal'] as const) {
        expect(attempts([0, lowest[jitter]], { gapsMs: [400], jitter })).to.deep.equal(pass);
        if (jitter !== 'full') {
          expect(attempts([0, lowest[jitter] - 2], { gapsMs: [400], jitter })).to.have.property('verdict', 'fail');
        }
      }
      expect(attempts([0, 300], { gapsMs: [400], jitter: { ratio: 0.25 } })).to.deep.equal(pass);
      expect(attempts([0, 298], { gapsMs: [400], jitter: { ratio: 0.25 } })).to.have.property('verdict', 'fail');
      expect(attempts([0, 400], { gapsMs: [400], jitter: { plusMs: 50 } })).to.deep.equal(pass);
      expect(attempts([0, 398], { gapsMs: [400], jitter: { plusMs: 50 } })).to.have.property('verdict', 'fail');
    });

    it('lets an honoured Retry-After take the place of a gap', () => {
      const gapsMs = [5000];
      expect(attempts([0, 1000], { gapsMs }, { retryAfter: '1' })).to.deep.equal(pass);
      expect(attempts([0, 5000], { gapsMs }, { retryAfter: '60' })).to.deep.equal(pass);
      const soon = { retryAfter: 'Tue, 01 Jan 2030 00:00:02 GMT' };
      expect(attempts([0, 1001], { gapsMs }, soon)).to.deep.equal(pass);
      expect(attempts([0, 999], { gapsMs }, soon)).to.have.property('verdict', 'fail');
      expect(attempts([0, 500], { gapsMs }, { retryAfter: '1' })).to.have.property('verdict', 'fail');
      for (const junk of ['0', '-1', 'soon', 'Nonsense, at noon', '1.5', 'Wed, 21 Oct 2026 07:28:00 GMT']) {
        expect(attempts([0, 1500], { gapsMs }, { retryAfter: junk }), junk).to.have.property('verdict', 'fail');
      }
    });

    it('measures from the end of the attempt before', () => {
      const busy = {
        event: 'reply',
        status: 503,
        summary: '503 busy',
        codes: [] as string[],
        kind: 'error',
        delivered: true,
      } as const;
      const promise = { attempts: 3, gapsMs: [500] };
      const hung = aCase({ promise }).request(0).aborted(3000).request(3100);
      expect(judge(hung.build())).to.have.property('verdict', 'fail');
      const stalled = aCase({ promise })
        .request(0)
        .fault('stall', 'no reply', { delivered: false })
        .aborted(3000)
        .request(3100);
      expect(judge(stalled.build())).to.have.property('verdict', 'fail');
      const tidied = aCase({ promise }).request(0).error('busy').aborted(400).request(500);
      expect(judge(tidied.build())).to.deep.equal(pass);
      const late = aCase({ promise }).request(0).request(500, { exchange: 9 });
      expect(judge(late.event({ ...busy, at: 700, exchange: 1 }).build())).to.deep.equal(pass);
      const lost = aCase({ promise }).request(0).request(500);
      expect(judge(lost.build())).to.deep.equal(pass);
    });

    it('does not ask fresh credentials or a new key to wait, nor count them', () => {
      const promise = { attempts: 4, gapsMs: [100, 1000] };
      const renewed = aCase({ promise }).request(0, { credentials: 'credentials#1' }).error('unauthorized');
      renewed.request(0, { credentials: 'credentials#2' }).error('busy').request(100, { credentials: 'credentials#2' });
      expect(judge(renewed.build())).to.deep.equal(pass);
      const rotated = aCase({ promise }).request(0, { credentials: 'credentials#1' }).error('busy');
      expect(judge(rotated.request(1, { credentials: 'credentials#2' }).build())).to.have.property('verdict', 'fail');
      const novel = aCase({ promise }).request(0, { credentials: 'credentials#1' }).error('novel', { status: 401 });
      expect(judge(novel.request(1, { credentials: 'credentials#2' }).build())).to.have.property(
        'verdict',
        'not-applicable',
      );
      expect(judge(aCase({ promise }).request(0).error('unauthorized').request(1).build())).to.deep.equal(
        notApplicable('there was no retry to wait for'),
      );
      expect(judge(aCase({ promise }).request(0).error('declined').request(1, { key: 'key#2' }).build())).to.deep.equal(
        notApplicable('there was no retry to wait for'),
      );
      expect(judge(aCase({ promise }).request(0).error('internal').request(1).build())).to.have.property(
        'verdict',
        'fail',
      );
    });

    it('begins anew after a reading that succeeded', () => {
      const promise = { attempts: 4, gapsMs: [100, 1000] };
      const played = aCase({ operation: reading, promise }).request(0).error('busy').request(100).reply().request(101);
      expect(judge(played.error('busy').request(201).reply().build())).to.deep.equal(pass);
    });

    it('does not count the resend of a connection pool', () => {
      const played = aCase({ promise: { attempts: 3, gapsMs: [500] } })
        .request(0)
        .reset()
        .request(0)
        .reset()
        .request(500);
      expect(judge(played.build())).to.deep.equal(pass);
      const twice = aCase({ promise: { attempts: 3, gapsMs: [500] } })
        .request(0)
        .error('busy')
        .request(0);
      expect(judge(twice.build())).to.have.property('verdict', 'fail');
    });
  });

  describe('without promised gaps', () => {
    it('rejects a hot loop', () => {
      expect(attempts([0, 1, 2, 3, 999])).to.deep.equal(
        fail('should', 'sent 5 attempts within 999 ms, from 0 ms on: a hot loop'),
      );
      expect(attempts([0, 5000, 5001, 5002, 5003, 5004], { deadlineMs: 9 })).to.deep.equal(
        fail('should', 'sent 5 attempts within 4 ms, from 5,000 ms on: a hot loop'),
      );
    });

    it('accepts flat gaps, and a few attempts at once', () => {
      expect(attempts([0, 250, 500, 750, 1000])).to.deep.equal(pass);
      expect(attempts([0, 0, 0, 0])).to.deep.equal(pass);
    });

    it('lets polls be quicker, to a point', () => {
      const polls = (number: number, operation = waiting) => {
        const played = aCase({ operation, promise: { attempts: 2, gapsMs: [500] } });
        for (let at = 0; at < number; at += 1) played.request(at).reply({ state: 'open' });
        return played;
      };
      expect(judge(polls(19).build())).to.deep.equal(pass);
      expect(judge(polls(20).build())).to.have.property('verdict', 'fail');
      const { promise, ...read } = polls(19, reading).build();
      expect(promise).to.be.an('object');
      expect(judge(read)).to.deep.equal(pass);
      const failing = aCase({ operation: reading });
      for (let at = 0; at < 5; at += 1) failing.request(at).error('busy');
      expect(judge(failing.build())).to.have.property('verdict', 'fail');
      const writing = aCase();
      for (let at = 0; at < 5; at += 1) writing.request(at).reply();
      expect(judge(writing.build())).to.have.property('verdict', 'fail');
    });
  });

  it('does not judge a single attempt', () => {
    expect(attempts([0])).to.deep.equal(notApplicable('there was no second attempt'));
  });

  it('keeps to the promise where no rule allows a retry at all, and to none where the promise is empty', () => {
    const forbidden = aCase({ promise: { attempts: 9, gapsMs: [500] } })
      .request(0)
      .error('invalid_amount')
      .request(1);
    expect(judge(forbidden.build())).to.have.property('verdict', 'fail');
    expect(attempts([0, 1], { gapsMs: [] })).to.deep.equal(pass);
  });

  it('takes readings one of which succeeds for polls', () => {
    const played = aCase({ operation: reading }).request(0).reply();
    for (let at = 1; at < 5; at += 1) played.request(at).error('busy');
    expect(judge(played.build())).to.deep.equal(pass);
  });
});
