import { expect } from 'chai';
import { bankedFetch } from '../../examples/banked/sadpath.ts';
import { naiveBanked } from '../../examples/naive/sadpath.ts';
import { SadpathError } from '../model/failure.ts';
import type { Scenario } from '../model/scenario.ts';
import { play } from './play.ts';

describe('play', () => {
  it('says what the client did, what it told and what happened', async () => {
    const played = await play(naiveBanked, 'createPaymentSession', '500 internal after-commit, ok');
    expect(played).to.deep.include({
      client: 'naive-banked',
      operation: 'createPaymentSession',
      tape: '500 internal after-commit, ok',
      belief: { outcome: 'succeeded' },
      attempts: 2,
      gapsMs: [250],
      settledAt: 250,
    });
    expect(played.effects.map(({ kind, at }) => [kind, at])).to.deep.equal([
      ['session', 0],
      ['session', 250],
    ]);
    expect(played.verdicts['money.once']).to.include({ verdict: 'fail', severity: 'must' });
    expect(played.timeline).to.contain('250 ms  ● session made for intent-1 AGAIN');
  });

  it('says the same for the same seed, and holds no secret', async () => {
    const one = await play(bankedFetch, 'createPaymentSession', '500 ×∞', { seed: 3 });
    expect(await play(bankedFetch, 'createPaymentSession', '500 ×∞', { seed: 3 })).to.deep.equal(one);
    expect((await play(bankedFetch, 'createPaymentSession', '500 ×∞', { seed: 4 })).gapsMs).to.not.deep.equal(
      one.gapsMs,
    );
    expect(JSON.stringify(one)).to.not.contain('sk_test_sadpath');
  });

  it('plays the surface and the lane that are asked for', async () => {
    const bare = await play(bankedFetch, 'createPaymentSession', '400 invalid_amount', {
      variant: 'bare',
      lane: 'msw',
    });
    expect(bare.belief).to.include({ outcome: 'failed', code: 'invalid_amount' });
  });

  it('plays a whole scenario as it stands', async () => {
    const again: Scenario = {
      format: 1,
      provider: 'banked',
      requirement: 'wire/intent-again',
      group: 'g',
      calls: [
        { id: 'call-1', operation: 'createPaymentSession', intent: 'intent-1', start: 'first' },
        { id: 'call-2', operation: 'createPaymentSession', intent: 'intent-1', start: 'after', endsTape: true },
      ],
      tape: 'reset after-commit ×∞',
      lane: 'auto',
    };
    const played = await play(naiveBanked, again, { seed: 2 });
    expect(played).to.include({ operation: 'createPaymentSession', tape: again.tape, attempts: 3 });
    expect(played.effects).to.have.lengthOf(4);
    expect(played.timeline).to.contain('call-2');
    expect(await play(naiveBanked, again, { seed: 2, lane: 'wire' })).to.deep.include({ verdicts: played.verdicts });
    const none = await play(naiveBanked, { ...again, calls: [] }).catch((error: unknown) => error);
    expect(none).to.be.instanceOf(SadpathError);
  });

  it('judges as a run does: with the sibling of a bare reply, and without what is switched off', async () => {
    const bare = await play(bankedFetch, 'createPaymentSession', '400 invalid_amount', { variant: 'bare' });
    expect(bare.verdicts['classify.variant']).to.deep.equal({ verdict: 'pass' });
    const off = { ...naiveBanked, rules: { 'money.once': 'off' } } as const;
    const silenced = await play(off, 'createPaymentSession', '500 internal after-commit, ok');
    expect(silenced.verdicts['money.once']).to.include({ verdict: 'not-applicable' });
  });

  it('refuses a tape with a typo, an operation that is none, and a client whose happy path fails', async () => {
    const refused = (...given: Parameters<typeof play>) => play(...given).catch((error: unknown) => error);
    for (const [error, because] of [
      [await refused(bankedFetch, 'createPaymentSession', '500 internal after-comit'), '(at character 14)'],
      [await refused(bankedFetch, 'nothing', 'ok'), 'Failed to find the operation "nothing" of banked-fetch'],
      [await refused({ ...bankedFetch, create: () => ({}) }, 'createPaymentSession', 'ok'), 'its happy path failed'],
    ] as const) {
      expect(error).to.be.instanceOf(SadpathError);
      expect(String(error)).to.contain(because);
    }
  });

  it('leaves the clock of the other tests alone', async () => {
    await play(bankedFetch, 'createPaymentSession', '500 ×∞');
    expect(Math.abs(Date.now() - (performance.timeOrigin + performance.now()))).to.be.below(60_000);
    await new Promise((done) => setTimeout(done, 2));
  });
});
