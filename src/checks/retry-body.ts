import type { Case, PlayedCall } from '../model/case.ts';
import { severityOf } from '../model/requirement.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { type Retry, retriesOf } from './attempts.ts';
import { requestDifference } from './body-difference.ts';
import { eachCall, gravest } from './each-call.ts';
import { mayChangeKey } from './key-change.ts';
import { rowOf } from './reply-meaning.ts';
import { ms } from './wording.ts';

/** A repeat is the same request. */
export const retryBody: Check = {
  id: 'retry.body',
  demands: 'A repeated request has the method, path and body of the first, fields that may change aside.',
  judge: (played) => eachCall(played, (call) => judgeBodies(played, call)),
};

function judgeBodies(played: Case, call: PlayedCall): Verdict {
  const retries = retriesOf(played, call);
  if (retries.length === 0) return notApplicable('there was no second attempt');
  return gravest(retries.map((retry) => judgeBody(played, call, retry)));
}

function judgeBody(played: Case, call: PlayedCall, retry: Retry): Verdict {
  const { marker, volatile } = played.operation;
  // Where the key is a field of the body, a new key is another body.
  const free = marker !== undefined && mayChangeKey(played, call, retry) ? [`/${marker.replaceAll('.', '/')}`] : [];
  const difference = requestDifference(retry.before.request, retry.after.request, [...volatile, ...free]);
  if (difference === undefined) return pass;
  const row = rowOf(played, retry.before);
  return fail(
    row ? severityOf(row, 'retry') : 'should',
    `attempt ${retry.number} (at ${ms(retry.after.request.at)}) is not the request of attempt ${retry.number - 1}: ${difference} differs`,
  );
}
