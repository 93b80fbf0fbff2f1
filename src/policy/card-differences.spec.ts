import { expect } from 'chai';
import type { Observation, PolicyCard, Probed } from '../model/policy.ts';
import { cardDifferences } from './card-differences.ts';
import { policyCard } from './policy-card.ts';

function card(attempts: number, gapsMs: number[], more: Partial<Probed> = {}, ...others: Observation[]): PolicyCard {
  const probed: Probed = {
    answer: { status: 503, codes: [] },
    attempts,
    lasts: true,
    gapsMs,
    settledMs: 3500,
    ...more,
  };
  const made = policyCard([...Array.from({ length: 5 }, () => ({ probed })), ...others], {
    key: 'header idempotency-key',
  });
  return made ?? expect.fail('nothing was observed');
}

const reset = (attempts: number): Observation => ({
  probed: { answer: { fault: 'reset' }, attempts, gapsMs: attempts > 1 ? [500] : [], lasts: true, settledMs: 500 },
});

describe('two cards', () => {
  it('of one policy do not differ', () => {
    expect(cardDifferences(card(3, [500, 1000]), card(3, [500, 1000]))).to.deep.equal([]);
  });

  it('differ in attempts, and in nothing that follows from them', () => {
    expect(cardDifferences(card(4, [500, 1000, 2000]), card(3, [500, 1000]))).to.deep.equal(['attempts: 4 → 3']);
  });

  it('differ in what is retried, among what both have played', () => {
    const before = card(3, [500, 1000], {}, reset(2));
    expect(cardDifferences(before, card(3, [500, 1000], {}, reset(1)))).to.deep.equal(['reset: retried → not retried']);
    expect(cardDifferences(before, card(3, [500, 1000]))).to.deep.equal([]);
    expect(cardDifferences(card(3, [500, 1000]), before)).to.deep.equal([]);
  });

  it('differ in their waits', () => {
    expect(cardDifferences(card(3, [500, 1000]), card(3, [300, 600]))).to.deep.equal([
      'waits: 500 ms, 1,000 ms, no jitter → 300 ms, 600 ms, no jitter',
    ]);
  });

  it('do not differ in how two samples of one scatter fell', () => {
    const scattered = (from: number, to: number): PolicyCard => {
      const { gapFit: _, ...unknown } = card(2, [500]);
      return { ...unknown, gaps: [{ from, to, samples: 30 }] };
    };
    const one = scattered(250, 498);
    expect(cardDifferences(one, scattered(262, 480))).to.deep.equal([]);
    expect(cardDifferences(one, scattered(500, 998))).to.deep.equal(['waits: 250 to 498 ms → 500 to 998 ms']);
  });

  it('differ in keys, Retry-After, timeouts and ends', () => {
    const asked = (gap: number): Observation => ({
      probed: {
        answer: { status: 503, codes: [] },
        retryAfter: { form: 'seconds', askedMs: 2000 },
        attempts: 2,
        gapsMs: [gap],
      },
    });
    const before = card(2, [500], { key: 'own', keyKept: true, timeoutMs: 1000 }, asked(2000), { keysDistinct: true });
    const now = card(2, [500], { key: 'none', timeoutMs: 9000, settledMs: 9000 }, asked(500), { keysDistinct: false });
    expect(cardDifferences(before, now)).to.deep.equal([
      'Retry-After seconds (2,000 ms): honoured → ignored',
      'idempotency key: own in the header idempotency-key → none',
      'key over intents: one each → shared',
      'timeout of an attempt: 1,000 ms → 9,000 ms',
      'longest call: 3,500 ms → 9,000 ms',
    ]);
  });

  it('differ in the key after a restart, where both have played one', () => {
    const keyed = (...restarts: Observation[]) => card(2, [500], { key: 'own', keyKept: true }, ...restarts);
    const [same, other, none] = [keyed({ keyAfterRestart: 'same' }), keyed({ keyAfterRestart: 'new' }), keyed()];
    expect(cardDifferences(same, other)).to.deep.equal(['key after a restart: the same → a new one']);
    expect([...cardDifferences(same, same), ...cardDifferences(none, other)]).to.deep.equal([]);
    expect(cardDifferences(same, none)).to.deep.equal([]);
  });

  it('differ in what never ends', () => {
    const open: Observation = { probed: { answer: { fault: 'stall' }, attempts: 1, gapsMs: [], lasts: true } };
    expect(cardDifferences(card(2, [500]), card(2, [500], {}, open))).to.deep.equal([
      'calls that never end: none → stall',
    ]);
  });
});
