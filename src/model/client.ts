import type { Belief, Told } from './belief.ts';
import type { JsonObject } from './json.ts';
import type { Operation, Provider } from './provider.ts';
import type { ReplyContent, WireRequest } from './reply.ts';

/** Promised waits before the second, third … attempt: a list in milliseconds, or a series `initial × factor ⁿ`, at most `max`. */
export type Gaps = number[] | { initial: number; factor: number; max: number };

/** How far a wait may leave the promised delay d: `full` 0…d, `equal` d/2…d, `ratio` d(1−r)…d(1+r), `plusMs` d…d+p. */
export type Jitter = 'none' | 'full' | 'equal' | { ratio: number } | { plusMs: number };

/** What a client promises about retries. Everything that is left out is not promised, and not judged by it. */
export interface RetryPromise {
  /** Attempts in all: 1 is no retry. */
  attempts: number;
  /** What is retried: whatever one of these names. When left out: transport faults and 5xx, on reads and keyed writes. */
  on?: { statuses?: number[]; codes?: string[]; transport?: boolean };
  gapsMs?: Gaps;
  /** When left out: `none`. */
  jitter?: Jitter;
  /** Whether Retry-After is honoured; up to `capMs`, on those statuses. */
  retryAfter?: boolean | { capMs?: number; statuses?: number[] };
  /** The call settles within it, in all. */
  deadlineMs?: number;
}

/**
 * The input of a call, typed as `JSON.parse` types what it reads: its shape is the catalogue's, which is data, and so known
 * when it runs only. It goes into a client's own method as it is.
 */
export type CallInput = ReturnType<typeof JSON.parse>;

/** What the adapter of one operation is given. */
export interface CallContext {
  /** The provider's input for the operation, path parameters included, its marker filled in; fresh for each intent. */
  input: CallInput;
  /** One for each intent; a UUID. A client that mints its own may leave it. */
  idempotencyKey: string;
}

/** Calls the client once for one intent. What it returns or throws is handed to `interpret`. */
export interface CallClient<C> {
  (client: C, context: CallContext): unknown;
  // Every function has a `call`. Said to be the adapter's own, it does not take the types from a ClientOperation's.
  call: (client: C, context: CallContext) => unknown;
}

/** An operation of the client with more to say than a function can. */
export interface ClientOperation<C> {
  /** Operations of the provider that it talks to, the main one first. When left out: the one of its own name. */
  uses?: string[];
  /**
   * The resource that must exist first, in words: `a pending payment session`. It says that the operation waits for what becomes of it;
   * without it one that reads under a name of its own may also be a plain reading.
   */
  given?: string;
  call: (client: C, context: CallContext) => unknown;
  /** Overrules the client's own. */
  retries?: false | RetryPromise;
  /** Overrule the catalogue's, for a client of another version of the API. */
  method?: Operation['method'];
  path?: string;
  input?: JsonObject;
}

/**
 * The provider's credentials by name, and where fresh ones come from. The two functions do not show when the object is spread
 * or printed.
 *
 * @example
 * create: ({ baseUrl, credentials }) => new Client({ baseUrl, ...credentials, onUnauthorized: () => credentials.refresh() })
 */
export type Credentials = Record<string, string> & {
  /** Those that are good at present. */
  current(): Record<string, string>;
  /** Asks for fresh ones, as a client does whose token was rejected; takes 50 virtual milliseconds. The old ones stay good. */
  refresh(): Promise<Record<string, string>>;
};

/**
 * Where a client keeps what has to outlive it: the idempotency key of a call under way, for instance. Texts by name, in memory, empty when a
 * scenario begins; a client that is created anew within the scenario finds what the one before it has kept. Takes no virtual time.
 * Once a client is killed, what it still asks for is neither done nor answered.
 *
 * @example
 * create: ({ baseUrl, storage }) => new Client({
 *   baseUrl,
 *   async keyFor(order: string) {
 *     const key = (await storage.get(order)) ?? newKey();
 *     await storage.set(order, key);
 *     return key;
 *   },
 * })
 */
export interface ClientStorage {
  /** `undefined` where nothing is kept under that name. Rejects with a SadpathError for a name that is no text. */
  get(name: string): Promise<string | undefined>;
  /** Keeps a text, in the place of what was there. Rejects with a SadpathError for a name or a value that is no text. */
  set(name: string, value: string): Promise<void>;
  /** Forgets what is kept under that name, if anything is. Rejects with a SadpathError for a name that is no text. */
  delete(name: string): Promise<void>;
}

/** What `create` is given. */
export interface CreateContext {
  /** The origin to send requests to, without a trailing slash. */
  baseUrl: string;
  credentials: Credentials;
  /** When it is left alone, nothing is said about restarts of the client. */
  storage: ClientStorage;
}

/** One delivery of an event, as an HTTP framework hands it on. */
export interface WebhookDelivery {
  method: 'POST';
  /** Path of the URL it was sent to. */
  path: string;
  /** By names in lower case. */
  headers: Record<string, string>;
  /** The raw body: a signature is over these very characters. */
  body: string;
}

/** What a handler answers: a status, a status and a body (text, or what is sent as JSON), or nothing, which is 200. */
export type WebhookAnswer = number | { status: number; body?: unknown } | undefined;

/** How a client takes the events of its provider. `Taken` is what `create` made. */
export interface ClientWebhooks<Taken = never> {
  /** Handles one delivery. An error that it throws is answered with 500, as frameworks do. */
  handle(client: Taken, delivery: WebhookDelivery): WebhookAnswer | Promise<WebhookAnswer> | void | Promise<void>;
  /** What the client's own books say of a resource now; `undefined` for a resource that they do not know. */
  read?(client: Taken, resource: { id: string; marker: string }): Belief | undefined | Promise<Belief | undefined>;
  /** The events that it has applied so far, or their number: orders fulfilled, mails sent. One that it left aside is none. */
  applied?(client: Taken): number | readonly unknown[] | Promise<number | readonly unknown[]>;
  /**
   * Headers that prove who sent a delivery, where the catalogue knows of no scheme. Whatever is not signed so is forged. When left out
   * there, signatures are not judged.
   */
  sign?(delivery: WebhookDelivery): Record<string, string>;
}

/** How a call came out, for `interpret`. */
export interface CallResult {
  /** The key of `operations`. */
  operation: string;
  threw: boolean;
  /** What it returned; `undefined` when it threw. */
  value: unknown;
  /** What it threw; `undefined` when it returned. */
  error: unknown;
}

/**
 * A client under test, as `defineClient` takes it. `Made` is what `create` makes and `Taken` what the other functions take: the
 * same for whoever writes one, and told apart so that clients of many types fit into one list.
 */
export interface ClientDefinition<Made = unknown, Taken = never> {
  /** Unique in a config. */
  name: string;
  provider: Provider;
  /** Makes a fresh client for each scenario, and another one where the client is restarted in it. */
  create(context: CreateContext): Made | Promise<Made>;
  /** Operations of the provider by name, or names of one's own with `uses`. */
  operations: Record<string, CallClient<Taken> | ClientOperation<Taken>>;
  /** What the client tells its caller; `undefined` for "we do not recognise this". */
  interpret(result: CallResult): Belief | undefined;
  /** When left out nothing is promised: no lower bounds, no duty to retry; finite all the same. */
  retries?: false | RetryPromise;
  /** What `interpret` can tell. When left out: outcome, category and code. */
  tells?: Told[];
  /** How it takes the events of its provider. When left out, nothing is said about them. */
  webhooks?: ClientWebhooks<Taken>;
  /** Closes agents, clears intervals. */
  dispose?(client: Taken): void | Promise<void>;
  /** For clients with a fixed base URL. When left out: the provider's. */
  origin?: string;
  /** Hosts whose requests are none of the provider's business, telemetry for instance; they are answered 204. */
  ignore?: string[];
  /** JSON pointers of body fields that may change between attempts. When left out: the catalogue's. */
  volatile?: string[];
  /**
   * Has the last word on every reply, for what a catalogue cannot say as data: a signature over its body, for instance. Pure: the
   * same reply to the same request becomes the same bytes. How a reply breaks on its way is not changed by it.
   */
  reply?(reply: ReplyContent, request: WireRequest): ReplyContent;
  /** Checks switched off for this client; shows in the report. */
  rules?: Record<string, 'off'>;
}
