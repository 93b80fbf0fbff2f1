import type { RetryAfterReaction } from '../model/policy.ts';
import { span } from './words.ts';

/** A Retry-After in words: `seconds (2,000 ms)`, `junk`. */
export function askedWords({ form, askedMs }: RetryAfterReaction): string {
  return askedMs === undefined ? form : `${form} (${span(askedMs)})`;
}

/** What was done with it: `honoured`, `shortened to 60,000 ms`. */
export function doneWords({ does, waitedMs }: RetryAfterReaction): string {
  if (waitedMs === undefined) return does;
  return does === 'shortened' ? `shortened to ${span(waitedMs)}` : `${does} ${span(waitedMs)}`;
}
