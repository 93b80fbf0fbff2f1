import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import { severityOf } from '../model/requirement.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { eachBelief } from './each-call.ts';
import { pollsOf } from './polls.ts';
import { rowOf } from './reply-meaning.ts';
import { isFinal, lastWord, type ShownState, statesShownTo } from './shown-states.ts';
import { either, ms } from './wording.ts';

/** Why a payment came to nothing reaches the caller, and an error on the way is not its end. */
export const asyncReason: Check = {
  id: 'async.reason',
  demands: 'The reason of a failed payment reaches the caller, and an error on the way is not taken for the end.',
  judge: (played) => eachBelief(played, (call, belief) => judgeReason(played, call, belief)),
};

function judgeReason(played: Case, call: PlayedCall, belief: Belief): Verdict {
  const last = statesShownTo(played, call).at(-1);
  const reasons = last?.exchange.reply.reasons ?? [];
  if (!last || reasons.length === 0) return notApplicable('no reading told a reason');
  if (last.meaning === 'open') return onTheWay(played, call, belief);
  if (last.meaning !== 'failed' || belief.outcome !== 'failed') return notApplicable('nothing failed in the end');
  if (!played.tells.includes('reason')) return notApplicable('the client does not tell reasons');
  const told = [belief.reason, belief.code, belief.message, ...(belief.codes ?? [])].filter(
    (text) => text !== undefined,
  );
  if (reasons.some((reason) => told.some((text) => text.includes(reason)))) return pass;
  const row = rowOf(played, last.exchange);
  return fail(
    row ? severityOf(row, 'outcome') : 'should',
    `told the caller \`failed\` without a reason, although ${last.state} came with ${either(reasons)} (at ${ms(last.exchange.reply.at)})`,
  );
}

function onTheWay(played: Case, call: PlayedCall, { outcome }: Belief): Verdict {
  const last = lastWord(played, call);
  if (!last) return notApplicable('what came last showed no state');
  if (pollsOf(played, call).length === 0) return notApplicable('the call waits for nothing');
  // Whoever had seen the end before goes by that.
  if (outcome !== 'failed' || statesShownTo(played, call).some(isFinal)) return pass;
  return fail(
    'should',
    `told the caller \`failed\` because of an error on the way (${seen(last)}), which is not the end`,
  );
}

function seen({ state, exchange }: ShownState): string {
  return `${state} at ${ms(exchange.reply.at)}`;
}
