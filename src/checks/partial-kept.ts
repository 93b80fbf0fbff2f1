import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import { severityOf } from '../model/requirement.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { attemptsOf } from './attempts.ts';
import { eachBelief } from './each-call.ts';
import { answered } from './exchanges.ts';
import { summaryOf } from './reply-meaning.ts';
import { ms } from './wording.ts';

/** What was done although the request failed is not lost on the way to the caller. */
export const partialKept: Check = {
  id: 'partial.kept',
  demands: 'Ids of resources that a failed request made all the same reach the caller.',
  judge: (played) => eachBelief(played, (call, belief) => judgePartial(played, call, belief)),
};

function judgePartial(played: Case, call: PlayedCall, belief: Belief): Verdict {
  if (!played.tells.includes('resources')) return notApplicable('the client does not tell resources');
  const last = attemptsOf(played, call).filter(answered).at(-1);
  const listed = last?.reply.resources ?? [];
  if (!last || listed.length === 0) return notApplicable('no error listed anything as done');
  const lost = listed.filter((id) => !belief.resources?.includes(id));
  if (lost.length === 0) return pass;
  const { requirement } = played;
  return fail(
    requirement ? severityOf(requirement, 'outcome') : 'should',
    `did not tell the caller of ${lost.join(', ')}, which ${summaryOf(played, last)} at ${ms(last.reply.at)} lists as done`,
  );
}
