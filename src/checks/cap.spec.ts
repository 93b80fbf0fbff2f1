import { expect } from 'chai';
import { inconclusive } from '../model/verdict.ts';
import { asyncBounded } from './async-bounded.ts';
import { cutShort } from './cap.ts';
import { aCase, waiting } from './case-builder.spec.ts';
import { retryBudget } from './retry-budget.ts';
import { robustSettles } from './robust-settles.ts';

describe('a cap of ours', () => {
  const polled = (deadlineMs?: number) => {
    const given = { operation: waiting, ...(deadlineMs !== undefined && { promise: { attempts: 3, deadlineMs } }) };
    return aCase(given).request(0).state('open').request(5_000).state('open');
  };

  it('is no fault of a call that had promised to take longer', () => {
    const played = polled(60_000).build({ ending: 'requests' });
    const reason = 'a cap was hit: 2 requests, before the promised deadline of 60,000 ms';
    for (const check of [robustSettles, retryBudget, asyncBounded])
      expect(check.judge(played), check.id).to.deep.equal(inconclusive(reason));
  });

  it('excuses nobody whose deadline is over, who promised none, or who has settled', () => {
    const [call] = polled().build().calls;
    if (!call) throw new Error('there is no call');
    for (const played of [
      polled(4_999).build({ ending: 'requests' }),
      polled().build({ ending: 'requests' }),
      polled(60_000).build({ ending: 'hung' }),
      polled(60_000).tells(5_000, { outcome: 'pending' }).build({ ending: 'requests' }),
    ]) {
      const [own = call] = played.calls;
      expect(cutShort(played, own)).to.equal(undefined);
    }
    expect(robustSettles.judge(polled(4_999).build({ ending: 'requests' }))).to.have.property('severity', 'must');
  });

  it('excuses to the last moment of a deadline, counted from the beginning of the call', () => {
    const excuse = (from: number, deadlineMs: number) => {
      const played = aCase({ operation: waiting, promise: { attempts: 3, deadlineMs } });
      played.tells(from, { outcome: 'pending' }).call('call-2', from).request(from).request(5_000);
      const [, call] = played.build().calls;
      return call && cutShort(played.build({ ending: 'time' }), call);
    };
    expect([excuse(0, 5_000), excuse(4_000, 1_000)].every((one) => one?.includes('a cap was hit'))).to.equal(true);
    expect([excuse(0, 4_999), excuse(4_000, 999)]).to.deep.equal([undefined, undefined]);
  });
});
