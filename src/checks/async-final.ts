import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import { type Severity, severityOf } from '../model/requirement.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { eachBelief } from './each-call.ts';
import { pollsOf } from './polls.ts';
import { rowOf } from './reply-meaning.ts';
import { isFinal, lastWord, means, readsAsItIs, type ShownState, statesShownTo } from './shown-states.ts';
import { ms } from './wording.ts';

/** A wait ends with the final state that the provider shows, and with none before. */
export const asyncFinal: Check = {
  id: 'async.final',
  demands: 'A wait reports the final state that the provider shows, and not before.',
  judge: (played) => eachBelief(played, (call, belief) => judgeFinal(played, call, belief)),
};

function judgeFinal(played: Case, call: PlayedCall, belief: Belief): Verdict {
  if (pollsOf(played, call).length === 0) return notApplicable('the call waits for nothing');
  const shown = statesShownTo(played, call);
  if (shown.length === 0) return notApplicable('no reading showed a state');
  const finals = shown.filter(isFinal);
  const [final] = finals;
  if (finals.some(({ meaning }) => means[meaning] === belief.outcome)) return pass;
  if (readsAsItIs(played, belief, shown))
    return notApplicable('the call reads once, and hands the state on as it came');
  if (!final) {
    const last = lastWord(played, call);
    return last ? beforeTheEnd(played, belief, last) : notApplicable('what came last showed no state');
  }
  // Whoever saw the provider take a final state back cannot be sure of anything.
  const takenBack = shown.slice(shown.indexOf(final)).some(({ state }) => state !== final.state);
  const careful = belief.outcome === 'unknown' || belief.outcome === 'pending';
  if (takenBack && careful) return pass;
  return fail(
    severityOfState(played, final),
    `told the caller \`${belief.outcome}\`, although ${at(final)} showed the final state ${final.state}; \`${means[final.meaning]}\` is right`,
  );
}

function beforeTheEnd(played: Case, { outcome }: Belief, last: ShownState): Verdict {
  const { operation } = played;
  // Of an operation that makes something, `succeeded` may say that it was made.
  const made = operation.effect !== undefined && operation.success.includes('succeeded');
  const definite = outcome === 'failed' || (outcome === 'succeeded' && !made);
  if (!definite) return pass;
  const known = last.meaning === undefined ? ', which no catalogue knows' : ', which is not final';
  return fail(
    severityOfState(played, last),
    `told the caller \`${outcome}\`, although ${at(last)} showed the state ${last.state}${known}; \`pending\` or \`unknown\` is right`,
  );
}

function severityOfState(played: Case, { exchange }: ShownState): Severity {
  const row = rowOf(played, exchange);
  return row ? severityOf(row, 'outcome') : 'should';
}

function at({ exchange: { request, reply } }: ShownState): string {
  return `${request.operation ?? 'a reading'} at ${ms(reply.at)}`;
}
