import type { Case } from '../model/case.ts';
import type { TraceEvent } from '../model/trace.ts';
import { type Check, fail, pass, type Verdict } from '../model/verdict.ts';
import { afterworkMs } from '../model/webhooks.ts';
import { hasRestart } from './restarts.ts';
import { ms } from './wording.ts';

/** What a client does stays inside its calls. */
export const robustContained: Check = {
  id: 'robust.contained',
  demands:
    'Nothing of a call reaches past it: no stray rejection, no late request, nothing left open, no changed global.',
  judge: judgeContained,
};

function judgeContained(played: Case): Verdict {
  const broken =
    escaped(played) ?? late(played) ?? undisposed(played) ?? changed(played) ?? leftOpen(played) ?? running(played);
  return broken === undefined ? pass : fail('must', broken);
}

function escaped({ trace }: Case): string | undefined {
  const stray = trace.find(
    (event) => event.event === 'escaped' && (event.kind === 'rejection' || event.kind === 'exception'),
  );
  if (stray?.event !== 'escaped') return undefined;
  const what = stray.kind === 'rejection' ? 'left a rejection unhandled' : 'threw where nobody could catch it';
  return `${what} at ${ms(stray.at)}: ${stray.message}`;
}

/** A request after every call has settled is nobody's any more, unless an event or `dispose` has just called for it. */
function late({ trace, calls, disposal }: Case): string | undefined {
  if (calls.some(({ settledAt }) => settledAt === undefined)) return undefined;
  const end = trace.findLastIndex(({ event }) => event === 'settled');
  const events = trace.filter(({ event }) => event === 'webhook');
  const isCalledFor = (at: number) => events.some((event) => at >= event.at && at <= event.at + afterworkMs);
  // Whoever disposes of a client waits for it. What an earlier call sends meanwhile carries that call's id.
  const isParting = ({ call, at }: TraceEvent) =>
    disposal !== undefined &&
    !calls.some(({ id }) => id === call) &&
    at >= disposal.from &&
    at <= (disposal.to ?? Number.POSITIVE_INFINITY);
  const after = trace
    .slice(end + 1)
    .find((event) => event.event === 'request' && !isCalledFor(event.at) && !isParting(event));
  if (after?.event !== 'request') return undefined;
  return `sent ${after.method} ${after.path} at ${ms(after.at)}, when every call had settled`;
}

function undisposed({ disposal }: Case): string | undefined {
  if (disposal?.threw !== undefined) return `could not be disposed of: dispose threw ${disposal.threw}`;
  if (disposal && disposal.to === undefined)
    return 'could not be disposed of: dispose did not end within one virtual hour';
  return undefined;
}

function changed({ changed: names }: Case): string | undefined {
  return names.length === 0 ? undefined : `changed what every module shares: ${names.slice(0, 3).join(', ')}`;
}

/** Calls that never settle hold their connections open: that, too, is `robust.settles`' to tell. Nobody disposes of a client that was killed. */
function leftOpen(played: Case): string | undefined {
  const { left, calls } = played;
  if (left.length === 0 || hasRestart(played) || calls.some(({ how }) => how === 'never')) return undefined;
  return `left ${[...new Set(left)].join(' and ')} behind when every call had settled and dispose was called`;
}

/** Calls that never settle leave their timers behind too: that is `robust.settles`' to tell. */
function running({ leftover, calls }: Case): string | undefined {
  if (leftover === 0 || calls.some(({ how }) => how === 'never')) return undefined;
  return `left ${leftover === 1 ? 'an interval' : `${leftover} intervals`} running after every call had settled and dispose was called`;
}
