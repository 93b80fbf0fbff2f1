import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { asKnownTo, attemptsOf, type Retry } from './attempts.ts';
import { isDisguised, severityAfter } from './disguised.ts';
import { eachCall, gravest } from './each-call.ts';
import { sameIdentity } from './identity.ts';
import { isRead } from './operation-kind.ts';
import { isSuccess, summaryOf } from './reply-meaning.ts';
import { allowsResend, readNothing, refreshed, rulesAfter } from './retry-rules.ts';
import { waited } from './waits.ts';
import { ms, ordinal } from './wording.ts';

/** What must not be sent again is not sent again. */
export const retryNever: Check = {
  id: 'retry.never',
  demands: 'No second attempt follows a reply after which every accepted rule forbids it.',
  judge: (played) => eachCall(played, (call) => judgeNever(played, call)),
};

function judgeNever(played: Case, call: PlayedCall): Verdict {
  const attempts = attemptsOf(played, call);
  const verdicts = attempts.flatMap((attempt, index) => {
    const after = attempts[index + 1];
    const before = after ? asKnownTo(attempt, after) : attempt;
    const earlier = attempts[index - 1];
    const retry = after && { before, after, number: index + 2 };
    if (isSuccess(played, before)) return afterSuccess(played, retry);
    const forbidden = whyForbidden(played, before);
    if (forbidden === undefined) return [];
    return retry && breaks(played, call, retry, earlier && { before: earlier, after: before })
      ? [broken(played, retry, forbidden)]
      : [pass];
  });
  return verdicts.length === 0 ? notApplicable('no reply forbade another attempt') : gravest(verdicts);
}

function afterSuccess(played: Case, retry: Retry | undefined): Verdict[] {
  const read = isRead(played.operation, played.operation.main);
  // A legible success with odd bytes around it may honestly be unreadable for a client.
  if (!retry || read || retry.before.reply?.kind === 'fault') return [];
  return [fail('should', `${sent(played, retry)}, although that had succeeded`)];
}

/** Why the same request must not simply be sent again; undefined where it may, or where no document says anything. */
function whyForbidden(played: Case, before: Retry['before']): string | undefined {
  const rules = isDisguised(before) ? undefined : rulesAfter(played, before);
  if (!rules || allowsResend(rules)) return undefined;
  if (rules.includes('new-key')) return 'which allows one only under a new key';
  if (rules.includes('after-refresh')) return 'again with the same credentials';
  if (!rules.includes('poll')) return 'although no rule allows a retry';
  return isRead(played.operation, played.operation.main) ? undefined : 'although the state is to be read instead';
}

function breaks(
  played: Case,
  call: PlayedCall,
  retry: Retry,
  previous: Pick<Retry, 'before' | 'after'> | undefined,
): boolean {
  const rules = rulesAfter(played, retry.before) ?? [];
  if (rules.includes('after-refresh')) {
    // Labels cannot tell a client that refreshed into the same credentials from one that did not: it has one resend free.
    const spent =
      previous !== undefined &&
      !refreshed(played, previous) &&
      rulesAfter(played, previous.before)?.includes('after-refresh');
    const otherKey = rules.includes('new-key') && !sameIdentity(played, retry);
    return !refreshed(played, retry) && spent === true && !otherKey;
  }
  if (rules.includes('new-key')) return sameIdentity(played, retry);
  return !(rules.includes('poll') && readNothing(played, call, retry));
}

function broken(played: Case, retry: Retry, why: string): Verdict {
  return fail(severityAfter(played, retry.before, 'retry'), `${sent(played, retry)}, ${why}`);
}

function sent(played: Case, retry: Retry): string {
  return `sent a ${ordinal(retry.number)} attempt ${ms(waited(retry))} after ${summaryOf(played, retry.before)}`;
}
