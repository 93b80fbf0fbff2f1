import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { attemptsOf, type Retry, retriesOf } from './attempts.ts';
import { eachCall, gravest } from './each-call.ts';
import type { Exchange } from './exchanges.ts';
import { sameIdentity } from './identity.ts';
import { mayHaveHappened, openExchanges } from './open-exchange.ts';
import { rowOf, summaryOf } from './reply-meaning.ts';
import { allowsResend } from './retry-rules.ts';
import { waited } from './waits.ts';
import { ms, ordinal } from './wording.ts';

/** What may have gone through is not sent again where the provider could not tell that it is the same. */
export const moneyResend: Check = {
  id: 'money.resend',
  demands:
    'A request that may have gone through is not sent again where nothing tells the provider that it is a repeat.',
  judge: judgeResends,
};

function judgeResends(played: Case): Verdict {
  const { effect } = played.operation;
  if (effect === undefined) return notApplicable('the operation brings nothing about');
  if (effect === 'void') return notApplicable('what is undone already cannot be undone again');
  return eachCall(played, (call) => judgeCall(played, call));
}

function judgeCall(played: Case, call: PlayedCall): Verdict {
  const attempts = attemptsOf(played, call);
  const retries = retriesOf(played, call);
  const doubtful = attempts.filter((attempt) => mayHaveHappened(played, attempt));
  if (doubtful.length === 0) return notApplicable('no request was left in doubt');
  const exposed = doubtful.filter((attempt) => !isKeyed(attempt) && !isRepeatable(attempt));
  if (exposed.length === 0)
    return notApplicable('what is in doubt carries an idempotency key, or a method that may be repeated');
  const marked = hasMarkerRule(played);
  if (marked && retries.every((retry) => sameIdentity(played, retry))) {
    return notApplicable('the provider itself knows a repeat of this operation');
  }
  return gravest([pass, ...retries.map((retry) => judgeRetry(played, call, { retry, exposed, marked }))]);
}

interface Facts {
  retry: Retry;
  /** Attempts in doubt that carry no key. */
  exposed: Exchange[];
  marked: boolean;
}

function judgeRetry(played: Case, call: PlayedCall, { retry, exposed, marked }: Facts): Verdict {
  const open = openExchanges(played, call, retry.after.place);
  const doubt = exposed.find(({ place }) => open.some((one) => one.place === place));
  if (!doubt || isInvited(played, retry) || (marked && sameIdentity(played, retry))) return pass;
  const sent = `sent a ${ordinal(retry.number)} attempt ${ms(waited(retry))} after ${summaryOf(played, retry.before)}`;
  return fail(
    'should',
    `${sent}, without an idempotency key, although the request sent at ${ms(doubt.request.at)} may have gone through`,
  );
}

function isKeyed({ request }: Exchange): boolean {
  return request.key !== undefined;
}

/** Methods that mean the same however often they are sent (RFC 9110, 9.2.2). */
function isRepeatable({ request }: Exchange): boolean {
  return ['PUT', 'DELETE'].includes(request.method);
}

/** Whether the provider recognises a repeat by what the request says: by its id, or by a row that answers one. */
function hasMarkerRule({ operation, rows }: Case): boolean {
  if (operation.keyField !== undefined) return true;
  return Object.values(rows).some(({ echo, operations }) => echo === true && operations.includes(operation.main));
}

/** A document that says to send it again, for an operation that takes no key, answers for it; the ledger has the last word. */
function isInvited(played: Case, { before }: Retry): boolean {
  const row = rowOf(played, before);
  const stated = row?.basis.retry === 'stated' && row.source !== 'outside' && allowsResend(row.expect?.retry ?? []);
  return stated && played.operation.keyHeader === undefined;
}
