import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { askedWait } from './asked-wait.ts';
import { attemptsOf } from './attempts.ts';
import { eachCall, gravest } from './each-call.ts';
import { type Answered, answered, type Exchange } from './exchanges.ts';
import { heardInTime } from './heard-in-time.ts';
import { openExchanges } from './open-exchange.ts';
import { isWait } from './operation-kind.ts';
import { pollsOf } from './polls.ts';
import { isSuccess, rowOf, summaryOf } from './reply-meaning.ts';
import { isFinal, statesShownTo } from './shown-states.ts';
import { ms } from './wording.ts';

/** A poll that fails once is neither the end of the wait nor a verdict on the payment. */
export const asyncSurvives: Check = {
  id: 'async.survives',
  demands: 'One failed poll is neither the end of the wait nor a verdict on the payment.',
  judge: (played) => eachCall(played, (call) => judgeSurvival(played, call)),
};

function judgeSurvival(played: Case, call: PlayedCall): Verdict {
  const polls = pollsOf(played, call);
  const verdicts = polls.flatMap((poll, index) => {
    if (!answered(poll) || !heardInTime(played, call, poll)) return [];
    if (!isTransient(played, poll)) return [];
    return [polls[index + 1] ? pass : afterTheLast(played, call, poll, polls.slice(0, index))];
  });
  return verdicts.length === 0 ? notApplicable('no poll failed for a moment') : gravest(verdicts);
}

/** What will be over by itself: a later reading may well succeed. A 4xx is a refusal, whoever sent it and whatever its body, and so is a redirect. */
function isTransient(played: Case, poll: Answered): boolean {
  const { reply } = poll;
  if (reply.status >= 400 && reply.status < 500) return [408, 425, 429].includes(reply.status);
  const { family } = reply;
  if (family === 'legible' || family === 'refusal') return false;
  const rules = rowOf(played, poll)?.expect?.retry;
  const forGood = rules?.every((rule) => rule === 'never') ?? false;
  return !forGood && (family !== undefined || reply.status >= 500);
}

function afterTheLast(played: Case, call: PlayedCall, poll: Answered, before: Exchange[]): Verdict {
  const { belief } = call;
  const what = `${summaryOf(played, poll)} at ${ms(poll.reply.at)}`;
  const final = statesShownTo(played, call).some(isFinal);
  if (belief?.outcome === 'failed' && !final && !cameToNothing(played, call)) {
    return fail(
      'should',
      `told the caller \`failed\` because a poll failed (${what}); the payment may well have gone through`,
    );
  }
  if (call.how === 'never' || final || !isWait(played.operation)) return pass;
  // Who waits no longer for a Retry-After, or for a body that nobody can read, may give up.
  if (askedWait(poll.reply) || poll.reply.family === 'garbled') return pass;
  // So may who looks once; and whose patience is over after several looks shows the same.
  const [only, another] = before;
  const looksOn = only && !another && only.request.operation === poll.request.operation && isSuccess(played, only);
  return looksOn ? fail('should', `gave up the wait after one failed poll (${what})`) : pass;
}

/** Whether nothing can have happened, whatever a reading would say: the provider refused, or nothing was sent at all. */
function cameToNothing(played: Case, call: PlayedCall): boolean {
  if (played.operation.effect === undefined || openExchanges(played, call).length > 0) return false;
  return !attemptsOf(played, call).some((attempt) => isSuccess(played, attempt));
}
