import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import type { Outcome } from '../model/outcome.ts';
import { severityOf } from '../model/requirement.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { whileOpen } from './accepted.ts';
import { eachBelief } from './each-call.ts';
import { effectsKnownTo } from './effects.ts';
import type { Answered } from './exchanges.ts';
import { type Heard, heardBy, unheard } from './last-reply.ts';
import { isRead, isWait } from './operation-kind.ts';
import { isPolling } from './polls.ts';
import { isSuccess, rowOf, summaryOf } from './reply-meaning.ts';
import { isUnlisted, unlistedOutcomes } from './unlisted.ts';
import { either, ms } from './wording.ts';

/** An answer that no document lists is neither a success nor more certain than its status. */
export const classifyUnknown: Check = {
  id: 'classify.unknown',
  demands: 'An unknown code, status or state is told as no more than it says, and never as a success.',
  judge: (played) => eachBelief(played, (call, belief) => judgeUnknown(played, call, belief)),
};

function judgeUnknown(played: Case, call: PlayedCall, belief: Belief): Verdict {
  const heard = heardBy(played, call);
  if (!heard) return unheard(played, call);
  const { last, open } = heard;
  const after = `${summaryOf(played, last)} at ${ms(last.reply.at)}`;
  const unknown = allowedAfter(played, last);
  if (!unknown) return notApplicable('the last reply is nothing unknown');
  const allowed = [...new Set([...unknown, ...knownBefore(played, call, heard)])];
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
function allowedAfter(played: Case, last: Answered): Outcome[] | undefined {
  if (isUnlisted(played, last)) return unlistedOutcomes(last.reply);
  return showsUnknownState(played, last) ? ['unknown', 'pending'] : undefined;
}

/** What the provider has said or done before stands: a reading that goes wrong is no verdict on what was made. */
function knownBefore(played: Case, call: PlayedCall, { last, standing }: Heard): Outcome[] {
  const { operation } = played;
  const polled = isPolling(played) && isRead(operation, last.request.operation);
  const made = operation.effect !== undefined && standing.some((exchange) => isSuccess(played, exchange));
  const happened = !isUnlisted(played, last) && effectsKnownTo(played, call).length > 0;
  return [...(polled ? (['unknown', 'pending'] as const) : []), ...(made || happened ? operation.success : [])];
}

/** A state that the tape made up: neither a row nor the catalogue's state machine knows it. */
function showsUnknownState(played: Case, last: Answered): boolean {
  const { kind, step, state } = last.reply;
  if (kind !== 'state' || step === undefined || state === undefined || rowOf(played, last)) return false;
  return !Object.hasOwn(played.operation.states ?? {}, state);
}

/** Whoever only reads, and hands the state on as it came, misleads nobody by saying that the reading succeeded. */
function readAsItIs({ operation }: Case, { outcome, state }: Belief, { reply }: Answered): boolean {
  const bareRead = operation.effect === undefined && !isWait(operation);
  return bareRead && outcome === 'succeeded' && reply.kind === 'state' && state === reply.state;
}
