import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { attemptsOf, retriesOf } from './attempts.ts';
import { cutShort } from './cap.ts';
import { eachCall } from './each-call.ts';
import { exchangesOf } from './exchanges.ts';
import { isWait } from './operation-kind.ts';
import { answersRefusal } from './retry-rules.ts';
import { count, ms } from './wording.ts';

/** Attempts end where the client promised, or at least somewhere. */
export const retryBudget: Check = {
  id: 'retry.budget',
  demands: 'A call makes no more attempts than promised; without a promise it comes to an end.',
  judge: (played) => eachCall(played, (call) => judgeBudget(played, call)),
};

function judgeBudget(played: Case, call: PlayedCall): Verdict {
  const { promise, operation } = played;
  const sent = exchangesOf(played, call);
  const [first] = sent;
  const last = sent.at(-1);
  if (!first || !last) return notApplicable('the call made no attempt');
  const capped = played.ending === 'requests' || played.ending === 'time';
  const going = call.settledAt === undefined || last.request.at > call.settledAt;
  if (promise !== undefined && !isWait(operation)) {
    const promised = promise === false ? 1 : promise.attempts;
    const made = mostInARow(played, call);
    if (made > promised) {
      const by = promise === false ? 'it promises no retries' : `it promises at most ${promised}`;
      return fail('must', `made ${count(made, 'attempt')}, although ${by}`);
    }
  }
  if (capped && going && sent.length > 1) {
    const excuse = cutShort(played, call);
    if (excuse !== undefined) return inconclusive(excuse);
    const span = ms(last.request.at - first.request.at);
    return fail('must', `sent ${count(sent.length, 'request')} within ${span} and had not stopped`);
  }
  return pass;
}

/** The most attempts in a row. A reading that follows a successful one begins anew; a resend after a refresh does not count. */
function mostInARow(played: Case, call: PlayedCall): number {
  let most = Math.min(1, attemptsOf(played, call).length);
  let run = { number: 0, made: 1 };
  for (const retry of retriesOf(played, call)) {
    const made = retry.number === run.number + 1 ? run.made : 1;
    run = { number: retry.number, made: answersRefusal(played, retry) ? made : made + 1 };
    most = Math.max(most, run.made);
  }
  return most;
}
