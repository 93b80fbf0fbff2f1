import type { Case, PlayedCall } from '../model/case.ts';
import { type Check, fail, inconclusive, pass, type Verdict } from '../model/verdict.ts';
import { askedWait } from './asked-wait.ts';
import { capOf, cutShort } from './cap.ts';
import { everyCall } from './each-call.ts';
import { exchangesOf } from './exchanges.ts';
import { ms } from './wording.ts';

/** Without a promised deadline a call has one virtual hour, and what it is asked to wait. In milliseconds. */
export const patienceMs = 3_600_000;

/** Clocks and timers round. In milliseconds. */
const toleranceMs = 1;

/** Every call comes back to its caller. */
export const robustSettles: Check = {
  id: 'robust.settles',
  demands: 'A call settles within the promised deadline, else within one virtual hour.',
  judge: (played) => everyCall(played, (call) => judgeSettling(played, call)),
};

function judgeSettling(played: Case, call: PlayedCall): Verdict {
  const excuse = cutShort(played, call);
  if (excuse !== undefined) return inconclusive(excuse);
  if (waitsForTheDead(played, call))
    return inconclusive('it may wait for what the killed client has left in the memory of this process');
  if (call.settledAt === undefined) return fail('must', neverSettled(played, call));
  const promised = played.promise ? played.promise.deadlineMs : undefined;
  const took = call.settledAt - call.at;
  const patience = patienceMs + askedOf(played, call);
  if (took <= (promised ?? patience) + toleranceMs) return pass;
  const limit = promised === undefined ? `within ${ms(patience)} at the latest` : `within ${ms(promised)}, as promised`;
  return fail('must', `the call settled after ${ms(took)} instead of ${limit}`);
}

/** A module's own variables outlive a restart here, a lock or a queue among them, as they do nowhere else. */
function waitsForTheDead(played: Case, call: PlayedCall): boolean {
  const isStuck = played.ending === 'hung' && call.how === 'never' && exchangesOf(played, call).length === 0;
  return isStuck && played.calls.some(({ killedAt }) => killedAt !== undefined);
}

/** What the provider itself asked to wait comes on top: whoever honours it is not slow. */
function askedOf(played: Case, call: PlayedCall): number {
  return exchangesOf(played, call).reduce((sum, { reply }) => sum + (askedWait(reply)?.ms ?? 0), 0);
}

function neverSettled(played: Case, call: PlayedCall): string {
  const waiting = waitingFor(played, call);
  const cap = capOf(played);
  if (cap !== undefined) return `the call had not settled after ${cap}; ${waiting}`;
  return `the call never settled: nothing could wake it any more; ${waiting}`;
}

function waitingFor(played: Case, call: PlayedCall): string {
  const last = exchangesOf(played, call).at(-1);
  if (!last) return 'it had sent nothing';
  const { request, reply, abortedAt } = last;
  const sent = `${request.operation ?? `${request.method} ${request.path}`} sent at ${ms(request.at)}`;
  if (abortedAt !== undefined) return `it had hung up on ${sent} at ${ms(abortedAt)}`;
  if (!reply || reply.family === 'stall') return `it was waiting for the reply to ${sent}`;
  return `the last it had heard was ${reply.summary} at ${ms(reply.at)}`;
}
