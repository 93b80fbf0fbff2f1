import { expect } from 'chai';
import fc from 'fast-check';
import type { Gaps, Jitter } from '../model/client.ts';
import type { GapFit } from '../model/policy.ts';
import { promisedWait, type Wait } from '../model/promised-wait.ts';
import { fitGaps, rangesOf } from './fit-gaps.ts';

/** Even chance from 0 to 1, always the same for a seed: mulberry32. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Policy {
  gapsMs: Gaps;
  jitter: Jitter;
}

const retries = 3;

function waitOf(policy: Policy, retry: number): Wait {
  return promisedWait({ attempts: retries + 1, ...policy }, retry) ?? { least: 0, most: 0 };
}

/** What so many calls of a client with this policy wait before each retry. */
function samplesOf(policy: Policy, calls: number, seed: number): number[][] {
  const next = chance(seed);
  return Array.from({ length: retries }, (_, retry) => {
    const { least, most } = waitOf(policy, retry);
    return Array.from({ length: calls }, () => Math.floor(least + next() * (most - least)));
  });
}

/** A fit says the range of each wait as a promise does. */
function rangeOf({ gapsMs, jitter }: GapFit, retry: number): Wait {
  const delays = Array.isArray(gapsMs) ? gapsMs : { max: Number.MAX_VALUE, ...gapsMs };
  return waitOf({ gapsMs: delays, jitter }, retry);
}

function kindOf(jitter: Jitter): string {
  return typeof jitter === 'string' ? jitter : Object.keys(jitter).join();
}

const series = fc.record({
  initial: fc.integer({ min: 200, max: 2000 }),
  factor: fc.constantFrom(1.5, 2, 3),
  max: fc.constantFrom(1_000_000),
});

// A ratio of a third is equal jitter under another name, and one of 1 is full jitter.
const ratio = fc
  .oneof(fc.integer({ min: 10, max: 25 }), fc.integer({ min: 42, max: 70 }))
  .map((part) => ({ ratio: part / 100 }));
const jitters: Record<string, fc.Arbitrary<Jitter>> = {
  none: fc.constant('none'),
  full: fc.constant('full'),
  equal: fc.constant('equal'),
  ratio,
};
const growing = (jitter: fc.Arbitrary<Jitter>): fc.Arbitrary<Policy> => fc.record({ gapsMs: series, jitter });
// A part on top that is large beside the delay: else its range is known too roughly.
const onTop = fc
  .record({ gapsMs: series, part: fc.integer({ min: 30, max: 150 }) })
  .map(({ gapsMs, part }): Policy => ({ gapsMs, jitter: { plusMs: Math.round((gapsMs.initial * part) / 100) } }));

const policies: Record<string, fc.Arbitrary<Policy>> = {
  ...Object.fromEntries(Object.entries(jitters).map(([kind, jitter]) => [kind, growing(jitter)])),
  plusMs: onTop,
};

const runs = { numRuns: 60, seed: 7 };

describe('the waits of a client', () => {
  for (const [kind, policy] of Object.entries(policies)) {
    it(`of the kind ${kind} are recognised, where there are enough`, () => {
      fc.assert(
        fc.property(policy, fc.integer(), (made, seed) => {
          const fit = fitGaps(samplesOf(made, 600, seed));
          expect(fit && kindOf(fit.jitter)).to.equal(kind);
          for (let retry = 0; fit && retry < retries; retry += 1) {
            const [told, true_] = [rangeOf(fit, retry), waitOf(made, retry)];
            expect(told.least, `least ${retry}`).to.be.closeTo(true_.least, 0.08 * true_.most);
            expect(told.most, `most ${retry}`).to.be.closeTo(true_.most, 0.08 * true_.most);
          }
        }),
        runs,
      );
    });

    it(`of the kind ${kind} are never taken for others, however few there are`, () => {
      fc.assert(
        fc.property(policy, fc.integer(), fc.integer({ min: 1, max: 300 }), (made, seed, calls) => {
          const fit = fitGaps(samplesOf(made, calls, seed));
          if (fit === undefined) return;
          expect(kindOf(fit.jitter)).to.equal(kind);
          const [told, real] = [rangeOf(fit, 0), waitOf(made, 0)];
          expect(told.least).to.be.closeTo(real.least, 0.15 * real.most);
          expect(told.most).to.be.closeTo(real.most, 0.15 * real.most);
        }),
        { ...runs, numRuns: 300 },
      );
    });
  }

  it('of which there are few are a range and no more', () => {
    expect(fitGaps([[500, 500, 500]])).to.equal(undefined);
    expect(fitGaps([[310, 480, 402, 355, 290]])).to.equal(undefined);
    expect(fitGaps([])).to.equal(undefined);
    expect(rangesOf([[310, 480, 402]])).to.deep.equal([{ from: 310, to: 480, samples: 3 }]);
  });

  it('that do not grow may be a part of the delay or a number on top: nobody can tell', () => {
    const flat = { gapsMs: [1000, 1000, 1000] };
    expect(fitGaps(samplesOf({ ...flat, jitter: { ratio: 0.2 } }, 600, 1))).to.equal(undefined);
    expect(fitGaps(samplesOf({ ...flat, jitter: { plusMs: 400 } }, 600, 1))).to.equal(undefined);
    expect(fitGaps(samplesOf({ ...flat, jitter: 'full' }, 600, 1))).to.deep.equal({
      gapsMs: { initial: 1000, factor: 1 },
      jitter: 'full',
    });
  });

  it('of two policies in one client are none of the kinds', () => {
    const flat = Array.from({ length: 40 }, () => 500);
    expect(fitGaps([[...flat, ...flat.map(() => 1000)]])).to.equal(undefined);
    expect(fitGaps([[...flat, 60_000, 60_000]])).to.equal(undefined);
    const [scattered = []] = samplesOf({ gapsMs: [1000], jitter: 'full' }, 100, 3);
    expect(fitGaps([[...scattered, ...flat.map(() => 9000)]])).to.equal(undefined);
  });

  it('are a series where three of them grow alike, with its end where that was reached', () => {
    const exactly = (...delays: number[]) =>
      fitGaps(delays.map((delay) => Array.from({ length: 5 }, () => delay)))?.gapsMs;
    expect(exactly(500, 1000)).to.deep.equal([500, 1000]);
    expect(exactly(500, 1000, 2000)).to.deep.equal({ initial: 500, factor: 2 });
    expect(exactly(499, 749, 1123)).to.deep.equal({ initial: 499, factor: 1.5 });
    expect(exactly(500, 1000, 2000, 3000, 3000)).to.deep.equal({ initial: 500, factor: 2, max: 3000 });
    expect(exactly(500, 1000, 2000, 3000)).to.deep.equal([500, 1000, 2000, 3000]);
    expect(exactly(500, 1000, 2000, 9000, 9000)).to.deep.equal([500, 1000, 2000, 9000, 9000]);
    expect(exactly(500, 1000, 1700)).to.deep.equal([500, 1000, 1700]);
    expect(exactly(0, 0)).to.deep.equal([0, 0]);
    expect(exactly(2000, 1000, 500)).to.deep.equal([2000, 1000, 500]);
  });

  it('within a few milliseconds may be scattered all the same', () => {
    expect(fitGaps([[3, 3, 3, 4, 3, 3]])).to.equal(undefined);
  });

  it('of later retries are told as far as there are enough', () => {
    const [first = [], second = []] = samplesOf({ gapsMs: [1000, 2000], jitter: 'equal' }, 600, 5);
    expect(fitGaps([first, second, [3000]])).to.deep.equal({ gapsMs: [1000, 2000], jitter: 'equal' });
    expect(fitGaps([[500, 500, 500, 500], [1000]])).to.deep.equal({ gapsMs: [500], jitter: 'none' });
  });
});
