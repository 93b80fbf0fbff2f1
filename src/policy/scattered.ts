import type { Jitter } from '../model/client.ts';
import { type Measure, rounded } from './rounded.ts';

/** Where a wait begins and ends as far as its samples tell, and by how much that can be wrong at most. In milliseconds. */
interface Spread {
  least: number;
  most: number;
  error: number;
}

/** A scattered wait: the delay before it, and how far it is scattered. */
export interface Scattered {
  delays: Measure[];
  jitter: Jitter;
}

/** In milliseconds: whoever scatters by less is not told from one who rounds. */
const leastSpanMs = 20;

/** Timers take whole milliseconds. */
const timerMs = 1;

/** Of n samples of a span the outermost lie within (8 ÷ n) of its ends, but for one time in a thousand (e⁻⁸ each). */
const surely = 8;

/** How far, in parts of the longest wait, the ends may be unknown for a kind to be named; and how far they may lie from those of the kind. */
const precise = 0.1;
const near = 0.05;

/**
 * The one kind of jitter that the samples of every retry fit; undefined where none does, or two do: of waits that do not grow nobody can tell
 * a part of the delay from a number of milliseconds on top of it.
 */
export function scattered(samples: readonly (readonly number[])[]): Scattered | undefined {
  const spreads = samples.map(spreadOf);
  const [first] = spreads;
  if (!first || !samples.every((gaps, index) => isEven(gaps, spreads[index] ?? first))) return undefined;
  if (spreads.some(({ least, most }) => most - least < leastSpanMs) || first.error > precise * first.most) {
    return undefined;
  }
  const from = part(first);
  if (spreads.every(({ least, error }) => least <= error) && from <= precise) {
    return { delays: spreads.map(({ most, error }) => ({ delay: most, error })), jitter: 'full' };
  }
  const inParts = spreads.every((spread) => Math.abs(spread.least - from * spread.most) <= spread.error + first.error);
  const span = first.most - first.least;
  const onTop = spreads.every(({ least, most, error }) => Math.abs(most - least - span) <= error + first.error);
  if (inParts === onTop) return undefined;
  if (onTop) {
    const plusMs = rounded({ delay: span, error: first.error / 2 });
    return { delays: spreads.map(({ least, error }) => ({ delay: least, error: error / 2 })), jitter: { plusMs } };
  }
  if (Math.abs(from - 0.5) <= near) {
    return { delays: spreads.map(({ most, error }) => ({ delay: most, error: error / 2 })), jitter: 'equal' };
  }
  const ratio = Math.round((100 * (1 - from)) / (1 + from)) / 100;
  return {
    delays: spreads.map(({ least, most, error }) => ({ delay: (least + most) / 2, error: error / 2 })),
    jitter: { ratio },
  };
}

/** The ends lie beyond the outermost samples, by a part of the span that falls with their number. */
function spreadOf(gaps: readonly number[]): Spread {
  const least = gaps.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = gaps.reduce((a, b) => Math.max(a, b), 0);
  const beyond = (most - least) / Math.max(1, gaps.length - 1);
  return { least: Math.max(0, least - beyond), most: most + beyond, error: surely * beyond + timerMs };
}

function part({ least, most }: Spread): number {
  return least / most;
}

/** By the test of Kolmogorov and Smirnov: samples of one even scatter fail it seven times in a million. */
function isEven(gaps: readonly number[], { least, most }: Spread): boolean {
  const sorted = [...gaps].sort((a, b) => a - b);
  const count = sorted.length;
  const farthest = sorted.reduce((worst, gap, index) => {
    const expected = (gap - least) / (most - least);
    return Math.max(worst, Math.abs(expected - index / count), Math.abs(expected - (index + 1) / count));
  }, 0);
  return farthest <= 2.5 / Math.sqrt(count);
}
