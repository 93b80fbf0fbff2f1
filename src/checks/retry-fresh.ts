import type { Case, PlayedCall } from '../model/case.ts';
import { severityOf } from '../model/requirement.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { type Retry, retriesOf } from './attempts.ts';
import { eachCall, gravest } from './each-call.ts';
import { summaryOf } from './reply-meaning.ts';
import { renewedBetween, rulesAfter } from './retry-rules.ts';
import { ms } from './wording.ts';

/** Another attempt is made anew, and not a recording of the first. */
export const retryFresh: Check = {
  id: 'retry.fresh',
  demands: 'What expires is renewed: another attempt carries neither rejected credentials nor a time that is over.',
  judge: (played) => eachCall(played, (call) => judgeFresh(played, call)),
};

/** A clock that tells whole seconds shows the same time twice within one: only later can an old time be told from a new one. */
const tellableMs = 2_000;

function judgeFresh(played: Case, call: PlayedCall): Verdict {
  const verdicts = retriesOf(played, call).flatMap((retry) => [
    ...ofCredentials(played, retry),
    ...ofTime(played, retry),
  ]);
  return verdicts.length === 0 ? notApplicable('nothing expired between two attempts') : gravest(verdicts);
}

/** Judged only where the client has fetched fresh ones: of others nobody knows that there are any. */
function ofCredentials(played: Case, { before, after, number }: Retry): Verdict[] {
  const { credentials } = before.request;
  if (!rulesAfter(played, before)?.includes('after-refresh') || credentials === undefined) return [];
  if (!renewedBetween(played, { before, after })) return [];
  if (after.request.credentials !== credentials) return [pass];
  const rejected = `which ${summaryOf(played, before)} had rejected`;
  return [
    fail(
      'should',
      `attempt ${number} (at ${ms(after.request.at)}) carries the credentials ${rejected}, not the fresh ones`,
    ),
  ];
}

function ofTime(played: Case, { before, after, number }: Retry): Verdict[] {
  const { clock } = played.operation;
  const told = before.request.madeAt;
  if (!clock || told === undefined || after.request.at - told < tellableMs) return [];
  const rejected = before.reply?.row === clock.row;
  const age = after.request.at - told;
  if (!rejected && age <= clock.toleranceMs) return [];
  if (after.request.madeAt !== told) return [pass];
  const row = played.rows[clock.row];
  const why = rejected ? `which ${summaryOf(played, before)} had rejected` : `${ms(age)} old by then`;
  return [
    fail(
      row ? severityOf(row, 'retry') : 'should',
      `attempt ${number} (at ${ms(after.request.at)}) carries the time of the first, ${why}`,
    ),
  ];
}
