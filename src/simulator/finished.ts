import type { WireReply } from '../model/reply.ts';
import type { ReplyEvent } from '../model/trace.ts';
import type { AppReply } from './app-reply.ts';
import { faultSummary, summaryOf } from './summary.ts';

/** A reply ready for its lane, and what a trace tells of it; the moment and the exchange are still to be said. */
export interface Finished {
  wire: WireReply;
  facts: Omit<ReplyEvent, 'event' | 'at' | 'exchange' | 'delivered' | 'step'>;
}

/** The application's reply, as it reaches the client when nothing spoils it. */
export function finishedReply(reply: AppReply, replayed: true | undefined, retryAfter: string | undefined): Finished {
  const { wire, kind, row, codes, message, resources, state, ambiguous } = reply;
  return {
    wire: retryAfter === undefined ? wire : { ...wire, headers: { ...wire.headers, 'retry-after': retryAfter } },
    facts: {
      status: wire.status,
      summary: summaryOf(reply),
      kind,
      codes,
      ...(row === undefined ? {} : { row }),
      ...(message === undefined ? {} : { message }),
      ...(resources === undefined ? {} : { resources }),
      ...(state === undefined ? {} : { state }),
      ...(replayed ? { replayed } : {}),
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(ambiguous ? { ambiguous } : {}),
    },
  };
}

/** What a fault made of a reply. `effect`: whether the operation brings something about. */
export function finishedFault(
  fault: string,
  wire: WireReply,
  effect: boolean,
  retryAfter: string | undefined,
): Finished {
  // After a refused connection, and after a 4xx however it is worded, a client may be sure: nobody acted on the request.
  const refused = wire.transport ? wire.transport.kind === 'refused' : wire.status >= 400 && wire.status < 500;
  const ambiguous = effect && !refused;
  return {
    wire: retryAfter === undefined ? wire : { ...wire, headers: { ...wire.headers, 'retry-after': retryAfter } },
    facts: {
      status: wire.transport ? 0 : wire.status,
      summary: faultSummary(wire),
      kind: 'fault',
      fault,
      codes: [],
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(ambiguous ? { ambiguous: true } : {}),
    },
  };
}
