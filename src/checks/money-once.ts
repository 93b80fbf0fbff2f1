import type { Case, Effect } from '../model/case.ts';
import { type Check, fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { gravest, surely } from './each-call.ts';
import { amount, byFollowUp, mostEffects, sentBy, standing, unattributed, whyUnattributed } from './effects.ts';
import { isFollowUp } from './exchanges.ts';
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
  const twice = [...Map.groupBy(attributed, keyOf).values()]
    .filter((effects) => effects.length > 1)
    .map((effects) => judgeTwice(played, effects));
  const stray = unattributed(played);
  return gravest([
    ...(twice.length === 0 ? [pass] : twice),
    ...(stray.length > 0 ? [inconclusive(whyUnattributed(played, stray))] : []),
  ]);
}

function keyOf({ intent, kind }: Effect): string {
  return `${kind} ${intent}`;
}

/** A caller that calls twice and has nothing by which the two can be known as one gets two. */
function judgeTwice(played: Case, effects: Effect[]): Verdict {
  const intent = effects[0]?.intent;
  if (effects.length > mostEffects(played, intent)) return doubled(effects);
  const asked = played.calls.filter((call) => call.intent === intent && !isFollowUp(call.id));
  const greedy = asked.find((call) => effects.filter((effect) => sentBy(played, effect, call)).length > 1);
  if (greedy) return surely(played, greedy, doubled(effects));
  return notApplicable('the caller asked for it more than once, and nothing that is sent tells the provider so');
}

function doubled(effects: Effect[]): Verdict {
  const inOrder = effects.toSorted((a, b) => a.at - b.at);
  const made = inOrder.map(({ at }) => `at ${ms(at)}`).join(', ');
  const [first] = inOrder;
  return fail('must', `one intent brought about ${amount(effects.length, first?.kind ?? 'payment')}: ${made}`);
}
