import type { GapFit } from '../model/policy.ts';
import { type Measure, rounded } from './rounded.ts';

/** So many waits have to grow alike before it is more than chance. */
const leastGrowing = 3;

/**
 * Delays as a series `initial × factor ⁿ`, at most `max`, where three of them grow alike; at most `max` where the last two do not grow any
 * more. Else one after the other.
 */
export function seriesOf(delays: readonly Measure[]): GapFit['gapsMs'] {
  const list = delays.map(rounded);
  const [first, second] = delays;
  if (!first || !second || first.delay === 0) return list;
  const initial = rounded(first);
  const factor = rounded({ delay: (100 * second.delay) / initial, error: (100 * second.error) / initial }) / 100;
  const fits = ({ delay, error }: Measure, index: number): boolean =>
    Math.abs(initial * factor ** index - delay) <=
    Math.max(error, 1) + (first.error * factor ** index * index) / initial;
  const end = delays.findIndex((delay, index) => !fits(delay, index));
  const growing = end < 0 ? delays.length : end;
  if (factor < 1 || growing < leastGrowing) return list;
  if (end < 0) return { initial, factor };
  const last = delays.slice(growing);
  const [cap, ...others] = last;
  if (!cap || others.length === 0 || cap.delay > initial * factor ** growing) return list;
  const isLevel = others.every(({ delay, error }) => Math.abs(delay - cap.delay) <= error + cap.error);
  return isLevel ? { initial, factor, max: rounded(cap) } : list;
}
