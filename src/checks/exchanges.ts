import type { Case, PlayedCall } from '../model/case.ts';
import type { ReplyEvent, RequestEvent } from '../model/trace.ts';

/** One request of a call with what came of it. */
export interface Exchange {
  request: RequestEvent;
  /** Where the request stands in the trace. */
  place: number;
  /** The reply, where it reached the client. */
  reply?: ReplyEvent;
  /** When the client hung up, in virtual milliseconds. */
  abortedAt?: number;
}

/** An exchange whose reply reached the client. */
export type Answered = Exchange & { reply: ReplyEvent };

/** Whether the reply of an exchange reached the client. */
export function answered(exchange: Exchange): exchange is Answered {
  return exchange.reply !== undefined;
}

/** The id that the engine gives to the call it makes when it plays the caller who was told `retryable`. */
export const followUpId = 'follow-up';

const gathered = new WeakMap<Case, Map<PlayedCall, Exchange[]>>();

/**
 * Every request of a call, to any operation, in the order of arrival, each with its reply. Gathered once for a case, which is over
 * when it is judged: most checks ask for them.
 */
export function exchangesOf(played: Case, call: PlayedCall): readonly Exchange[] {
  const known = gathered.get(played) ?? new Map<PlayedCall, Exchange[]>();
  gathered.set(played, known);
  const exchanges = known.get(call) ?? gather(played, call);
  known.set(call, exchanges);
  return exchanges;
}

function gather(played: Case, call: PlayedCall): Exchange[] {
  const replies = new Map<number, ReplyEvent>();
  const hungUp = new Map<number, number>();
  for (const event of played.trace) {
    if (event.event === 'reply') replies.set(event.exchange, event);
    if (event.event === 'aborted') hungUp.set(event.exchange, event.at);
  }
  return played.trace.flatMap((event, place) => {
    if (event.event !== 'request' || ownerOf(played, event) !== call) return [];
    const reply = replies.get(event.exchange);
    const abortedAt = hungUp.get(event.exchange);
    const shown = reply && shownOf(reply, abortedAt !== undefined);
    return [
      {
        request: event,
        place,
        ...(shown ? { reply: shown } : {}),
        ...(abortedAt === undefined ? {} : { abortedAt }),
      },
    ];
  });
}

/** A reply as the client saw it; `hungUp`: whether it did not wait for all of it. Undefined when it saw none. */
export function shownOf(reply: ReplyEvent, hungUp: boolean): ReplyEvent | undefined {
  if (reached(reply)) return reply;
  // What comes drop by drop is silence to who gives it up.
  return hungUp && reply.family === 'legible' ? { ...reply, family: 'stall' } : undefined;
}

/** Whether a reply reached an open request. A stall has nothing to deliver: it is there as soon as the request waits. */
function reached(reply: ReplyEvent): boolean {
  return reply.delivered || reply.family === 'stall';
}

/** The call that a request belongs to: by its intent where one is known, then by the call that sent it, then by who was open. */
function ownerOf({ calls }: Case, request: RequestEvent): PlayedCall | undefined {
  const sender = calls.find(({ id }) => id === request.call);
  const known = calls.filter(({ intent }) => intent === request.intent);
  const sharers = known.length === 0 ? calls : known;
  if (sender && sharers.includes(sender)) return sender;
  const begun = sharers.filter(({ at }) => at <= request.at);
  const open = begun.filter(({ settledAt = Number.POSITIVE_INFINITY }) => settledAt >= request.at);
  // After a call has settled its requests are still its own; of several open ones nobody can tell.
  return open.length === 0 ? begun.at(-1) : open.length === 1 ? open[0] : undefined;
}
