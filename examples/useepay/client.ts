import got, { type Got, RequestError, TimeoutError } from 'got';
import { retryAfterMs } from '../backoff.ts';
import { type Pace, poll, type Waited } from '../poll.ts';
import { type Failure, lostReply, refusal } from './failure.ts';
import { askedMs, patienceMs } from './patience.ts';
import {
  endOf,
  type PaymentIntent,
  type PaymentIntentInput,
  type Refund,
  type RefundInput,
  readResource,
} from './payment-intent.ts';
import { UseepayError } from './useepay-error.ts';

/** What a {@link UseepayClient} is made of. Everything but origin and credentials may be left out. */
export interface UseepayOptions {
  /** The API's origin, without a trailing slash. */
  baseUrl: string;
  merchantNo: string;
  appId: string;
  apiKey: string;
  /** Milliseconds for one attempt, its body included. */
  timeoutMs?: number;
  /** What requests are made with, for hooks and agents of one's own. */
  http?: Got;
  /** The milliseconds to wait before another attempt, given those that are due: at least 1. */
  pace?: (dueMs: number) => number;
  /** Passes the time between the readings of a wait. */
  sleep?: (ms: number) => Promise<unknown>;
}

interface Call {
  /** What the call is for, in words. */
  name: string;
  method: 'GET' | 'POST';
  path: string;
  body?: PaymentIntentInput | RefundInput;
}

const intents = '/api/v1/payment_intents';
const waiting: Pace = { intervalMs: 1_000, factor: 1.5, maxMs: 60_000, askedMaxMs: 30_000, deadlineMs: 600_000 };
const bodyLimit = 1_000_000;

/** A read may be sent again: got does it, four attempts in all, 1, 2 and 4 seconds apart, or as much later as Retry-After asks. */
const again = {
  limit: 3,
  methods: ['GET' as const],
  statusCodes: [429, 500, 502, 503, 504],
  // The last one is a body that broke off, which got by itself does not ask for again.
  errorCodes: [...(got.defaults.options.retry.errorCodes ?? []), 'ERR_HTTP_CONTENT_LENGTH_MISMATCH'],
  // Asked to wait longer, got gives up.
  maxRetryAfter: 30_000,
};

/**
 * UseePay payment intents and refunds over got. Reads are attempted up to four times. Whatever makes or moves something is sent
 * once: the document knows no idempotency, so a repeat may be a second payment, and the error says where nobody can tell.
 */
export class UseepayClient {
  readonly #http: Got;
  readonly #baseUrl: string;
  readonly #pace: (dueMs: number) => number;
  readonly #sleep: (ms: number) => Promise<unknown>;

  constructor({
    baseUrl,
    merchantNo,
    appId,
    apiKey,
    timeoutMs = 15_000,
    http = got,
    pace = (dueMs) => dueMs,
    sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }: UseepayOptions) {
    this.#baseUrl = baseUrl;
    this.#pace = pace;
    this.#sleep = sleep;
    this.#http = http.extend({
      headers: { 'x-merchant-no': merchantNo, 'x-app-id': appId, 'x-api-key': apiKey, accept: 'application/json' },
      timeout: { request: timeoutMs },
      // Statuses, JSON and redirects are for us to judge, not for got.
      throwHttpErrors: false,
      responseType: 'text',
      followRedirect: false,
    });
  }

  /**
   * Creates a payment intent.
   *
   * @throws {UseepayError} whose `outcome` says whether one may exist.
   */
  async createPaymentIntent(body: PaymentIntentInput): Promise<PaymentIntent> {
    return this.#send({ name: 'create a payment intent', method: 'POST', path: `${intents}/create`, body });
  }

  /**
   * Reads a payment intent.
   *
   * @throws {UseepayError} when its state could not be read.
   */
  async retrievePaymentIntent(id: string): Promise<PaymentIntent> {
    return this.#send({ name: `read payment intent ${id}`, method: 'GET', path: pathOf(id) });
  }

  /**
   * Reads a payment intent until it has succeeded, failed or been cancelled: every second at first, then less and less often, for
   * ten minutes. A reading that fails is no verdict on the payment, and a try that went wrong may be followed by a better one:
   * neither ends the wait. What is not final by then is returned as it was seen last; ask again later, and never pay anew.
   */
  async waitForPaymentIntent(id: string): Promise<Waited<PaymentIntent>> {
    return poll({
      read: () => this.retrievePaymentIntent(id),
      isFinal: (intent) => endOf(intent) !== undefined,
      patienceMs,
      askedMs,
      pace: waiting,
      sleep: this.#sleep,
    });
  }

  /**
   * Confirms a payment intent: the payment is made.
   *
   * @throws {UseepayError} whose `outcome` says whether it may be under way.
   */
  async confirmPaymentIntent(id: string): Promise<PaymentIntent> {
    return this.#send({ name: `confirm payment intent ${id}`, method: 'POST', path: `${pathOf(id)}/confirm` });
  }

  /**
   * Captures the amount that a payment intent holds.
   *
   * @throws {UseepayError} whose `outcome` says whether it may be captured.
   */
  async capturePaymentIntent(id: string): Promise<PaymentIntent> {
    return this.#send({ name: `capture payment intent ${id}`, method: 'POST', path: `${pathOf(id)}/capture` });
  }

  /**
   * Cancels a payment intent.
   *
   * @throws {UseepayError} whose `outcome` says whether it may be cancelled.
   */
  async cancelPaymentIntent(id: string): Promise<PaymentIntent> {
    return this.#send({ name: `cancel payment intent ${id}`, method: 'POST', path: `${pathOf(id)}/cancel` });
  }

  /**
   * Refunds a payment, or a part of it.
   *
   * @throws {UseepayError} whose `outcome` says whether a refund may exist.
   */
  async createRefund(body: RefundInput): Promise<Refund> {
    return this.#send({ name: 'create a refund', method: 'POST', path: '/api/v1/refunds/create', body });
  }

  async #send({ name, method, path, body }: Call): Promise<Refund> {
    const tooLong = new AbortController();
    const request = this.#http(`${this.#baseUrl}${path}`, {
      method,
      signal: tooLong.signal,
      retry: method === 'GET' ? { ...again, calculateDelay: (due) => this.#pace(dueMs(due)) } : { limit: 0 },
      ...(body !== undefined && { json: body }),
    }).on('downloadProgress', ({ transferred }) => {
      if (transferred > bodyLimit) tooLong.abort();
    });
    const reply = await request.catch((error: unknown) => lostOf(error, tooLong.signal.aborted));
    if ('outcome' in reply) throw new UseepayError(name, reply);
    const { statusCode, body: text, headers } = reply;
    const resource = statusCode >= 200 && statusCode < 300 ? readResource(text) : undefined;
    if (resource) return resource;
    throw new UseepayError(name, refusal(statusCode, text), retryAfterMs(headers['retry-after'], Date.now()));
  }
}

function pathOf(id: string): string {
  return `${intents}/${encodeURIComponent(id)}`;
}

/** A Retry-After of no time at all, or of a time that is past by our clock, would have got come back at once. */
function dueMs({ attemptCount, computedValue }: { attemptCount: number; computedValue: number }): number {
  return Math.max(computedValue, 1_000 * 2 ** (attemptCount - 1));
}

function lostOf(error: unknown, tooLong: boolean): Failure {
  if (tooLong) return lostReply('malformed', undefined);
  return lostReply(error instanceof TimeoutError ? 'timeout' : 'network', withoutRequest(error));
}

/** An error of got carries the whole request, the API key too, into every log. */
function withoutRequest(error: unknown): unknown {
  if (!(error instanceof RequestError)) return error;
  return Object.assign(new Error(error.message), { code: error.code });
}
