import type { Case, PlayedCall } from '../model/case.ts';
import type { RetryPromise } from '../model/client.ts';
import { promisedWait } from '../model/promised-wait.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { askedWait } from './asked-wait.ts';
import { attemptsOf, type Retry, retriesOf } from './attempts.ts';
import { eachCall } from './each-call.ts';
import type { Exchange } from './exchanges.ts';
import { hotLoops } from './hot-loop.ts';
import { isWait } from './operation-kind.ts';
import { summaryOf } from './reply-meaning.ts';
import { allowsResend, answersRefusal, rulesAfter } from './retry-rules.ts';
import { waited } from './waits.ts';
import { ms } from './wording.ts';

/** Clocks and timers round; a wait that is shorter by as much is as promised. In milliseconds. */
const toleranceMs = 1;

/** Waits between attempts are as long as promised; without a promise there is no hot loop. */
export const retryBackoff: Check = {
  id: 'retry.backoff',
  demands: 'Each wait before a retry is at least as long as promised; without a promise there is no hot loop.',
  judge: (played) => eachCall(played, (call) => judgeBackoff(played, call)),
};

function judgeBackoff(played: Case, call: PlayedCall): Verdict {
  const { promise, operation } = played;
  const attempts = attemptsOf(played, call);
  if (attempts.length < 2) return notApplicable('there was no second attempt');
  if (!promise || promise.gapsMs === undefined || isWait(operation)) return judgeLoop(played, attempts);
  return judgeGaps(played, call, promise);
}

function judgeGaps(played: Case, call: PlayedCall, promise: RetryPromise): Verdict {
  const retries = retriesOf(played, call);
  let index = 0;
  let previous = 0;
  let judged = false;
  for (const retry of retries) {
    if (retry.number !== previous + 1) index = 0;
    previous = retry.number;
    if (!isTimed(played, retry)) continue;
    const least = Math.min(
      promisedWait(promise, index)?.least ?? 0,
      askedWait(retry.before.reply)?.least ?? Number.POSITIVE_INFINITY,
    );
    index += 1;
    judged = true;
    if (waited(retry) < least - toleranceMs) {
      const after = `after ${summaryOf(played, retry.before)}`;
      return fail(
        'must',
        `waited ${ms(waited(retry))} ${after} before attempt ${retry.number} (at ${ms(retry.after.request.at)}), although it promises at least ${ms(least)}`,
      );
    }
  }
  return judged ? pass : notApplicable('there was no retry to wait for');
}

/** A resend with fresh credentials or under a new key answers the reply; it does not wait for better times. */
function isTimed(played: Case, retry: Retry): boolean {
  if (answersRefusal(played, retry)) return false;
  const rules = rulesAfter(played, retry.before);
  return !rules || allowsResend(rules) || !(rules.includes('after-refresh') || rules.includes('new-key'));
}

function judgeLoop(played: Case, attempts: Exchange[]): Verdict {
  const [loop] = hotLoops(played, attempts);
  return loop ? fail('should', `sent ${loop.text}: a hot loop`) : pass;
}
