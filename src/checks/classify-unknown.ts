import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import type { Outcome } from '../model/outcome.ts';
import { severityOf } from '../model/requirement.ts';
import { type Check, fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { isUnlisted, whileOpen } from './accepted.ts';
import { eachBelief } from './each-call.ts';
import { effectsKnownTo } from './effects.ts';
import type { Answered } from './exchanges.ts';
import { heardBy } from './last-reply.ts';
import { isWait } from './operation-kind.ts';
import { rowOf, summaryOf } from './reply-meaning.ts';
import { either, ms } from './wording.ts';

/** An answer that no document lists is neither a success nor more certain than its status. */
export const classifyUnknown: Check = {
  id: 'classify.unknown',
  demands: 'An unknown code, status or state is told as no more than it says, and never as a success.',
  judge: (played) => eachBelief(played, (call, belief) => judgeUnknown(played, call, belief)),
};

function judgeUnknown(played: Case, call: PlayedCall, belief: Belief): Verdict {
  const heard = heardBy(played, call);
  if (!heard) return inconclusive('no reply reached the client before the call settled');
  const { last, open } = heard;
  const after = `${summaryOf(played, last)} at ${ms(last.reply.at)}`;
  const allowed = allowedAfter(played, call, last);
  if (!allowed) return notApplicable('the last reply is nothing unknown');
  const accepted =
    open.length > 0 ? [...new Set([...whileOpen, ...allowed.filter((one) => one !== 'failed')])] : allowed;
  const { outcome } = belief;
  if (accepted.includes(outcome) || readAsItIs(played, belief, last)) return pass;
  const invented =
    outcome === 'succeeded' &&
    isUnlisted(played, last) &&
    played.operation.effect !== undefined &&
    effectsKnownTo(played, call).length === 0;
  const { requirement } = played;
  const severity = invented ? 'must' : requirement ? severityOf(requirement, 'outcome') : 'should';
  return fail(
    severity,
    `told the caller \`${outcome}\` after ${after}, which no document lists; ${either(accepted)} is right`,
  );
}

/** Undefined where the reply is documented, or no error at all. */
function allowedAfter(played: Case, call: PlayedCall, last: Answered): Outcome[] | undefined {
  const { status } = last.reply;
  if (isUnlisted(played, last)) {
    if (status >= 500) return ['unknown', 'retryable', 'pending'];
    // 408, 425 and 429 say "later" whatever the code (RFC 9110, RFC 8470, RFC 6585).
    if ([408, 425, 429].includes(status)) return ['failed', 'unknown', 'retryable'];
    if (status >= 300) return ['failed', 'unknown'];
    // Under a 2xx the body alone tells a refusal from a doubt, and its words are the provider's own.
    return ['failed', 'unknown', 'retryable', 'pending'];
  }
  return showsUnknownState(played, call, last) ? ['unknown', 'pending'] : undefined;
}

/**
 * A state that the tape made up. Known states without a row look the same here, so only scenarios that are about no row of the
 * provider are judged, and none whose state the ledger knows to be final.
 */
function showsUnknownState(played: Case, call: PlayedCall, last: Answered): boolean {
  const { provider, requirement } = played.scenario;
  if (last.reply.kind !== 'state' || last.reply.step === undefined || rowOf(played, last)) return false;
  if (requirement.startsWith(`${provider}/`)) return false;
  return !effectsKnownTo(played, call).some(({ state }) => state === 'final');
}

/** Whoever only reads, and hands the state on as it came, misleads nobody by saying that the reading succeeded. */
function readAsItIs({ operation }: Case, { outcome, state }: Belief, { reply }: Answered): boolean {
  const bareRead = operation.effect === undefined && !isWait(operation);
  return bareRead && outcome === 'succeeded' && reply.kind === 'state' && state === reply.state;
}
