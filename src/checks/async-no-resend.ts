import type { Case, PlayedCall } from '../model/case.ts';
import { severityOf } from '../model/requirement.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { asKnownTo, attemptsOf } from './attempts.ts';
import { eachCall, gravest } from './each-call.ts';
import { type Answered, answered, type Exchange } from './exchanges.ts';
import { sameIdentity } from './identity.ts';
import { isToldByState } from './operation-kind.ts';
import { isSuccess, rowOf, summaryOf } from './reply-meaning.ts';
import { allowsResend, readNothing, rulesAfter } from './retry-rules.ts';
import { statesShownTo } from './shown-states.ts';
import { ms } from './wording.ts';

/** What is on its way is asked for, not sent again. */
export const asyncNoResend: Check = {
  id: 'async.no-resend',
  demands: 'What the provider has accepted and not finished is polled, not sent again.',
  judge: (played) => eachCall(played, (call) => judgeResend(played, call)),
};

function judgeResend(played: Case, call: PlayedCall): Verdict {
  if (played.operation.effect === undefined) return notApplicable('the operation brings nothing about');
  const attempts = attemptsOf(played, call);
  const verdicts = attempts.flatMap((attempt, index) => {
    const after = attempts[index + 1];
    const before = after ? asKnownTo(attempt, after) : attempt;
    if (!answered(before) || !isOnItsWay(played, before, after)) return [];
    if (!after) return [pass];
    return [isOver(played, call, { before, after }) ? pass : resent(played, before, after)];
  });
  return verdicts.length === 0 ? notApplicable('no reply said that it is on its way') : gravest(verdicts);
}

/** Where its rules allow a resend it may be sent again: under the same key, that asks; under another one only where they say so. */
function isOnItsWay(played: Case, exchange: Answered, after: Exchange | undefined): boolean {
  if (exchange.reply.kind === 'fault') return false;
  if (isSuccess(played, exchange)) return showsOpen(played, exchange);
  if (rowOf(played, exchange)?.expect?.outcome[0] !== 'pending') return false;
  const rules = rulesAfter(played, exchange);
  if (!rules || rules.includes('new-key') || rules.includes('after-refresh')) return false;
  return !allowsResend(rules) || (after !== undefined && !sameIdentity(played, { before: exchange, after }));
}

/** What state a payment is in says nothing of a void or a capture: those may be sent again while it is open. */
function showsOpen({ operation }: Case, { reply: { state } }: Answered): boolean {
  const { states = {} } = operation;
  return isToldByState(operation) && state !== undefined && states[state] === 'open';
}

/** Whether a reading between two attempts showed that it has come to nothing, or that there is nothing there. */
function isOver(played: Case, call: PlayedCall, retry: { before: Exchange; after: Exchange }): boolean {
  const { before, after } = retry;
  return (
    readNothing(played, call, retry) ||
    statesShownTo(played, call).some(
      ({ exchange: { place }, meaning }) => meaning === 'failed' && place > before.place && place < after.place,
    )
  );
}

function resent(played: Case, before: Answered, { request }: Exchange): Verdict {
  const row = rowOf(played, before);
  return fail(
    row ? severityOf(row, 'retry') : 'should',
    `sent ${request.operation ?? 'it'} again at ${ms(request.at)}, although it was on its way (${summaryOf(played, before)} at ${ms(before.reply.at)})`,
  );
}
