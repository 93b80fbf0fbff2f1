import { bodyFamily } from '../faults/body/body-fault.ts';
import { bodyFaults } from '../faults/body/table.ts';
import type { Fault } from '../faults/fault.ts';
import { hasHead, isConnected, type WireReply } from '../model/reply.ts';
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
  const { wire, kind, row, elsewhere, codes, message, resources, state, reasons, ambiguous } = reply;
  return {
    wire: withHead(wire, head),
    facts: {
      status: wire.status,
      summary: summaryOf(reply),
      kind,
      codes,
      ...(row === undefined ? {} : { row }),
      ...(elsewhere ? { elsewhere } : {}),
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

/** A step that spoils the body of its reply, and what it knows of the request. */
export interface Spoiling extends StepHead, Pick<Step, 'as'> {
  /** Whether the operation brings something about. */
  effect: boolean;
  replayed?: true | undefined;
  /** The body that a success would have had, where the reply is none. */
  success?: string | undefined;
}

/** The application's reply in a body that is spoilt: what it says is still there, for who can read it. */
export function finishedBody(reply: AppReply, { as, effect, replayed, success, ...head }: Spoiling): Finished {
  const { wire, facts } = finishedReply(reply, replayed, head);
  const fault = as && bodyFaults[as.fault];
  if (!fault) return { wire, facts };
  const { status } = wire;
  const spoilt = fault.apply(wire, { ...as, codes: reply.codes, ...(success === undefined ? {} : { success }) });
  return {
    wire: spoilt,
    facts: {
      ...facts,
      codes: reply.codes.filter((code) => holds(spoilt.body, code)),
      summary: `${facts.summary} ${as.at === undefined ? fault.name : `${fault.name}@${as.at}`}`,
      kind: 'fault',
      fault: fault.name,
      family: bodyFamily(fault, status),
      // Who cannot read a success does not know of it.
      ...(effect && status < 300 ? { ambiguous: true as const } : {}),
    },
  };
}

/** Whether a code is still a text of its own in a body: in whatever case, and with whatever white space around it. */
function holds(body: string, code: string): boolean {
  return tight(body).includes(tight(JSON.stringify(code)));
}

function tight(json: string): string {
  return json.toLowerCase().replaceAll(/\\[nrt]|\s/g, '');
}

/** What a fault made of a reply. `effect`: whether the operation brings something about. */
export function finishedFault(fault: Fault, wire: WireReply, effect: boolean, head: StepHead = {}): Finished {
  const { retryAfter } = head;
  const status = wire.transport && !hasHead(wire.transport) ? 0 : wire.status;
  const family = fault.family(status);
  // Without a connection, and after a 4xx however it is worded, a client may be sure: nobody acted on the request.
  const refused = family === 'refusal' || (status >= 400 && status < 500);
  const ambiguous = effect && !refused && (!wire.transport || isConnected(wire.transport));
  return {
    wire: withHead(wire, head),
    facts: {
      status,
      summary: faultSummary(fault, wire),
      kind: 'fault',
      fault: fault.name,
      family,
      codes: [],
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(ambiguous ? { ambiguous: true } : {}),
    },
  };
}
