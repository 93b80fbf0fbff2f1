import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { eachCall } from './each-call.ts';
import type { Exchange } from './exchanges.ts';
import { bursts, hot } from './hot-loop.ts';
import { pollsOf } from './polls.ts';
import { isSuccess } from './reply-meaning.ts';
import { waited } from './waits.ts';
import { ms } from './wording.ts';

/** So many waits at the beginning may be as short as one likes, as long as there is no hot loop. */
const quickLooks = 3;

/** Polls leave the provider time to breathe. */
export const asyncPaced: Check = {
  id: 'async.paced',
  demands: 'Polls are no hot loop, and mostly keep the interval that the provider documents.',
  judge: (played) => eachCall(played, (call) => judgePace(played, call)),
};

function judgePace(played: Case, call: PlayedCall): Verdict {
  const polls = pollsOf(played, call);
  if (polls.length < 2) return notApplicable('the call polls once at most');
  const [burst] = bursts(polls, hot.polls);
  if (burst) {
    return fail('should', `polled ${hot.polls} times within a second, from ${ms(burst.from)} on: a hot loop`);
  }
  return againstInterval(played, polls);
}

/**
 * A few quick looks at the beginning are sensible, and so are intervals that grow, or that are a little shorter: of the later half of the
 * waits the middle one counts, and half of what is documented will do. What follows a failed reading is a retry, not a poll.
 */
function againstInterval(played: Case, polls: Exchange[]): Verdict {
  const { pollEveryMs } = played.operation;
  if (pollEveryMs === undefined) return pass;
  const waits = polls.flatMap((after, index) => {
    const before = polls[index - 1];
    return before && isSuccess(played, before) ? [waited({ before, after })] : [];
  });
  const later = waits.slice(Math.floor(waits.length / 2)).toSorted((a, b) => a - b);
  const middle = later[Math.floor(later.length / 2)];
  if (middle === undefined || waits.length <= quickLooks || isGrowing(waits)) return pass;
  if (middle >= pollEveryMs / 2) return pass;
  return fail('should', `polled every ${ms(middle)}, although the provider asks for ${ms(pollEveryMs)} between polls`);
}

/** Whether a backoff is still on its way up: its last wait is longer than any before. */
function isGrowing(waits: readonly number[]): boolean {
  const last = waits.at(-1) ?? 0;
  return waits.slice(0, -1).every((wait) => wait < last);
}
