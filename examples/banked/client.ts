import { type Backoff, retryAfterMs, waitMs } from '../backoff.ts';
import { type Pace, poll, type Waited } from '../poll.ts';
import { BankedError } from './banked-error.ts';
import { type Failure, lostReply, refusal } from './failure.ts';
import { askedMs, patienceMs } from './patience.ts';
import { endOf, type PaymentSession, type PaymentSessionInput, readSession } from './payment-session.ts';
import { readText } from './read-text.ts';

/** What a {@link BankedClient} is made of. Everything but origin and credentials may be left out. */
export interface BankedOptions {
  /** The API's origin, without a trailing slash. */
  baseUrl: string;
  key: string;
  secret: string;
  /** Milliseconds for one attempt, its body included. */
  timeoutMs?: number;
  /** Attempts in all. */
  attempts?: number;
  fetch?: typeof fetch;
  sleep?: (ms: number) => Promise<unknown>;
}

interface Call {
  /** What the call is for, in words. */
  name: string;
  method: 'GET' | 'POST';
  url: string;
  headers: Headers;
  body?: string;
}

type Attempt = { session: PaymentSession } | { failure: Failure; askedMs: number };

const backoff: Backoff = { initialMs: 500, factor: 2, maxMs: 8_000, retryAfterCapMs: 30_000 };
const pace: Pace = { intervalMs: 1_000, factor: 1.5, maxMs: 60_000, askedMaxMs: 30_000, deadlineMs: 600_000 };
const bodyLimit = 1_000_000;
const defaults = {
  timeoutMs: 10_000,
  attempts: 4,
  fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
  sleep: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Banked payment sessions over fetch. Every attempt of one call is the same request under the same idempotency key; what is
 * worth it is attempted up to four times, and when nobody can tell whether a session was created, it says so.
 */
export class BankedClient {
  readonly #options: Required<BankedOptions>;

  constructor(options: BankedOptions) {
    this.#options = { ...defaults, ...options };
  }

  /**
   * Creates a payment session. One intent, one key: keep the key with the order, and use it again for a repeat.
   *
   * @throws {BankedError} whose `outcome` says whether a session may exist.
   */
  async createPaymentSession(input: PaymentSessionInput, idempotencyKey: string): Promise<PaymentSession> {
    const headers = this.#headers({ 'content-type': 'application/json', 'idempotency-key': idempotencyKey });
    const url = `${this.#options.baseUrl}/v2/payment_sessions`;
    return this.#send({ name: 'create a payment session', method: 'POST', url, headers, body: JSON.stringify(input) });
  }

  /**
   * Reads a payment session.
   *
   * @throws {BankedError} when its state could not be read.
   */
  async getPaymentSession(id: string): Promise<PaymentSession> {
    const url = `${this.#options.baseUrl}/v2/payment_sessions/${encodeURIComponent(id)}`;
    return this.#send({ name: `read payment session ${id}`, method: 'GET', url, headers: this.#headers({}) });
  }

  /**
   * Reads a payment session until it is `sent` or `failed`: every second at first, then less and less often, for ten minutes. A
   * reading that fails is no verdict on the payment, and an error on the way may be resolved: neither ends the wait. What is not
   * final by then is returned as it was seen last; ask again later, and never pay anew.
   */
  async waitForSession(id: string): Promise<Waited<PaymentSession>> {
    return poll({
      read: () => this.getPaymentSession(id),
      isFinal: (session) => endOf(session) !== undefined,
      patienceMs,
      askedMs,
      pace,
      sleep: this.#options.sleep,
    });
  }

  /**
   * Creates a payment session and waits until it is final. The key is the intent's, as in {@link createPaymentSession}.
   *
   * @throws {BankedError} when no session came back; its `outcome` says whether one may exist.
   */
  async pay(input: PaymentSessionInput, idempotencyKey: string): Promise<Waited<PaymentSession>> {
    const created = await this.createPaymentSession(input, idempotencyKey);
    const waited = await this.waitForSession(created.id);
    // Where nothing more could be read, the session was seen all the same: when it was created.
    return waited.final || waited.last ? waited : { ...waited, last: created };
  }

  #headers(more: Record<string, string>): Headers {
    const { key, secret } = this.#options;
    const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
    return new Headers({ accept: 'application/json', authorization, ...more });
  }

  async #send(call: Call): Promise<PaymentSession> {
    let doubt = false;
    const resources = new Set<string>();
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(call);
      if ('session' in result) return result.session;
      const { failure, askedMs } = result;
      // What an earlier attempt may have done, no later refusal undoes. A read does nothing.
      doubt ||= call.method !== 'GET' && failure.outcome === 'unknown';
      for (const id of failure.resources) resources.add(id);
      if (!failure.again || attempt >= this.#options.attempts) {
        const outcome = doubt ? 'unknown' : failure.outcome;
        throw new BankedError(call.name, { ...failure, outcome, resources: [...resources] }, askedMs);
      }
      await this.#options.sleep(waitMs(backoff, attempt, Math.random(), askedMs));
    }
  }

  async #attempt({ method, url, headers, body }: Call): Promise<Attempt> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    try {
      // A redirect would take the payment, or its key, somewhere else.
      const init: RequestInit = { method, headers, body: body ?? null, signal, redirect: 'manual' };
      const response = await this.#options.fetch(url, init);
      const text = await readText(response, bodyLimit);
      const session = response.ok ? readSession(text) : undefined;
      if (session) return { session };
      const askedMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
      return { failure: refusal(response.status, text), askedMs };
    } catch (cause) {
      return { failure: lostReply(signal.aborted, cause), askedMs: 0 };
    }
  }
}
