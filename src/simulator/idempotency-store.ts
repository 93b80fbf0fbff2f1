import type { AppReply } from './app-reply.ts';

/** What the provider knows of a key when a request comes under it. */
export type Known =
  /** Nothing: process it. */
  | { kind: 'new' }
  /** Another request came under the key. */
  | { kind: 'mismatch' }
  /** The first request under the key has not been answered yet. */
  | { kind: 'open' }
  /** The same request took effect, and the provider refuses a repeat. */
  | { kind: 'done' }
  /** The same request was answered, and this is kept of it. */
  | { kind: 'stored'; reply: AppReply }
  /** The same request came before and nothing of its answer was kept: process it again. */
  | { kind: 'again' };

interface KeyRecord {
  request: string;
  open: Set<number>;
  reply?: AppReply;
  done: boolean;
  /** Whether it outlives its exchanges. */
  kept: boolean;
}

/** Remembers requests by their idempotency key. What is kept of a reply is for the caller to decide. */
export class IdempotencyStore {
  readonly #records = new Map<string, KeyRecord>();
  readonly #seen = new Set<string>();
  #repeated = false;

  /** Whether a request came under a key that had come before, kept or not: else no rule for repeats has made a difference. */
  get repeated(): boolean {
    return this.#repeated;
  }

  /** `request`: its fingerprint. `minds`: whether the provider refuses a repeat, of what is unanswered and of what took effect. */
  look(key: string, request: string, minds: { open: boolean; repeat: boolean }): Known {
    this.#repeated ||= this.#seen.has(key);
    this.#seen.add(key);
    const record = this.#records.get(key);
    if (!record) return { kind: 'new' };
    if (record.request !== request) return { kind: 'mismatch' };
    if (minds.open && record.open.size > 0) return { kind: 'open' };
    if (minds.repeat && record.done) return { kind: 'done' };
    return record.reply ? { kind: 'stored', reply: record.reply } : { kind: 'again' };
  }

  /** A request is being processed under the key until its exchange is closed. */
  open(key: string, request: string, exchange: number): void {
    this.#record(key, request).open.add(exchange);
  }

  /** Keeps the request, and its reply where one is given. The first reply stays; another request's record is left alone. */
  keep(key: string, request: string, reply?: AppReply): void {
    const record = this.#record(key, request);
    if (record.request !== request) return;
    record.kept = true;
    if (reply) record.reply ??= reply;
  }

  /** Whether the effect under the key stands already. */
  isDone(key: string): boolean {
    return this.#records.get(key)?.done ?? false;
  }

  /** The effect under the key stands: from now on no request under it makes another. */
  done(key: string, request: string): void {
    const record = this.#record(key, request);
    record.kept = true;
    record.done = true;
  }

  /** An exchange is over. A key of which nothing is kept is free again. */
  closed(exchange: number): void {
    for (const [key, record] of this.#records) {
      record.open.delete(exchange);
      if (record.open.size === 0 && !record.kept) this.#records.delete(key);
    }
  }

  #record(key: string, request: string): KeyRecord {
    const known = this.#records.get(key);
    if (known) return known;
    const record: KeyRecord = { request, open: new Set(), done: false, kept: false };
    this.#records.set(key, record);
    return record;
  }
}
