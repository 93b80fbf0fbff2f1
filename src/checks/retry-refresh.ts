import type { Case } from '../model/case.ts';
import type { RefreshedEvent } from '../model/trace.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { type Answered, answered, exchangesOf } from './exchanges.ts';
import { rulesAfter } from './retry-rules.ts';
import { count, ms, ordinal } from './wording.ts';

/** Whoever comes second to an expiry uses what the first one has fetched. */
export const retryRefresh: Check = {
  id: 'retry.refresh',
  demands: 'Credentials are refreshed at most once each time that they expire, however many calls find it out.',
  judge: judgeRefreshes,
};

function judgeRefreshes(played: Case): Verdict {
  const all = played.trace.flatMap((event) => (event.event === 'refreshed' ? [event] : []));
  if (all.length === 0) return notApplicable('the client never refreshed its credentials');
  const rejections = played.calls.flatMap((call) => exchangesOf(played, call).filter(answered)).filter(rejects(played));
  // What a timer of the client's own asks for ahead of time is no answer to an expiry.
  const answers = all
    .filter(({ call, since }) => call !== undefined && rejections.some(({ reply }) => reply.at <= since))
    .sort((a, b) => a.since - b.since);
  if (answers.length === 0) return notApplicable('the client refreshed its credentials before anything had expired');
  const tooMany = answers.find(({ since }, index) => index >= expiriesUntil(since, rejections, all));
  if (!tooMany) return pass;
  const number = answers.indexOf(tooMany) + 1;
  const expiries = expiriesUntil(tooMany.since, rejections, all);
  return fail(
    'should',
    `refreshed its credentials a ${ordinal(number)} time (at ${ms(tooMany.since)}), although they had expired ${expiries === 1 ? 'once' : count(expiries, 'time')}`,
  );
}

function rejects(played: Case): (exchange: Answered) => boolean {
  return (exchange) => rulesAfter(played, exchange)?.includes('after-refresh') === true;
}

/** Requests that were sent between the same two refreshes carried the same credentials: those expire once. */
function expiriesUntil(time: number, rejections: Answered[], refreshes: RefreshedEvent[]): number {
  const known = rejections.filter(({ reply }) => reply.at <= time);
  return new Set(known.map(({ request }) => refreshes.filter(({ at }) => at <= request.at).length)).size;
}
