import type { Case } from '../model/case.ts';
import type { Exchange } from './exchanges.ts';
import { isWait } from './operation-kind.ts';
import { isSuccess } from './reply-meaning.ts';
import { count, ms } from './wording.ts';

/** A loop is hot with as many attempts, or polls, within one virtual second. */
export const hot = { attempts: 5, polls: 20, withinMs: 1000 };

/** Attempts that followed each other too fast for any provider. */
export interface HotLoop {
  attempts: Exchange[];
  /** `5 attempts within 4 ms, from 0 ms on`. */
  text: string;
}

/** Every stretch of a call's attempts that is a hot loop, the first one first. */
export function hotLoops(played: Case, attempts: Exchange[]): HotLoop[] {
  const polls = played.operation.effect === undefined && attempts.some((attempt) => isSuccess(played, attempt));
  const many = polls || isWait(played.operation) ? hot.polls : hot.attempts;
  return bursts(attempts, many).map(({ stretch, span, from }) => ({
    attempts: stretch,
    text: `${count(many, 'attempt')} within ${ms(span)}, from ${ms(from)} on`,
  }));
}

/** Every stretch of so many requests within a hot loop's time, how long each takes, and when it begins. */
export function bursts(
  requests: readonly Exchange[],
  many: number,
): { stretch: Exchange[]; span: number; from: number }[] {
  return requests.flatMap(({ request: { at: from } }, index) => {
    const stretch = requests.slice(index, index + many);
    const span = (stretch[many - 1]?.request.at ?? Number.POSITIVE_INFINITY) - from;
    return span < hot.withinMs ? [{ stretch, span, from }] : [];
  });
}
