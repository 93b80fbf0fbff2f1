import type { Case, PlayedCall } from '../model/case.ts';
import type { RetryPromise } from '../model/client.ts';
import { plain } from '../model/plain.ts';
import type { Severity } from '../model/requirement.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { askedWait, retryAfterOf } from './asked-wait.ts';
import { attemptsOf, type Retry, retriesOf } from './attempts.ts';
import { eachCall, gravest } from './each-call.ts';
import { type Answered, answered, type Exchange } from './exchanges.ts';
import { hotLoops } from './hot-loop.ts';
import { isSuccess, summaryOf } from './reply-meaning.ts';
import { answersRefusal } from './retry-rules.ts';
import { waited } from './waits.ts';
import { ms } from './wording.ts';

/** Clocks and timers round. In milliseconds. */
const toleranceMs = 1;

/** Where no cap is promised a client may cap what it is asked to wait, but not below this. In milliseconds. */
const usualCapMs = 60_000;

/** Nobody waits longer within a call unless asked to. In milliseconds. */
const dayMs = 86_400_000;

/** `setTimeout` cannot wait longer: it fires at once. In milliseconds. */
const longestTimerMs = 2_147_483_647;

/** A Retry-After is honoured, or the client gives up; one that asks for nothing does no harm. */
export const retryAfter: Check = {
  id: 'retry.after',
  demands: 'After a Retry-After the client waits as long as it asks, up to a cap, or gives up.',
  judge: (played) => eachCall(played, (call) => judgeAfter(played, call)),
};

function judgeAfter(played: Case, call: PlayedCall): Verdict {
  const attempts = attemptsOf(played, call);
  if (!attempts.some((attempt) => asksToWait(played, attempt))) {
    return notApplicable('no failed attempt was answered with a Retry-After');
  }
  const waits = retriesOf(played, call).map((retry) => judgeWait(played, retry));
  return gravest([...waits, judgeLoop(played, attempts), pass]);
}

/** A redirect is followed by the platform, at once; a reply that broke off may have lost its head. */
function asksToWait(played: Case, attempt: Exchange): attempt is Answered {
  if (!answered(attempt) || retryAfterOf(attempt.reply) === undefined) return false;
  const { status } = attempt.reply;
  const moved = status >= 300 && status < 400;
  return !moved && attempt.reply.family !== 'cut' && !isSuccess(played, attempt);
}

function judgeWait(played: Case, retry: Retry): Verdict {
  const { before, after, number } = retry;
  // Fresh credentials answer the refusal; they do not wait for better times.
  if (!asksToWait(played, before) || answersRefusal(played, retry)) return pass;
  const asked = askedWait(before.reply);
  const promised = promiseAbout(played, before);
  const cap = (typeof promised === 'object' ? promised.capMs : undefined) ?? usualCapMs;
  const took = waited(retry);
  const reply = `${summaryOf(played, before)} with ${header(before)}`;
  const told = `waited ${ms(took)} after ${reply} before attempt ${number} (at ${ms(after.request.at)})`;
  if (took > Math.max(dayMs, asked?.ms ?? 0) + toleranceMs) {
    return fail(severity(promised), `${told}; at most ${ms(dayMs)} is right`);
  }
  if (!asked || took >= Math.min(asked.least, cap) - toleranceMs) return pass;
  const overflow = asked.ms > longestTimerMs && took <= toleranceMs;
  const why = overflow ? `, as a timer of more than ${ms(longestTimerMs)} fires at once` : '';
  return fail(severity(promised), `${told}${why}; at least ${ms(Math.min(asked.ms, cap))}, or giving up, is right`);
}

/** What asks for nothing is as if it were absent; a client that takes it for a wait of no time at all shows it here. */
function judgeLoop(played: Case, attempts: Exchange[]): Verdict {
  for (const { attempts: stretch, text } of hotLoops(played, attempts)) {
    const asking = stretch.slice(0, -1).filter((attempt) => asksToWait(played, attempt));
    const [first] = asking;
    if (!first || asking.length < stretch.length - 1) continue;
    return fail(severity(promiseAbout(played, first)), `sent ${text}, after replies with ${header(first)}: a hot loop`);
  }
  return pass;
}

/** What the client promises about a Retry-After under this status; undefined where it promises nothing. */
function promiseAbout({ promise }: Case, { reply }: Answered): Exclude<RetryPromise['retryAfter'], false> {
  const honoured = promise ? promise.retryAfter : undefined;
  if (honoured === undefined || honoured === false) return undefined;
  return honoured !== true && honoured.statuses?.includes(reply.status) === false ? undefined : honoured;
}

function severity(promised: ReturnType<typeof promiseAbout>): Severity {
  return promised === undefined ? 'should' : 'must';
}

function header({ reply }: Answered): string {
  return `\`Retry-After: ${plain(reply.retryAfter ?? '', 40)}\``;
}
