import { expect } from 'chai';
import fc from 'fast-check';
import type { RetryPromise } from '../model/client.ts';
import type { Observation, Probed } from '../model/policy.ts';
import { cardRows } from './card-rows.ts';
import { keyWords } from './key-words.ts';
import { policyCard } from './policy-card.ts';

function status(code: number, attempts: number, more: Partial<Probed> = {}, ...codes: string[]): Observation {
  const gapsMs = [500, 1000, 2000].slice(0, attempts - 1);
  return { probed: { answer: { status: code, codes }, attempts, lasts: true, gapsMs, settledMs: 3500, ...more } };
}

function broken(fault: string, attempts: number, more: Partial<Probed> = {}): Observation {
  return {
    probed: {
      answer: { fault },
      attempts,
      lasts: true,
      gapsMs: [500, 1000, 2000].slice(0, attempts - 1),
      settledMs: 500,
      ...more,
    },
  };
}

/** A call that never came to its end. */
const open: Observation = { probed: { answer: { fault: 'stall' }, attempts: 1, lasts: true, gapsMs: [] } };

const usual = [status(500, 4), status(503, 4), status(502, 4), status(504, 4)];

function asks(retryAfter: NonNullable<Probed['retryAfter']>, attempts: number, gap: number): Observation {
  return status(503, attempts, { retryAfter, gapsMs: attempts > 1 ? [gap] : [] });
}

describe('a policy card', () => {
  it('is none where nothing was seen to fail', () => {
    expect(policyCard([])).to.equal(undefined);
    expect(policyCard([{ keysDistinct: true }])).to.equal(undefined);
  });

  it('is the same in whatever order its scenarios come', () => {
    const all = [...usual, status(400, 1), broken('reset', 2), asks({ form: 'seconds', askedMs: 2000 }, 2, 2000)];
    const card = policyCard(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(policyCard(order)).to.deep.equal(card);
      }),
    );
  });

  describe('attempts', () => {
    it('are the most over what lasts, and told apart where they are fewer', () => {
      const card = policyCard([...usual, broken('stall', 2), status(409, 1)]);
      expect(card).to.include({ attempts: 4 });
      expect(card?.fewerAttempts).to.deep.equal({ stall: 2 });
    });

    it('of what recovers say nothing', () => {
      const recovers: Probed = { answer: { status: 500, codes: [] }, attempts: 2, gapsMs: [500], settledMs: 500 };
      expect(policyCard([{ probed: recovers }])).to.not.have.property('attempts');
    });

    it('with fresh credentials are no retries', () => {
      const card = policyCard([status(500, 2), status(401, 5, { refreshed: true, gapsMs: [50, 50] })]);
      expect(card).to.include({ attempts: 2, amplification: 1 });
      expect(card?.retries.statuses).to.deep.include({ retried: ['500'], refreshed: ['401'] });
      expect(card?.gaps).to.deep.equal([{ from: 500, to: 500, samples: 1 }]);
    });

    it('are counted on the wire for the amplification, by the promise where there is one', () => {
      const observed = [...usual, broken('reset', 4, { sent: 8 })];
      expect(policyCard(observed)?.amplification).to.equal(2);
      expect(policyCard(observed, { retries: { attempts: 3 } })?.amplification).to.equal(2.67);
      expect(policyCard(observed, { retries: false })?.amplification).to.equal(8);
    });
  });

  it('lists what was retried and what not, and where that depends', () => {
    const card = policyCard([
      status(500, 2, {}, 'internal'),
      status(500, 1, {}, 'ledger'),
      status(400, 1, {}, 'bad'),
      status(200, 2, {}, 'UNKNOWN'),
      broken('reset', 2),
      broken('cut', 1),
    ]);
    expect(card?.retries.statuses).to.deep.equal({ retried: [], notRetried: ['400'], varies: ['500'], refreshed: [] });
    expect(card?.retries.codes).to.deep.include({ retried: ['UNKNOWN', 'internal'], notRetried: ['bad', 'ledger'] });
    expect(card?.retries.transport).to.deep.include({ retried: ['reset'], notRetried: ['cut'] });
  });

  it('does not blame a status for a Retry-After that nobody wants to wait for', () => {
    const card = policyCard([status(503, 2), asks({ form: 'huge', askedMs: 3e12 }, 1, 0)]);
    expect(card?.retries.statuses).to.deep.include({ retried: ['503'], varies: [] });
  });

  it('tells waits without a Retry-After, and the policy that they fit', () => {
    const card = policyCard([...usual, asks({ form: 'seconds', askedMs: 90_000 }, 2, 90_000)]);
    expect(card?.gaps).to.deep.equal([500, 1000, 2000].map((gap) => ({ from: gap, to: gap, samples: 4 })));
    expect(card?.gapFit).to.deep.equal({ gapsMs: { initial: 500, factor: 2 }, jitter: 'none' });
    // A new key is sent for what it answers: its wait is no backoff.
    const rekeyed = policyCard([...usual, status(409, 2, { gapsMs: [9], key: 'own', keyKept: false })]);
    expect(rekeyed?.gaps).to.deep.equal(card?.gaps);
  });

  describe('after a Retry-After', () => {
    const seconds = { form: 'seconds', askedMs: 2000 } as const;
    const reactionTo = (...observed: Observation[]) => policyCard([...usual, ...observed])?.retryAfter;

    it('says whether it was honoured, ignored, shortened, or too much', () => {
      expect(reactionTo(asks(seconds, 2, 2000))).to.deep.equal([{ ...seconds, does: 'honoured' }]);
      expect(reactionTo(asks(seconds, 2, 2500))).to.deep.equal([{ ...seconds, does: 'honoured' }]);
      expect(reactionTo(asks(seconds, 2, 500))).to.deep.equal([{ ...seconds, does: 'ignored' }]);
      expect(reactionTo(asks(seconds, 2, 1200))).to.deep.equal([{ ...seconds, does: 'shortened', waitedMs: 1200 }]);
      expect(reactionTo(asks(seconds, 2, 0))).to.deep.equal([{ ...seconds, does: 'at once' }]);
      expect(reactionTo(asks(seconds, 1, 0))).to.deep.equal([{ ...seconds, does: 'gave up' }]);
      const date = { form: 'date', askedMs: 5000 } as const;
      expect(reactionTo(asks(date, 2, 4001))).to.deep.equal([{ ...date, does: 'honoured' }]);
    });

    it('cannot tell where it asks for what is waited anyway', () => {
      const half = { form: 'seconds', askedMs: 500 } as const;
      expect(reactionTo(asks(half, 2, 500))).to.deep.equal([{ ...half, does: 'unclear' }]);
    });

    it('that asks for nothing says whether it changed anything', () => {
      expect(reactionTo(asks({ form: 'junk' }, 2, 500))).to.deep.equal([{ form: 'junk', does: 'ignored' }]);
      expect(reactionTo(asks({ form: 'zero' }, 2, 0))).to.deep.equal([{ form: 'zero', does: 'at once' }]);
      expect(reactionTo(asks({ form: 'past' }, 2, 60_000))).to.deep.equal([
        { form: 'past', does: 'waited', waitedMs: 60_000 },
      ]);
    });

    it('does not call that giving up which is not retried anyway', () => {
      expect(policyCard([status(503, 1), asks(seconds, 1, 0)])?.retryAfter).to.deep.equal([
        { ...seconds, does: 'not retried' },
      ]);
    });

    it('says so where it was now this, now that', () => {
      expect(reactionTo(asks(seconds, 2, 2000), asks(seconds, 2, 500))).to.deep.equal([{ ...seconds, does: 'varies' }]);
    });
  });

  describe('a key', () => {
    const terms = { key: 'header idempotency-key' };

    it('is told with its place, its owner, and how far it reaches', () => {
      const own = status(500, 2, { key: 'own', keyKept: true });
      expect(policyCard([own, { keysDistinct: true }], terms)?.key).to.deep.equal({
        place: 'header idempotency-key',
        whose: 'own',
        stable: true,
        distinct: true,
        afterRestart: 'not known',
      });
      const changing = policyCard(
        [own, status(503, 2, { key: 'own', keyKept: false }), { keysDistinct: false }],
        terms,
      );
      expect(changing?.key).to.include({ stable: false, distinct: false });
    });

    it('is none where none was sent, and nothing where the operation takes none', () => {
      const without = status(500, 1, { key: 'none' });
      expect(policyCard([without], terms)?.key).to.deep.equal({ whose: 'none', afterRestart: 'not known' });
      expect(policyCard([status(500, 1)], terms)).to.not.have.property('key');
      expect(policyCard([without, status(500, 1, { key: 'handed' })], terms)?.key).to.include({ whose: 'varies' });
    });

    it('after a restart is the same, a new one, or now this, now that; and not known where no restart tells', () => {
      const own = status(500, 2, { key: 'own', keyKept: true });
      const afterRestart = (...seen: ('same' | 'new')[]) => {
        const restarts = seen.map((keyAfterRestart) => ({ keyAfterRestart }));
        return policyCard([own, ...restarts], terms)?.key?.afterRestart;
      };
      expect(afterRestart()).to.equal('not known');
      expect(afterRestart('same', 'same')).to.equal('same');
      expect(afterRestart('new')).to.equal('new');
      expect([afterRestart('new', 'same'), afterRestart('same', 'new')]).to.deep.equal(['varies', 'varies']);
      expect(policyCard([{ keyAfterRestart: 'same' }], terms)).to.equal(undefined);
    });

    it('that was renewed with the credentials says nothing of retries', () => {
      const renewed = status(401, 2, { key: 'own', keyKept: false, refreshed: true });
      expect(policyCard([renewed], terms)?.key).to.not.have.property('stable');
    });
  });

  it('tells the longest call, the timeout, and what never ends', () => {
    const card = policyCard([
      ...usual,
      broken('reset', 2, { settledMs: 9000 }),
      broken('stall', 2, { timeoutMs: 10_000, settledMs: 20_500 }),
      asks({ form: 'seconds', askedMs: 90_000 }, 2, 90_000),
    ]);
    expect(card).to.include({ deadlineMs: 20_500, timeoutMs: 10_000 });
    expect(card?.endless).to.deep.equal([]);
    expect(policyCard([open])).to.deep.include({ endless: ['stall'] });
  });

  describe('beside its promise', () => {
    const differences = (retries: false | RetryPromise, observed = usual) =>
      policyCard(observed, { retries })?.differences;

    it('differs in nothing where it is kept, or nothing is promised', () => {
      const whole = {
        attempts: 4,
        on: { statuses: [500, 502, 503, 504], transport: true },
        gapsMs: [500, 1000, 2000],
        retryAfter: true,
        deadlineMs: 4000,
      };
      const honours = asks({ form: 'seconds', askedMs: 2000 }, 2, 2000);
      expect(differences(whole, [...usual, broken('reset', 4), honours])).to.deep.equal([]);
      expect(policyCard(usual)?.differences).to.deep.equal([]);
      expect(policyCard(usual)).to.not.have.property('promised');
    });

    it('differs in its attempts', () => {
      expect(differences({ attempts: 3 })).to.deep.equal(['promises 3 attempts, makes 4']);
      expect(differences(false)).to.deep.equal(['promises 1 attempt, makes 4']);
    });

    it('differs in what it retries', () => {
      const observed = [...usual, status(429, 1), broken('reset', 1)];
      expect(
        differences({ attempts: 4, on: { statuses: [429, 500, 502, 503], transport: true } }, observed),
      ).to.deep.equal(['promises to retry 429, reset, does not', 'retries 504, promises not to']);
      expect(differences({ attempts: 4, on: { statuses: [500], codes: ['busy'] } })).to.deep.equal([]);
      expect(differences({ attempts: 4, on: { transport: false } }, [...usual, broken('reset', 4)])).to.deep.equal([
        'retries reset, promises not to',
      ]);
    });

    it('differs in its waits, either way', () => {
      expect(differences({ attempts: 4, gapsMs: [800], jitter: 'equal' })).to.deep.equal([
        'promises to wait 400 to 800 ms before retry 2, waits 1,000 ms',
        'promises to wait 400 to 800 ms before retry 3, waits 2,000 ms',
      ]);
    });

    it('differs in Retry-After, and in when it ends', () => {
      const ignores = [...usual, asks({ form: 'date', askedMs: 5000 }, 2, 500)];
      expect(differences({ attempts: 4, retryAfter: { capMs: 9000 } }, ignores)).to.deep.equal([
        'promises to honour Retry-After, ignores it (date)',
      ]);
      const honours = [...usual, asks({ form: 'date', askedMs: 5000 }, 2, 5000)];
      expect(differences({ attempts: 4, retryAfter: false }, honours)).to.deep.equal([
        'promises to ignore Retry-After, honours it (date)',
      ]);
      expect(differences({ attempts: 4, deadlineMs: 3000 })).to.deep.equal([
        'promises an end within 3,000 ms, takes 3,500 ms',
      ]);
      expect(differences({ attempts: 4, deadlineMs: 9000 }, [...usual, open])).to.deep.equal([
        'promises an end within 9,000 ms, has none after stall',
      ]);
    });
  });

  it('is told in words, and nothing that was not seen', () => {
    const card = policyCard(
      [
        ...usual,
        status(400, 1, { key: 'handed' }),
        broken('stall', 2, { timeoutMs: 10_000, settledMs: 20_500 }),
        asks({ form: 'seconds', askedMs: 2000 }, 2, 2000),
        asks({ form: 'junk' }, 2, 500),
      ],
      { retries: { attempts: 4 }, key: 'header idempotency-key' },
    );
    expect(Object.fromEntries(card ? cardRows(card) : [])).to.deep.equal({
      attempts: '4; 2 after stall',
      retries: '500, 502, 503, 504; stall',
      'does not retry': '400',
      waits: '500 ms, × 2 each time, no jitter (5 samples)',
      'Retry-After': 'honoured: seconds (2,000 ms); ignored: junk',
      'idempotency key': "the caller's, in the header idempotency-key; after a restart: not known",
      timeout: '10,000 ms an attempt',
      'longest call': '20,500 ms',
      amplification: '1 × the attempts promised',
      promise: 'as observed',
    });
    const words = (...seen: ('same' | 'new')[]) => {
      const restarts = seen.map((keyAfterRestart) => ({ keyAfterRestart }));
      const restarted = policyCard([status(400, 1, { key: 'own' }), ...restarts], { key: 'header k' });
      return restarted?.key && keyWords(restarted.key);
    };
    expect(words('same')).to.equal('its own, in the header k; after a restart: the same');
    expect(words('new')).to.equal('its own, in the header k; after a restart: a new one');
    expect(words('new', 'same')).to.equal('its own, in the header k; after a restart: now the same, now a new one');
    const bare = policyCard([status(500, 1)]);
    expect(bare ? cardRows(bare).map(([label]) => label) : []).to.deep.equal([
      'attempts',
      'does not retry',
      'longest call',
      'amplification',
    ]);
  });
});
