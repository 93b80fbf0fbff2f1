import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { eachBelief } from './each-call.ts';
import { pollsOf } from './polls.ts';
import { isFinal, lastWord, readsAsItIs, type ShownState, statesShownTo } from './shown-states.ts';
import { ms } from './wording.ts';

/** A state that steps back, or that nobody knows, turns no final belief round and makes none. */
export const asyncSteady: Check = {
  id: 'async.steady',
  demands: 'A state that steps back or is unknown does not turn a final belief round, nor make one.',
  judge: (played) => eachBelief(played, (call, belief) => judgeSteadiness(played, call, belief)),
};

function judgeSteadiness(played: Case, call: PlayedCall, belief: Belief): Verdict {
  const { outcome } = belief;
  if (pollsOf(played, call).length === 0) return notApplicable('the call waits for nothing');
  const shown = statesShownTo(played, call);
  const settled = shown.findIndex(isFinal);
  const final = shown[settled];
  if (!final) {
    const last = lastWord(played, call);
    if (!last || last.meaning !== undefined) return notApplicable('no state stepped back, and none was unknown');
    if (readsAsItIs(played, belief, shown))
      return notApplicable('the call reads once, and hands the state on as it came');
    return ofUnknown(played, outcome, last);
  }
  const later = shown.slice(settled + 1).find(({ state }) => state !== final.state);
  if (!later) return notApplicable('the final state stayed');
  const opposite = final.meaning === 'happened' ? 'failed' : 'succeeded';
  if (outcome !== opposite) return pass;
  return fail('should', `told the caller \`${outcome}\` after ${seen(final)}, because ${seen(later)} came later`);
}

function ofUnknown({ operation }: Case, outcome: Belief['outcome'], last: ShownState): Verdict {
  const made = operation.effect !== undefined && operation.success.includes('succeeded');
  if (outcome !== 'failed' && (outcome !== 'succeeded' || made)) return pass;
  return fail('should', `told the caller \`${outcome}\` after ${seen(last)}, which no catalogue knows`);
}

function seen({ state, exchange }: ShownState): string {
  return `the state ${state} (at ${ms(exchange.reply.at)})`;
}
