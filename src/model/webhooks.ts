import type { Json, JsonObject } from './json.ts';

/** How an event proves who sent it. In each text `$time`, `$body`, `$path` and the name of a credential stand for themselves. */
export interface WebhookSignature {
  algorithm: 'hmac-sha256' | 'rsa-sha256';
  /** The credential that verifies: with `hmac-sha256` the secret that both sides know, with `rsa-sha256` the public key (PEM). */
  credential: string;
  /** The private key (PEM) that belongs to it; with `rsa-sha256` only. */
  privateKey?: string;
  /** What is signed: `$time.$body`. */
  signed: string;
  encoding: 'hex' | 'base64';
  /** Headers that it travels in, by name; `$signature` stands for the signature: `{ 'acme-signature': 't=$time, v1=$signature' }`. */
  headers: Record<string, string>;
  /** How `$time` is written: seconds of the epoch, or ISO 8601. */
  time: 'seconds' | 'iso';
  /** How old an event may be, where a page says so, in milliseconds. */
  toleranceMs?: number;
}

/** How a provider tells a client what has become of a resource, without being asked. */
export interface Webhooks {
  /** Which page says so. */
  source: string;
  /** The journey whose states it tells. */
  journey: string;
  /** State to the type of the event that tells it. Of a state that is not here nothing is told. */
  events: Record<string, string>;
  /** The body. Holes: `$event` (the event's id), `$type`, `$resource` (as a read shows it), `$id`, `$state`, `$marker`. */
  body: JsonObject;
  /** When left out, what an authentic event looks like is left to the client: `webhooks.sign`. */
  signature?: WebhookSignature;
  /** What the body of the answer has to hold, as JSON, beside a status of 2xx. */
  answer?: Json;
}

/** What is wrong with an event that no provider has sent. */
export type Forgery = (typeof forgeries)[number];

/** Every {@link Forgery}: nothing of a signature, another secret's, one over another body, one that is too old. */
export const forgeries = ['unsigned', 'wrong-key', 'tampered', 'stale'] as const;

/** One delivery of an event in a scenario. */
export interface ScenarioEvent {
  /** Deliveries of one name are one event, sent again: `event-1`. */
  event: string;
  /** The state that it tells. */
  state: string;
  /** `during` the open request that makes the resource; when left out: when the calls have settled, one delivery after another. */
  at?: 'during';
  /** It is none of the provider's. */
  forged?: Forgery;
  /** Somebody has caught the delivery before it, and sends that again to the letter, an hour later. */
  replayed?: true;
  /** A type that no document lists, in the place of the state's own. */
  type?: string;
  /** It carries fields that no document lists. */
  more?: true;
}

/** A handler may answer first and work afterwards: so long after an event its client's books are read. In virtual milliseconds. */
export const afterworkMs = 60_000;

/** What a client's own books say: how many events it has applied, and what it believes of the resource. */
export interface Books {
  applied?: number;
  outcome?: string;
}
