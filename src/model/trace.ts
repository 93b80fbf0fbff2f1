import type { Belief } from './belief.ts';
import type { FaultFamily } from './fault-family.ts';
import type { EffectKind } from './provider.ts';
import type { Books, Forgery } from './webhooks.ts';

/** What an error looked like when it left the client; plain data. */
export interface Thrown {
  name: string;
  message: string;
  code?: string;
  /**
   * Whether its class is exactly one of TypeError, SyntaxError, ReferenceError, RangeError, or Node's own of these for a wrong argument:
   * not made on purpose.
   */
  raw: boolean;
  cause?: { name: string; message: string; code?: string };
}

/** What every event carries. */
interface Moment {
  /** Virtual milliseconds since the scenario began. */
  at: number;
  /** The call it belongs to; absent where nothing tells. */
  call?: string;
}

/** A call of the client begins. */
export interface CalledEvent extends Moment {
  event: 'called';
  operation: string;
}

/** A whole request arrived at the provider. */
export interface RequestEvent extends Moment {
  event: 'request';
  /** Counts the exchanges of the scenario from 1. */
  exchange: number;
  /** The provider's operation; absent when no route matches. */
  operation?: string;
  method: string;
  path: string;
  contentType?: string;
  body: string;
  /** The idempotency key: its label by first appearance once it stands in a trace (`key#1`). */
  key?: string;
  /** The key is the one that the caller handed over, and none of the client's own. */
  handed?: true;
  /** The intent, where marker, resource or key tell it. */
  intent?: string;
  /** Label of the secret credentials by first appearance: `credentials#1`. */
  credentials?: string;
  /** When it was made, as a header of its own says, in virtual milliseconds since the scenario began. */
  madeAt?: number;
}

/** The provider's answer was handed to the client, or broke on its way. */
export interface ReplyEvent extends Moment {
  event: 'reply';
  exchange: number;
  status: number;
  /** In words, for the timeline: `500 server_error`, `201 ok`, `connection reset`. */
  summary: string;
  /** The requirement id of the row that it shows; absent for a success, and for what no document lists. */
  row?: string;
  /** It carries a documented code or type under a status that the document does not name for it. */
  elsewhere?: true;
  /** The codes that it carries, the catalogue's or not. */
  codes: string[];
  /** Its human-readable message. */
  message?: string;
  /** Resource ids that an error reply lists as done. */
  resources?: string[];
  /** The state it shows of the resource. */
  state?: string;
  /** What it says of why the resource is in that state: every text in the fields that come and go on the way. */
  reasons?: string[];
  /** The tape's step that it comes from, counted from 0 with repeats; absent when the simulator answered by itself. */
  step?: number;
  /** What kind of step; `ok` also when the simulator answered by itself. */
  kind: 'ok' | 'error' | 'state' | 'fault';
  /** The fault's name, and what it left the client with; absent where nothing went wrong on the way. */
  fault?: string;
  family?: FaultFamily;
  /** An idempotency record answered instead of the application. */
  replayed?: true;
  retryAfter?: string;
  /** It may have been committed although the reply does not say so. Both commit points look the same to the client. */
  ambiguous?: true;
  /** Whether it reached an open request. */
  delivered: boolean;
}

/** The client hung up on an open exchange. */
export interface AbortedEvent extends Moment {
  event: 'aborted';
  exchange: number;
}

/** The client has fetched fresh credentials. */
export interface RefreshedEvent extends Moment {
  event: 'refreshed';
  /** When it asked for them, in virtual milliseconds. */
  since: number;
}

/** The client was killed; it is created anew a second later. */
export interface RestartedEvent extends Moment {
  event: 'restarted';
  /** Calls that were open, and never come back. */
  killed: string[];
}

/** Something happened at the provider. */
export interface EffectEvent extends Moment {
  event: 'effect';
  kind: EffectKind;
  resource: string;
  intent?: string;
}

/** A call of the client ended. */
export interface SettledEvent extends Moment {
  event: 'settled';
  how: 'value' | 'error';
  belief?: Belief;
  thrown?: Thrown;
}

/** An event of the provider's, or one that somebody forged, was handed to the client. */
export interface WebhookEvent extends Moment {
  event: 'webhook';
  /** Its name in the scenario: deliveries of one name are one event. */
  name: string;
  /** As the provider calls it. */
  type: string;
  state: string;
  forged?: Forgery;
  /** It was an earlier delivery, caught and sent again. */
  replayed?: true;
  /** Its type is one that no document lists. */
  unlisted?: true;
  /** It came while the request that makes the resource was open. */
  early?: true;
  /** What the client answered; absent when its handler threw. */
  status?: number;
  /** Whether the answer's body holds what the provider asks for; absent where it asks for nothing. */
  asked?: boolean;
  thrown?: Thrown;
  /** What the client's books said before and after. */
  before: Books;
  after: Books;
}

/**
 * Something reached past the call: an unhandled rejection, an uncaught exception, a refused connection, a request that the catalogue does not
 * know, or one to another origin, where a redirect led (`elsewhere`).
 */
export interface EscapedEvent extends Moment {
  event: 'escaped';
  kind: 'rejection' | 'exception' | 'connection' | 'unmatched' | 'elsewhere';
  message: string;
}

/** What happened, in virtual time, in order. */
export type TraceEvent =
  | CalledEvent
  | RequestEvent
  | ReplyEvent
  | AbortedEvent
  | RefreshedEvent
  | RestartedEvent
  | EffectEvent
  | SettledEvent
  | WebhookEvent
  | EscapedEvent;
