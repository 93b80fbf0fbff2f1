import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { cutShort } from './cap.ts';
import { eachCall } from './each-call.ts';
import { pollsOf } from './polls.ts';
import { isFinal, statesShownTo } from './shown-states.ts';
import { count, ms } from './wording.ts';

/** A wait for a final state that never comes ends all the same. */
export const asyncBounded: Check = {
  id: 'async.bounded',
  demands: 'A wait ends when no final state comes.',
  judge: (played) => eachCall(played, (call) => judgeBounded(played, call)),
};

function judgeBounded(played: Case, call: PlayedCall): Verdict {
  const polls = pollsOf(played, call);
  const [first] = polls;
  const last = polls.at(-1);
  if (!first || !last) return notApplicable('the call waits for nothing');
  if (statesShownTo(played, call).some(isFinal)) return notApplicable('a final state came');
  const settled = call.how !== 'never';
  if (settled) return polls.length > 1 ? pass : notApplicable('the client polls once a call');
  if (played.ending === 'hung' || polls.length < 2)
    return notApplicable('the call hung, and polled no more: robust.settles judges it');
  const excuse = cutShort(played, call);
  if (excuse !== undefined) return inconclusive(excuse);
  const span = ms(last.request.at - first.request.at);
  return fail('must', `polled ${count(polls.length, 'time')} within ${span}, and had not ended`);
}
