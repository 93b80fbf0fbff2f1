import type { Gaps, Jitter, RetryPromise } from './client.ts';

/** The shortest and the longest wait that a promise allows, in milliseconds. */
export interface Wait {
  least: number;
  most: number;
}

/**
 * What a client promises to wait before a retry, counted from 0. A list's last gap holds for every later retry.
 * Undefined where no gaps are promised.
 */
export function promisedWait({ gapsMs, jitter = 'none' }: RetryPromise, retry: number): Wait | undefined {
  const delay = gapsMs && delayOf(gapsMs, retry);
  return delay === undefined ? undefined : spread(delay, jitter);
}

function delayOf(gaps: Gaps, retry: number): number | undefined {
  if (Array.isArray(gaps)) return gaps[retry] ?? gaps.at(-1);
  return Math.min(gaps.initial * gaps.factor ** retry, gaps.max);
}

function spread(delay: number, jitter: Jitter): Wait {
  if (jitter === 'none') return { least: delay, most: delay };
  if (jitter === 'full') return { least: 0, most: delay };
  if (jitter === 'equal') return { least: delay / 2, most: delay };
  if ('ratio' in jitter) return { least: delay * (1 - jitter.ratio), most: delay * (1 + jitter.ratio) };
  return { least: delay, most: delay + jitter.plusMs };
}
