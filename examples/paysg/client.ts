import axios, { type AxiosInstance } from 'axios';
import { type Backoff, retryAfterMs, waitMs } from '../backoff.ts';
import { type Pace, poll, type Waited } from '../poll.ts';
import { type Failure, lostReply, refusal } from './failure.ts';
import { askedMs, patienceMs } from './patience.ts';
import { endOf, type Payment, type PaymentInput, readPayment } from './payment.ts';
import { PaysgError } from './paysg-error.ts';

/** What a {@link PaysgClient} is made of. Everything but origin and key may be left out. */
export interface PaysgOptions {
  /** The API's origin, without a trailing slash. */
  baseUrl: string;
  apiKey: string;
  /** Milliseconds for one attempt, its body included. */
  timeoutMs?: number;
  /** Attempts in all. */
  attempts?: number;
  sleep?: (ms: number) => Promise<unknown>;
}

interface Call {
  /** What the call is for, in words. */
  name: string;
  method: 'GET' | 'POST';
  path: string;
  /** The idempotency key; absent for a read. */
  key?: string;
  body?: string;
}

type Attempt = { payment: Payment } | { failure: Failure; askedMs: number };

const backoff: Backoff = { initialMs: 1_000, factor: 2, maxMs: 16_000, retryAfterCapMs: 30_000 };
const pace: Pace = { intervalMs: 2_000, factor: 1.5, maxMs: 60_000, askedMaxMs: 30_000, deadlineMs: 600_000 };
const defaults = {
  timeoutMs: 15_000,
  attempts: 5,
  sleep: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * PaySG payments over axios. Every attempt of one call is the same request under the same idempotency key. PaySG may answer a
 * repeat with the stored first answer, a 500 even: after the last attempt a 5xx means that nobody can tell, and the error says so.
 */
export class PaysgClient {
  readonly #http: AxiosInstance;
  readonly #options: Required<Omit<PaysgOptions, 'baseUrl' | 'apiKey'>>;

  constructor({ baseUrl, apiKey, ...options }: PaysgOptions) {
    this.#options = { ...defaults, ...options };
    this.#http = axios.create({
      baseURL: baseUrl,
      headers: { 'x-api-key': apiKey, accept: 'application/json' },
      // Statuses, JSON and redirects are for us to judge, not for axios.
      validateStatus: () => true,
      responseType: 'text',
      maxRedirects: 0,
      maxContentLength: 1_000_000,
    });
  }

  /**
   * Creates a payment. One intent, one key: keep the key with the order, and use it again for a repeat.
   *
   * @throws {PaysgError} whose `outcome` says whether a payment may exist.
   */
  async createPayment(serviceId: string, input: PaymentInput, idempotencyKey: string): Promise<Payment> {
    const body = JSON.stringify(input);
    return this.#send({
      name: 'create a payment',
      method: 'POST',
      path: payments(serviceId),
      key: idempotencyKey,
      body,
    });
  }

  /**
   * Reads a payment.
   *
   * @throws {PaysgError} when its state could not be read.
   */
  async getPayment(serviceId: string, paymentId: string): Promise<Payment> {
    return this.#send({ name: `read payment ${paymentId}`, method: 'GET', path: payments(serviceId, paymentId) });
  }

  /**
   * Reads a payment until it is `paid` or `cancelled`: after two seconds at first, then less and less often, for ten minutes. A
   * reading that fails is no verdict on the payment. What is not final by then is returned as it was seen last; ask again later.
   */
  async waitForPayment(serviceId: string, paymentId: string): Promise<Waited<Payment>> {
    return poll({
      read: () => this.getPayment(serviceId, paymentId),
      isFinal: (payment) => endOf(payment) !== undefined,
      patienceMs,
      askedMs,
      pace,
      sleep: this.#options.sleep,
    });
  }

  /**
   * Cancels a payment that is not paid yet.
   *
   * @throws {PaysgError} whose `outcome` says whether it may be cancelled.
   */
  async cancelPayment(serviceId: string, paymentId: string, idempotencyKey: string): Promise<Payment> {
    const path = `${payments(serviceId, paymentId)}/cancel`;
    return this.#send({ name: `cancel payment ${paymentId}`, method: 'POST', path, key: idempotencyKey });
  }

  async #send(call: Call): Promise<Payment> {
    let doubt = false;
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(call);
      if ('payment' in result) return result.payment;
      const { failure, askedMs } = result;
      // What an earlier attempt may have done, no later refusal undoes. A read does nothing.
      doubt ||= call.method !== 'GET' && failure.outcome === 'unknown';
      if (!failure.again || attempt >= this.#options.attempts) {
        throw new PaysgError(call.name, { ...failure, outcome: doubt ? 'unknown' : failure.outcome }, askedMs);
      }
      await this.#options.sleep(waitMs(backoff, attempt, Math.random(), askedMs));
    }
  }

  async #attempt({ method, path, key, body }: Call): Promise<Attempt> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    const headers = {
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    try {
      const {
        status,
        data,
        headers: answer,
      } = await this.#http.request<string>({ method, url: path, headers, data: body, signal });
      const payment = status >= 200 && status < 300 ? readPayment(data) : undefined;
      if (payment) return { payment };
      const retryAfter: unknown = answer['retry-after'];
      const askedMs = retryAfterMs(typeof retryAfter === 'string' ? retryAfter : undefined, Date.now());
      return { failure: refusal(status, data), askedMs };
    } catch (error) {
      return { failure: lostReply(signal.aborted, withoutRequest(error)), askedMs: 0 };
    }
  }
}

function payments(serviceId: string, paymentId?: string): string {
  const all = `/v1/payment-services/${encodeURIComponent(serviceId)}/payments`;
  return paymentId === undefined ? all : `${all}/${encodeURIComponent(paymentId)}`;
}

/** An axios error carries the whole request, the API key too, into every log. */
function withoutRequest(error: unknown): unknown {
  if (!axios.isAxiosError(error)) return error;
  return Object.assign(new Error(error.message), { code: error.code });
}
