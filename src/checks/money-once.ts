import type { Case, Effect } from '../model/case.ts';
import { type Check, fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { gravest } from './each-call.ts';
import { amount, byFollowUp, standing, unattributed, whyUnattributed } from './effects.ts';
import { ms } from './wording.ts';

/** One intent, one effect. What the engine's follow-up brings about is judged by `money.belief`. */
export const moneyOnce: Check = {
  id: 'money.once',
  demands: 'An intent has at most one effect.',
  judge: judgeOnce,
};

function judgeOnce(played: Case): Verdict {
  if (played.operation.effect === undefined) return notApplicable('the operation brings nothing about');
  const own = standing(played.ledger).filter((effect) => !byFollowUp(played, effect));
  const attributed = own.filter(({ intent }) => intent !== undefined);
  const twice = [...Map.groupBy(attributed, keyOf).values()].filter((effects) => effects.length > 1).map(doubled);
  const stray = unattributed(played);
  return gravest([pass, ...twice, ...(stray.length > 0 ? [inconclusive(whyUnattributed(played, stray))] : [])]);
}

function keyOf({ intent, kind }: Effect): string {
  return `${kind} ${intent}`;
}

function doubled(effects: Effect[]): Verdict {
  const inOrder = effects.toSorted((a, b) => a.at - b.at || a.exchange - b.exchange);
  const made = inOrder.map(({ at }) => `at ${ms(at)}`).join(', ');
  const [first] = inOrder;
  return fail('must', `one intent brought about ${amount(effects.length, first?.kind ?? 'payment')}: ${made}`);
}
