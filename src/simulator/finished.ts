import { isConnected, type WireReply } from '../model/reply.ts';
import type { Step } from '../model/tape.ts';
import type { ReplyEvent } from '../model/trace.ts';
import type { AppReply } from './app-reply.ts';
import { faultSummary, summaryOf } from './summary.ts';

/** A reply ready for its lane, and what a trace tells of it; the moment and the exchange are still to be said. */
export interface Finished {
  wire: WireReply;
  facts: Omit<ReplyEvent, 'event' | 'at' | 'exchange' | 'delivered' | 'step'>;
}

/** What a step of a tape adds to the head of a reply. */
export type StepHead = Pick<Step, 'retryAfter' | 'headers'>;

function withHead(wire: WireReply, { retryAfter, headers }: StepHead): WireReply {
  if (retryAfter === undefined && headers === undefined) return wire;
  const asked = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return { ...wire, headers: { ...wire.headers, ...headers, ...asked } };
}

/** The application's reply, as it reaches the client when nothing spoils it. */
export function finishedReply(reply: AppReply, replayed?: true, head: StepHead = {}): Finished {
  const { retryAfter } = head;
  const { wire, kind, row, codes, message, resources, state, reasons, ambiguous } = reply;
  return {
    wire: withHead(wire, head),
    facts: {
      status: wire.status,
      summary: summaryOf(reply),
      kind,
      codes,
      ...(row === undefined ? {} : { row }),
      ...(message === undefined ? {} : { message }),
      ...(resources === undefined ? {} : { resources }),
      ...(state === undefined ? {} : { state }),
      ...(reasons === undefined ? {} : { reasons }),
      ...(replayed ? { replayed } : {}),
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(ambiguous ? { ambiguous } : {}),
    },
  };
}

/** What a fault made of a reply. `effect`: whether the operation brings something about. */
export function finishedFault(fault: string, wire: WireReply, effect: boolean, head: StepHead = {}): Finished {
  const { retryAfter } = head;
  // Without a connection, and after a 4xx however it is worded, a client may be sure: nobody acted on the request.
  const refused = wire.transport ? !isConnected(wire.transport) : wire.status >= 400 && wire.status < 500;
  const ambiguous = effect && !refused;
  return {
    wire: withHead(wire, head),
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
