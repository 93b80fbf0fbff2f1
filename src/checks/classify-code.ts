import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import { plain } from '../model/plain.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { isDisguised, severityAfter } from './disguised.ts';
import { eachBelief } from './each-call.ts';
import type { Exchange } from './exchanges.ts';
import { heardBy, unheard } from './last-reply.ts';
import { rowOf, summaryOf } from './reply-meaning.ts';
import { speaksOfSuccess } from './speaks-of-success.ts';
import { either, ms } from './wording.ts';

/**
 * The provider's own code, and its message where the client tells messages, reach the caller.
 *
 * As grave as the row's category: the code is how the document says what kind of error it is. Where we only inferred the kind,
 * losing the code loses nothing that the document states.
 */
export const classifyCode: Check = {
  id: 'classify.code',
  demands: 'The code of a documented error reaches the caller as it came.',
  judge: (played) => eachBelief(played, (call, belief) => judgeCode(played, call, belief)),
};

function judgeCode(played: Case, call: PlayedCall, belief: Belief): Verdict {
  const tellsCode = played.tells.includes('code');
  const tellsMessage = played.tells.includes('message');
  if (!tellsCode && !tellsMessage) return notApplicable('the client tells neither code nor message');
  const heard = heardBy(played, call);
  if (!heard) return unheard(played, call);
  if (speaksOfSuccess(played, heard, belief)) return notApplicable('the client tells of no failure');
  const { last, standing, open } = heard;
  const row = rowOf(played, last);
  if (row?.code === undefined) return notApplicable('the last reply carries no documented code');

  const told = [belief.code, ...(belief.codes ?? [])].filter((code) => code !== undefined);
  // A client in doubt may speak of the exchange that put it in doubt, and that one may have had no code.
  if (told.length === 0 && open.length > 0) return notApplicable('the client tells of an earlier request still open');
  if (told.length === 0 && standing.some((one) => rowOf(played, one)?.code === undefined || isDisguised(one)))
    return notApplicable('the client tells of an earlier reply that had no documented code');
  if (told.length === 0 && isDisguised(last)) return notApplicable('the body that carries the code is spoilt');
  const replies = [last, ...standing, ...open].flatMap(({ reply }) => (reply ? [reply] : []));
  const severity = severityAfter(played, last, 'category');
  const after = `${summaryOf(played, last)} at ${ms(last.reply.at)}`;
  const codes = replies.flatMap((reply) => reply.codes);
  if (
    tellsCode &&
    last.reply.codes.length > 0 &&
    !told.some((code) => codes.some((known) => isSame(last, code, known)))
  ) {
    const instead = told.length === 0 ? 'no code' : `the code ${either(told.map((code) => plain(code, 60)))}`;
    return fail(severity, `told the caller ${instead} after ${after}; ${either(last.reply.codes)} is right`);
  }
  if (isDisguised(last)) return pass;
  const messages = replies.flatMap(({ message }) => (message === undefined ? [] : [message]));
  if (tellsMessage && messages.length > 0 && !messages.some((message) => belief.message?.includes(message))) {
    const instead = belief.message === undefined ? 'no message' : 'another message than the provider’s';
    return fail(severity, `told the caller ${instead} after ${after}; the provider said “${messages[0]}”`);
  }
  return pass;
}

/** Of a spoilt body a client may tell the code as it came, or as it should have come: in another case, with white space around it. */
function isSame(last: Exchange, told: string, code: string): boolean {
  if (!isDisguised(last)) return told === code;
  return told.trim().toLowerCase() === code.toLowerCase();
}
