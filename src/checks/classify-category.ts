import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { acceptedCategories, acceptedOutcomes } from './accepted.ts';
import { severityAfter } from './disguised.ts';
import { eachBelief } from './each-call.ts';
import { answered } from './exchanges.ts';
import { heardBy, unheard } from './last-reply.ts';
import { summaryOf } from './reply-meaning.ts';
import { speaksOfSuccess } from './speaks-of-success.ts';
import { isUnlisted } from './unlisted.ts';
import { either, ms } from './wording.ts';

/** The kind of failure is one that the last reply allows. */
export const classifyCategory: Check = {
  id: 'classify.category',
  demands: 'The category that the client tells is accepted by the last reply that it received.',
  judge: (played) => eachBelief(played, (call, belief) => judgeCategory(played, call, belief)),
};

function judgeCategory(played: Case, call: PlayedCall, belief: Belief): Verdict {
  if (!played.tells.includes('category')) return notApplicable('the client does not tell a category');
  const heard = heardBy(played, call);
  if (!heard) return unheard(played, call);
  if (speaksOfSuccess(played, heard, belief)) return notApplicable('the client tells of no failure');
  const accepted = acceptedCategories(played, heard);
  const { last } = heard;
  const after = `${summaryOf(played, last)} at ${ms(last.reply.at)}`;
  const unlisted = [last, ...heard.standing, ...heard.open].some((one) => answered(one) && isUnlisted(played, one));
  if (unlisted || accepted.length === 0) return notApplicable('the last reply asks for no category');
  const { category } = belief;
  if (category !== undefined && accepted.includes(category)) return pass;
  if (category === 'pending' && acceptedOutcomes(played, heard)?.outcomes.includes('pending')) return pass;
  const told = category === undefined ? 'told the caller no category' : `told the caller the category \`${category}\``;
  return fail(severityAfter(played, last, 'category'), `${told} after ${after}; ${either(accepted)} is right`);
}
