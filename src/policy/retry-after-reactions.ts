import { type GapRange, type Probed, type RetryAfterReaction, retryAfterForms } from '../model/policy.ts';
import { answerLabel } from './answer-label.ts';

/** Clocks and timers round. In milliseconds. */
const toleranceMs = 1;

/** A date names a second, and leaves open which part of it is meant. In milliseconds. */
const dateToleranceMs = 1000;

/**
 * What a client does with each Retry-After that it was sent, seen against what it does without one.
 *
 * @param usual what it waits before its first retry where none came.
 */
export function retryAfterReactions(probes: readonly Probed[], usual: GapRange | undefined): RetryAfterReaction[] {
  const without = probes.filter(({ retryAfter }) => retryAfter === undefined);
  const retried = new Set(without.filter(({ attempts }) => attempts > 1).map(({ answer }) => answerLabel(answer)));
  const seen = new Map<string, RetryAfterReaction>();
  for (const probed of probes) {
    if (!probed.retryAfter || probed.refreshed) continue;
    const reaction = reactionTo(probed, probed.retryAfter, retried.has(answerLabel(probed.answer)), usual);
    const { form, askedMs } = reaction;
    const of = JSON.stringify([form, askedMs]);
    const known = seen.get(of);
    seen.set(of, known && !isSame(known, reaction) ? { form, ...asked(askedMs), does: 'varies' } : reaction);
  }
  const order = ({ form, askedMs = 0 }: RetryAfterReaction) => retryAfterForms.indexOf(form) * 1e15 + askedMs;
  return [...seen.values()].sort((a, b) => order(a) - order(b));
}

function isSame(a: RetryAfterReaction, b: RetryAfterReaction): boolean {
  return a.does === b.does && a.waitedMs === b.waitedMs;
}

function reactionTo(
  { attempts, gapsMs: [waitedMs] }: Probed,
  { form, askedMs }: NonNullable<Probed['retryAfter']>,
  isRetried: boolean,
  usual: GapRange | undefined,
): RetryAfterReaction {
  const about = { form, ...asked(askedMs) };
  if (attempts < 2) return { ...about, does: isRetried ? 'gave up' : 'not retried' };
  if (waitedMs === undefined) return { ...about, does: 'unclear' };
  const isUsual = usual !== undefined && isWithin(waitedMs, usual);
  if (askedMs === undefined) {
    if (isUsual) return { ...about, does: 'ignored' };
    return waitedMs <= toleranceMs ? { ...about, does: 'at once' } : { ...about, does: 'waited', waitedMs };
  }
  const least = askedMs - (form === 'date' ? dateToleranceMs : toleranceMs);
  if (waitedMs >= least) return { ...about, does: isUsual && usual && usual.to >= least ? 'unclear' : 'honoured' };
  if (isUsual) return { ...about, does: 'ignored' };
  return waitedMs <= toleranceMs ? { ...about, does: 'at once' } : { ...about, does: 'shortened', waitedMs };
}

/** A few samples do not show how far the usual waits go. */
function isWithin(waitedMs: number, { from, to, samples }: GapRange): boolean {
  const beyond = (8 * (to - from)) / Math.max(1, samples - 1) + toleranceMs;
  return waitedMs >= from - beyond && waitedMs <= to + beyond;
}

function asked(askedMs: number | undefined): Pick<RetryAfterReaction, 'askedMs'> {
  return askedMs === undefined ? {} : { askedMs };
}
