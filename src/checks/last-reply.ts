import type { Case, PlayedCall } from '../model/case.ts';
import { inconclusive, notApplicable, type Verdict } from '../model/verdict.ts';
import { type Answered, answered, type Exchange, exchangesOf } from './exchanges.ts';
import { mayHaveHappened, openExchanges } from './open-exchange.ts';
import { isRead } from './operation-kind.ts';
import { isSuccess, rowOf } from './reply-meaning.ts';

/** What a call had heard from the provider when it told its caller how it went. */
export interface Heard {
  /** The last reply that it received. */
  last: Answered;
  /** Earlier replies that a failed or silent reading has not made untrue. */
  standing: Answered[];
  /** Exchanges beside the last one that may have gone through. */
  open: Exchange[];
  /**
   * Nothing is open, and a client may still not know it: an earlier attempt got no connection or a body that not everybody can read, which
   * looks like a lost reply to some, or a record has answered for one, which looks like any answer.
   */
  doubtful: boolean;
}

/** What a call had heard when it settled; undefined when no reply had reached it. */
export function heardBy(played: Case, call: PlayedCall): Heard | undefined {
  const settled = played.trace.findIndex((event) => event.event === 'settled' && event.call === call.id);
  // What arrives after the caller has been answered, the loser of a `Promise.race` for instance, was not heard.
  const until = settled === -1 ? played : { ...played, trace: played.trace.slice(0, settled) };
  const replies = exchangesOf(until, call).filter(answered);
  const last = replies.at(-1);
  if (!last) return undefined;
  return {
    last,
    standing: standing(until, replies, last),
    open: openExchanges(until, call).filter((exchange) => exchange.place !== last.place),
    doubtful: isDoubtful(played, last, exchangesOf(until, call)),
  };
}

function isDoubtful(played: Case, last: Answered, exchanges: readonly Exchange[]): boolean {
  const earlier = exchanges.filter(({ place }) => place < last.place);
  const replayed = last.reply.kind === 'error' && last.reply.replayed === true;
  return earlier.some(
    (one) => (answered(one) && one.reply.family !== undefined) || (replayed && mayHaveHappened(played, one)),
  );
}

/** What is said of a call that no reply had reached when it settled. Of several at once one may wait for its turn until it gives up. */
export function unheard(played: Case, call: PlayedCall): Verdict {
  const gaveUp = exchangesOf(played, call).every(({ abortedAt }) => abortedAt !== undefined);
  if (played.calls.length > 1 && gaveUp) return notApplicable('the client gave up before any reply came');
  return inconclusive('no reply reached the client before the call settled');
}

function standing(played: Case, replies: Answered[], last: Answered): Answered[] {
  const { operation } = played;
  if (!isRead(operation, last.request.operation)) return [];
  // Of a client that only reads, the last reading is all that counts.
  const ofMain =
    operation.effect === undefined
      ? undefined
      : replies.findLast(({ request }) => request.operation === operation.main);
  if (isSuccess(played, last)) {
    // A definite no of the main operation outlives a reading whose state no document explains.
    const unexplained = ofMain && rowOf(played, last) === undefined;
    return unexplained && rowOf(played, ofMain)?.expect?.outcome.includes('failed') ? [ofMain] : [];
  }
  // A failed reading is no verdict on what earlier replies have told.
  const told = replies.findLast((exchange) => isSuccess(played, exchange));
  return [...new Set([told, ofMain])].filter((one) => one !== undefined);
}
