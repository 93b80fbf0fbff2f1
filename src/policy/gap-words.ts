import type { Jitter } from '../model/client.ts';
import type { GapFit, PolicyCard } from '../model/policy.ts';
import { span } from './words.ts';

/** The waits before retries in words: as a promise where they fit one, else as they were seen. Undefined where none was. */
export function gapWords({ gaps, gapFit }: Pick<PolicyCard, 'gaps' | 'gapFit'>): string | undefined {
  if (gapFit) return `${delayWords(gapFit.gapsMs)}, ${jitterWords(gapFit.jitter)}`;
  if (gaps.length === 0) return undefined;
  return gaps.map(({ from, to }) => span(from, to)).join(', then ');
}

function delayWords(delays: GapFit['gapsMs']): string {
  if (Array.isArray(delays)) return delays.map((delay) => span(delay)).join(', ');
  const { initial, factor, max } = delays;
  if (factor === 1) return `${span(initial)} each`;
  return `${span(initial)}, × ${factor} each time${max === undefined ? '' : `, at most ${span(max)}`}`;
}

function jitterWords(jitter: Jitter): string {
  if (jitter === 'none') return 'no jitter';
  if (jitter === 'full') return 'full jitter (from 0 on)';
  if (jitter === 'equal') return 'equal jitter (from a half on)';
  if ('ratio' in jitter) return `± ${Math.round(100 * jitter.ratio)} %`;
  return `up to ${span(jitter.plusMs)} on top`;
}
