import type { Case, PlayedCall } from '../model/case.ts';
import { severityOf } from '../model/requirement.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { attemptsOf, type Retry, retriesOf } from './attempts.ts';
import { eachCall, gravest, surely } from './each-call.ts';
import { isFollowUp } from './exchanges.ts';
import { mayChangeKey } from './key-change.ts';
import { mayHaveHappened } from './open-exchange.ts';
import { rowOf, summaryOf } from './reply-meaning.ts';
import { isKeptAcross } from './restarts.ts';
import { readNothing } from './retry-rules.ts';
import { ms } from './wording.ts';

/** An intent keeps its idempotency key, and shares it with no other. */
export const retryKey: Check = {
  id: 'retry.key',
  demands: 'Every attempt for one intent carries the same idempotency key; another intent carries another.',
  judge: (played) =>
    gravest([eachCall(played, (call) => judgeRetries(played, call)), acrossIntents(played), acrossRestarts(played)]),
};

function judgeRetries(played: Case, call: PlayedCall): Verdict {
  const attempts = attemptsOf(played, call);
  if (attempts.every(({ request }) => request.key === undefined)) return notApplicable('the client sends no key');
  if (attempts.length < 2) return notApplicable('there was no second attempt');
  return gravest([pass, ...retriesOf(played, call).map((retry) => judgeRetry(played, call, retry))]);
}

function judgeRetry(played: Case, call: PlayedCall, retry: Retry): Verdict {
  const { before, after, number } = retry;
  if (before.request.key === after.request.key || mayChangeKey(played, call, retry)) return pass;
  const row = rowOf(played, before);
  const [earlier, later] = [before.request.key, after.request.key];
  const keyed = later === undefined ? 'no key, unlike' : earlier === undefined ? 'a key, unlike' : 'another key than';
  const doubt = mayHaveHappened(played, before) ? ' and may have gone through' : '';
  return fail(
    row ? severityOf(row, 'retry') : 'should',
    `attempt ${number} (at ${ms(after.request.at)}) carries ${keyed} attempt ${number - 1}, which ended in ${summaryOf(played, before)}${doubt}`,
  );
}

/** What a client has kept of a call, it keeps for this. */
function acrossRestarts(played: Case): Verdict {
  return gravest([
    notApplicable('the client has kept nothing of a call across a restart'),
    ...played.calls
      .filter(({ intent }) => isKeptAcross(played, intent))
      .flatMap((call, index, calls) => {
        const earlier = calls.slice(0, index).findLast(({ intent }) => intent === call.intent);
        return earlier ? judgeRestart(played, earlier, call) : [];
      }),
  ]);
}

function judgeRestart(played: Case, earlier: PlayedCall, later: PlayedCall): Verdict[] {
  const before = attemptsOf(played, earlier).findLast((attempt) => mayHaveHappened(played, attempt));
  const after = attemptsOf(played, later).at(0);
  if (!before || !after || (before.request.key ?? after.request.key) === undefined) return [];
  if (before.request.key === after.request.key || readNothing(played, later, { before, after })) return [pass];
  const at = ms(after.request.at);
  return [
    fail(
      'should',
      `after a restart the same call sent another key (at ${at}), although its first request (at ${ms(before.request.at)}) may have gone through`,
    ),
  ];
}

/** Two orders under one key: the provider answers the second with the first, or refuses it. */
function acrossIntents(played: Case): Verdict {
  const intents = new Map<string, string>();
  const seen = new Set<string>();
  for (const call of played.calls.filter(({ id }) => !isFollowUp(id))) {
    for (const { request } of attemptsOf(played, call)) {
      if (request.key === undefined) continue;
      seen.add(call.intent);
      const owner = intents.get(request.key) ?? call.intent;
      if (owner !== call.intent) {
        const shared = fail('should', `sent ${call.intent} (at ${ms(request.at)}) under the key of ${owner}`);
        return surely(played, call, shared);
      }
      intents.set(request.key, owner);
    }
  }
  return seen.size > 1 ? pass : notApplicable('there was only one intent with a key');
}
