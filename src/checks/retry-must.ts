import type { Case, PlayedCall } from '../model/case.ts';
import type { RetryPromise } from '../model/client.ts';
import { promisedWait } from '../model/promised-wait.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { askedWait } from './asked-wait.ts';
import { attemptsOf } from './attempts.ts';
import { eachCall, gravest } from './each-call.ts';
import { type Answered, answered, exchangesOf } from './exchanges.ts';
import { isRead, isWait } from './operation-kind.ts';
import { isSuccess, summaryOf } from './reply-meaning.ts';
import { allowsResend, rulesAfter } from './retry-rules.ts';
import { endOf } from './waits.ts';
import { ms } from './wording.ts';

/** A promised retry happens where the provider allows it and nothing is risked by it. */
export const retryMust: Check = {
  id: 'retry.must',
  demands: 'A second attempt happens where the client promises it, the row allows it and it is safe.',
  judge: (played) => eachCall(played, (call) => judgeMust(played, call)),
};

function judgeMust(played: Case, call: PlayedCall): Verdict {
  const { promise, operation } = played;
  if (promise === undefined) return notApplicable('no retries are promised');
  if (promise === false || promise.attempts <= 1) return notApplicable('the client promises not to retry');
  if (isWait(operation)) return notApplicable('a poll that fails is judged by async.survives');
  if (call.how === 'never') return notApplicable('the call never settled: robust.settles judges it');
  const attempts = attemptsOf(played, call);
  const verdicts = attempts.flatMap((attempt, index) => {
    if (!answered(attempt) || index + 1 >= promise.attempts || !isDue(played, call, promise, attempt, index)) return [];
    if (attempts[index + 1] !== undefined || readInstead(played, call, attempt)) return [pass];
    const after = `${summaryOf(played, attempt)} at ${ms(attempt.reply.at)}`;
    return [
      fail(
        promise.on ? 'must' : 'should',
        `gave up on attempt ${index + 1} after ${after}, although it promises ${promise.attempts} attempts`,
      ),
    ];
  });
  return verdicts.length === 0 ? notApplicable('no reply calls for a promised retry') : gravest(verdicts);
}

function isDue(played: Case, call: PlayedCall, promise: RetryPromise, attempt: Answered, index: number): boolean {
  if (isSuccess(played, attempt) || !covers(promise, attempt)) return false;
  // Giving up is always as good as waiting for as long as the provider asks.
  if (askedWait(attempt.reply)) return false;
  const rules = rulesAfter(played, attempt);
  if (rules && !(allowsResend(rules) && (promise.on !== undefined || !rules.includes('never')))) return false;
  return isSafe(played, promise, attempt, rules !== undefined) && fits(promise, call, attempt, index);
}

function covers({ on }: RetryPromise, { reply }: Answered): boolean {
  const { family } = reply;
  const transport = family === 'unreached' || family === 'network' || family === 'stall' || family === 'cut';
  if (!on) return transport || reply.status >= 500;
  if (transport) return on.transport === true;
  // In a spoilt body a code may not read as the document spells it.
  const codes = family === undefined ? reply.codes : [];
  return (on.statuses?.includes(reply.status) ?? false) || codes.some((code) => on.codes?.includes(code));
}

/** Reads and keyed writes; where the client names what it retries, also what certainly did nothing. */
function isSafe({ operation }: Case, { on }: RetryPromise, { request, reply }: Answered, ruled: boolean): boolean {
  if (isRead(operation, operation.main) || request.key !== undefined) return true;
  return on !== undefined && reply.ambiguous !== true && (ruled || reply.family === 'unreached');
}

/** Whether the next attempt still fits under a promised deadline, with the longest wait that is promised before it. */
function fits(promise: RetryPromise, call: PlayedCall, attempt: Answered, index: number): boolean {
  if (promise.deadlineMs === undefined) return true;
  const wait = promisedWait(promise, index);
  return wait !== undefined && endOf(attempt) - call.at + wait.most < promise.deadlineMs;
}

function readInstead(played: Case, call: PlayedCall, attempt: Answered): boolean {
  if (played.operation.effect === undefined) return false;
  return exchangesOf(played, call).some(
    ({ place, request }) => place > attempt.place && isRead(played.operation, request.operation),
  );
}
