import type { Case } from '../model/case.ts';
import { plain } from '../model/plain.ts';
import { type Check, inconclusive, type Verdict } from '../model/verdict.ts';
import { gateOf } from './gate.ts';
import { checks } from './table.ts';

/**
 * What every check says of a case, by the check's id. Never throws: a check that does is inconclusive, not passed.
 * Checks that a client has switched off are judged like the others; the engine drops them.
 */
export function judge(played: Case): Record<string, Verdict> {
  return judgeBy(checks, played);
}

/** What some checks say of a case. Never throws. */
export function judgeBy(some: readonly Check[], played: Case): Record<string, Verdict> {
  const gate = guarded(() => gateOf(played));
  return Object.fromEntries(
    some.map((check) => {
      return [check.id, typeof gate === 'function' ? guarded(() => gate(check.id, () => check.judge(played))) : gate];
    }),
  );
}

function guarded<T>(work: () => T): T | Verdict {
  try {
    return work();
  } catch (error) {
    return inconclusive(`the check itself threw: ${plain(error instanceof Error ? error.message : String(error))}`);
  }
}
