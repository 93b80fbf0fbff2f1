import { expect } from 'chai';
import { type Backoff, retryAfterMs, waitMs } from './backoff.ts';

const backoff: Backoff = { initialMs: 500, factor: 2, maxMs: 3_000, retryAfterCapMs: 30_000 };

describe('waitMs', () => {
  it('doubles, up to its maximum', () => {
    expect([1, 2, 3, 4, 50].map((attempt) => waitMs(backoff, attempt, 1, 0))).to.eql([500, 1_000, 2_000, 3_000, 3_000]);
  });

  it('leaves half of the delay to chance, and no more', () => {
    expect([0, 0.5, 1].map((chance) => waitMs(backoff, 2, chance, 0))).to.eql([500, 750, 1_000]);
  });

  it('waits as long as the server asks', () => {
    expect(waitMs(backoff, 1, 1, 7_000)).to.equal(7_000);
  });

  it('waits no less than its own delay when the server asks for less', () => {
    expect(waitMs(backoff, 3, 1, 1_000)).to.equal(2_000);
  });

  it('does not let the server keep it waiting beyond the cap', () => {
    expect(waitMs(backoff, 1, 0, 2 ** 40)).to.equal(30_000);
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');

  it('reads seconds', () => {
    expect(retryAfterMs('12', now)).to.equal(12_000);
    expect(retryAfterMs(' 12 ', now)).to.equal(12_000);
  });

  it('reads an HTTP date', () => {
    expect(retryAfterMs('Thu, 01 Jan 2026 00:00:05 GMT', now)).to.equal(5_000);
  });

  it('takes what is absent, past, negative or junk for no wish at all', () => {
    for (const header of [null, undefined, '', '0', '-5', 'soon', 'Wed, 31 Dec 2025 23:59:59 GMT']) {
      expect(retryAfterMs(header, now), `${header}`).to.equal(0);
    }
  });
});
