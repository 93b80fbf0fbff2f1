import type { GapFit, GapRange } from '../model/policy.ts';
import { scattered } from './scattered.ts';
import { seriesOf } from './series-of.ts';

/** Fewer equal waits may be chance. */
const leastEqual = { first: 4, later: 2 };

/** With fewer samples nobody can tell where a scattered wait begins and ends. */
const leastScattered = { first: 20, later: 8 };

/** Timers round. In milliseconds. */
const equalWithinMs = 1;

/** Jitter within so few milliseconds cannot be told from none. */
const leastDelayMs = 10;

/** The range of each wait that was seen: the samples of the first retry come first. */
export function rangesOf(samples: readonly (readonly number[])[]): GapRange[] {
  return samples.map((gaps) => ({
    from: gaps.reduce((least, gap) => Math.min(least, gap), Number.POSITIVE_INFINITY),
    to: gaps.reduce((most, gap) => Math.max(most, gap), 0),
    samples: gaps.length,
  }));
}

/**
 * The policy that waits come from, where there are enough of them to tell it from any other: their delays, in milliseconds, and the kind and
 * range of their jitter. Only the first retries that were seen often enough are told of. Undefined in every doubt.
 *
 * @param samples the waits before the first retry, then those before the second one, and so on.
 */
export function fitGaps(samples: readonly (readonly number[])[]): GapFit | undefined {
  return withoutJitter(samples) ?? withJitter(samples);
}

function withoutJitter(samples: readonly (readonly number[])[]): GapFit | undefined {
  const ranges = rangesOf(samples);
  const some = whileEnough(ranges, leastEqual);
  const isFlat = ranges.every(({ from, to }) => to - from <= equalWithinMs);
  const isVisible = ranges.every(({ to }) => to === 0 || to >= leastDelayMs);
  if (some.length === 0 || !isFlat || !isVisible) return undefined;
  return { gapsMs: seriesOf(some.map(({ from }) => ({ delay: from, error: 0 }))), jitter: 'none' };
}

function withJitter(samples: readonly (readonly number[])[]): GapFit | undefined {
  const enough = whileEnough(rangesOf(samples), leastScattered).length;
  if (enough === 0) return undefined;
  const fit = scattered(samples.slice(0, enough));
  return fit && { gapsMs: seriesOf(fit.delays), jitter: fit.jitter };
}

function whileEnough(ranges: GapRange[], least: { first: number; later: number }): GapRange[] {
  const short = ranges.findIndex(({ samples }, index) => samples < (index === 0 ? least.first : least.later));
  return short < 0 ? ranges : ranges.slice(0, short);
}
