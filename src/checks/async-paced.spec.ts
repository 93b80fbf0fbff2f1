import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { asyncPaced } from './async-paced.ts';
import { aCase, payment, reading, waiting } from './case-builder.spec.ts';

describe('async.paced', () => {
  const judge = asyncPaced.judge;
  const at = (times: number[], operation: Case['operation'] = waiting) => {
    const played = aCase({ operation });
    if (operation.effect) played.request(0).reply();
    for (const time of times) played.read(time).state('open');
    return played;
  };
  /** Polls with these waits between them, against a provider that asks for 3 seconds. */
  const waits = (...gaps: number[]) => {
    let time = 0;
    const times = gaps.map((gap) => {
      time += gap;
      return time;
    });
    return judge(at([0, ...times], { ...waiting, pollEveryMs: 3000 }).build());
  };
  const every = (span: number, number: number) => Array.from({ length: number }, (_, poll) => poll * span);

  describe('anywhere', () => {
    it('rejects 20 polls within a second', () => {
      expect(judge(at(every(0, 20)).build())).to.deep.equal(
        fail('should', 'polled 20 times within a second, from 0 ms on: a hot loop'),
      );
      const later = [0, 5000, ...every(52, 20).map((time) => time + 9000)];
      expect(judge(at(later).build())).to.deep.equal(
        fail('should', 'polled 20 times within a second, from 9,000 ms on: a hot loop'),
      );
      expect(judge(at(every(10, 20), payment).build())).to.have.property('verdict', 'fail');
    });

    it('counts readings that failed', () => {
      const played = aCase({ operation: waiting });
      for (const time of every(1, 20)) played.read(time).error('busy');
      expect(judge(played.build())).to.have.property('verdict', 'fail');
    });

    it('accepts fewer, and as many in no less than a second', () => {
      expect(judge(at(every(1, 19)).build())).to.deep.equal(pass);
      expect(judge(at([...every(1, 19), 1000]).build())).to.deep.equal(pass);
      expect(judge(at([...every(1, 19), 999]).build())).to.have.property('verdict', 'fail');
    });
  });

  describe('where the provider documents an interval', () => {
    it('rejects a pace of less than half of it', () => {
      expect(waits(1000, 1000, 1000, 1000)).to.deep.equal(
        fail('should', 'polled every 1,000 ms, although the provider asks for 3,000 ms between polls'),
      );
      expect(waits(1499, 1499, 1499, 1499)).to.have.property('verdict', 'fail');
      expect(waits(500, 1000, 1000, 1000, 1000, 1000)).to.have.property('verdict', 'fail');
      expect(waits(9000, 9000, 500, 500, 500, 500)).to.have.property('verdict', 'fail');
      expect(waits(500, 500, 500, 500, 500, 500, 500, 9000, 500)).to.have.property('verdict', 'fail');
    });

    it('accepts the interval, a longer one and one a little shorter', () => {
      expect(waits(3000, 3000, 3000, 3000)).to.deep.equal(pass);
      expect(waits(60_000, 60_000, 60_000, 60_000)).to.deep.equal(pass);
      expect(waits(1500, 1500, 1500, 1500)).to.deep.equal(pass);
    });

    it('accepts a few quick looks, and intervals that grow', () => {
      expect(waits(200, 200, 200)).to.deep.equal(pass);
      expect(waits(200, 200, 200, 3000)).to.deep.equal(pass);
      expect(waits(200, 200, 200, 3000, 3000, 100)).to.deep.equal(pass);
      expect(waits(100, 200, 400, 800)).to.deep.equal(pass);
      expect(waits(100, 200, 400, 800, 1600, 3200, 3200)).to.deep.equal(pass);
    });

    it('does not count the wait after a failed reading', () => {
      const played = aCase({ operation: { ...waiting, pollEveryMs: 3000 } });
      for (let time = 0; time < 20_000; time += 4000) {
        played.read(time).state('open');
        for (const retry of [3100, 3200, 3300]) played.read(time + retry).error('busy');
      }
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('counts from the end of a reading that took its time', () => {
      const played = aCase({ operation: { ...waiting, pollEveryMs: 3000 } });
      for (let time = 0; time < 20_000; time += 4000) played.read(time).state('open', { at: time + 3500 });
      expect(judge(played.build())).to.have.property('verdict', 'fail');
    });
  });

  it('does not judge one look, nor what waits for nothing', () => {
    const reason = notApplicable('the call polls once at most');
    expect(judge(at([0]).build())).to.deep.equal(reason);
    expect(judge(at([], payment).build())).to.deep.equal(reason);
    expect(judge(at(every(1, 30), reading).build())).to.deep.equal(reason);
  });

  it('judges two polls, and takes the middle one of the waits by their length', () => {
    expect(judge(at([0, 5000]).build())).to.deep.equal(pass);
    expect(waits(6000, 6000, 6000, 6000, 100, 100, 6000)).to.deep.equal(pass);
  });
});
