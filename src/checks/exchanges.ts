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

/** Whether a call is the engine's own: it plays the caller who was told `retryable`. The ids are `follow-up`, `follow-up-2` and so on. */
export function isFollowUp(id: string): boolean {
  return /^follow-up(-\d+)?$/.test(id);
}

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
function ownerOf(played: Case, request: RequestEvent): PlayedCall | undefined {
  const sharers = sharersOf(played, request);
  const sender = sharers.find(({ id }) => id === request.call);
  if (sender) return sender;
  const open = openAt(played, sharers, request);
  // After a call has settled its requests are still its own; of several open ones nobody can tell.
  return open.length === 0 ? sharers.findLast(({ at }) => at <= request.at) : open.length === 1 ? open[0] : undefined;
}

/** The calls that a request can belong to: those of its intent, or all. */
function sharersOf({ calls }: Case, { intent }: RequestEvent): PlayedCall[] {
  const known = calls.filter((call) => call.intent === intent);
  return known.length === 0 ? calls : known;
}

/** Within one instant the trace knows what came first. */
function openAt({ trace }: Case, calls: PlayedCall[], request: RequestEvent): PlayedCall[] {
  const place = trace.indexOf(request);
  const placeOf = (name: 'called' | 'settled', id: string) =>
    trace.findIndex(({ event, call }) => event === name && call === id);
  const killed = (id: string) => trace.findIndex((event) => event.event === 'restarted' && event.killed.includes(id));
  return calls.filter(({ id, at }) => {
    const called = placeOf('called', id);
    const settled = Math.max(placeOf('settled', id), killed(id));
    const begun = called === -1 ? at <= request.at : called < place;
    return begun && (settled === -1 || settled > place);
  });
}

/**
 * Whether the requests that {@link exchangesOf} gives to a call are its own for certain. Of several open calls that a request can belong to
 * the sender is the one that ran when it left. A client with a queue may send them all while it runs for the first: so the sender
 * counts only where each of them has begun with a request of its own.
 */
export function isCertain(played: Case, call: PlayedCall): boolean {
  const requests = played.trace.filter((event) => event.event === 'request');
  const begins = ({ id, at }: PlayedCall) => requests.some((request) => request.call === id && request.at === at);
  return requests.every((request) => {
    const open = openAt(played, sharersOf(played, request), request);
    if (open.length < 2 || !open.includes(call)) return true;
    return open.some(({ id }) => id === request.call) && open.every(begins);
  });
}

/** The caller's other calls for the intent of a call; the engine's follow-ups are none. */
export function rivalsOf({ calls }: Case, call: PlayedCall): PlayedCall[] {
  return calls.filter(({ id, intent }) => intent === call.intent && id !== call.id && !isFollowUp(id));
}
