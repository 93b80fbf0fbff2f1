import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { acceptedOutcomes } from './accepted.ts';
import { severityAfter } from './disguised.ts';
import { eachBelief } from './each-call.ts';
import { exchangesOf } from './exchanges.ts';
import { heardBy, unheard } from './last-reply.ts';
import { summaryOf } from './reply-meaning.ts';
import { either, ms } from './wording.ts';

/** The outcome is one that the last reply allows, and not `failed` while an earlier request may have gone through. */
export const classifyOutcome: Check = {
  id: 'classify.outcome',
  demands: 'What the client tells its caller is accepted by the last reply that it received.',
  judge: (played) => eachBelief(played, (call, belief) => judgeOutcome(played, call, belief)),
};

function judgeOutcome(played: Case, call: PlayedCall, { outcome }: Belief): Verdict {
  const heard = heardBy(played, call);
  if (!heard) {
    if (outcome === 'succeeded' && exchangesOf(played, call).length === 0)
      return fail('should', 'told the caller `succeeded`, although it had asked nobody');
    return unheard(played, call);
  }
  const { last, open } = heard;
  const after = `${summaryOf(played, last)} at ${ms(last.reply.at)}`;
  const accepted = acceptedOutcomes(played, heard);
  if (!accepted) return notApplicable('no document lists the last reply: classify.unknown judges it');
  if (accepted.outcomes.includes(outcome)) return pass;
  const right = `${either(accepted.outcomes)} is right`;
  const [earlier] = open;
  if (earlier && accepted.anyway.includes(outcome)) {
    const doubt = `sent at ${ms(earlier.request.at)} (${summaryOf(played, earlier)})`;
    return fail(
      'should',
      `told the caller \`${outcome}\` after ${after}, but the request ${doubt} may have gone through; ${right}`,
    );
  }
  return fail(severityAfter(played, last, 'outcome'), `told the caller \`${outcome}\` after ${after}; ${right}`);
}
