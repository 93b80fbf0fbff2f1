import { Agent } from 'node:https';
import { type Backoff, waitMs } from '../backoff.ts';
import { type Pace, poll, type Waited } from '../poll.ts';
import { endOf } from './end.ts';
import { lostReply } from './failure.ts';
import type {
  CaptureInput,
  MessageInput,
  PayInput,
  PaymentName,
  RefundInput,
  TokenInput,
  VoidInput,
} from './inputs.ts';
import { type Attempt, judge, type Success } from './judge.ts';
import { OpenapiPlatformError } from './openapi-platform-error.ts';
import { defaults, type OpenapiPlatformOptions } from './options.ts';
import { askedMs, patienceMs } from './patience.ts';
import { post, TimedOut } from './post.ts';
import { signatureOf } from './signature.ts';

interface Call<Field extends string> {
  /** What the call is for, in words. */
  name: string;
  path: string;
  input: object;
  /** Text fields without which a success is of no use. */
  fields: Field[];
  /** A read changes nothing, so no attempt of it leaves anything open. */
  read?: boolean;
}

const backoff: Backoff = { initialMs: 500, factor: 2, maxMs: 8_000, retryAfterCapMs: 30_000 };
/** The platform's pages ask for three to five seconds between two inquiries. */
const pace: Pace = { intervalMs: 3_000, factor: 1.2, maxMs: 5_000, askedMaxMs: 30_000, deadlineMs: 120_000 };

/**
 * The OpenAPI platform over node:https. Every attempt of one call has the same body, and so the same request id, but a time and
 * a signature of its own. What is not S is thrown as an {@link OpenapiPlatformError}: what is on its way, too.
 */
export class OpenapiPlatformClient {
  readonly #options: Required<OpenapiPlatformOptions>;

  constructor(options: OpenapiPlatformOptions) {
    this.#options = { ...defaults, agent: new Agent({ keepAlive: true }), ...options };
  }

  /** @throws {OpenapiPlatformError} whose `outcome` says whether it may have been paid. */
  async pay(input: PayInput): Promise<Success<'paymentId'>> {
    return this.#send({ name: 'pay', path: '/v1/payments/pay', input, fields: ['paymentId'] });
  }

  /**
   * Asks for a payment. That the inquiry succeeds says nothing about the payment: `paymentStatus` does.
   *
   * @throws {OpenapiPlatformError} when it could not be read.
   */
  async inquiryPayment(input: PaymentName): Promise<Success<'paymentStatus'>> {
    const path = '/v1/payments/inquiryPayment';
    return this.#send({ name: 'ask for a payment', path, input, fields: ['paymentStatus'], read: true });
  }

  /**
   * Asks for a payment until its status is `SUCCESS` or `FAIL`: every three seconds at first, every five later, for two minutes.
   * An inquiry that fails is no verdict on the payment, and one that finds none yet may have come too early. What is not final by
   * then is returned as it was seen last; ask again later, and never pay anew.
   */
  async waitForPayment(name: PaymentName): Promise<Waited<Success<'paymentStatus'>>> {
    return this.#wait(() => this.inquiryPayment(name));
  }

  /**
   * Pays, and waits until the payment is final. Once it is accepted, in process or in doubt it is asked for by its request id and
   * not sent again.
   *
   * @throws {OpenapiPlatformError} when it did not happen: `failed`, or `retryable`.
   */
  async payAndWait(input: PayInput): Promise<Waited<Success>> {
    try {
      return { final: true, last: await this.pay(input) };
    } catch (error) {
      if (!mayHavePaid(error)) throw error;
    }
    return this.waitForPayment({ paymentRequestId: input.paymentRequestId });
  }

  /** @throws {OpenapiPlatformError} whose `outcome` says whether it may have been refunded. */
  async refund(input: RefundInput): Promise<Success<'refundId'>> {
    return this.#send({ name: 'refund', path: '/v1/payments/refund', input, fields: ['refundId'] });
  }

  /**
   * Asks for a refund. That the inquiry succeeds says nothing about the refund: `refundStatus` does.
   *
   * @throws {OpenapiPlatformError} when it could not be read.
   */
  async inquiryRefund(input: { refundRequestId: string }): Promise<Success<'refundStatus'>> {
    const path = '/v1/payments/inquiryRefund';
    return this.#send({ name: 'ask for a refund', path, input, fields: ['refundStatus'], read: true });
  }

  /** Asks for a refund until its status is `SUCCESS` or `FAIL`, as {@link waitForPayment} does for a payment. */
  async waitForRefund(name: { refundRequestId: string }): Promise<Waited<Success<'refundStatus'>>> {
    return this.#wait(() => this.inquiryRefund(name));
  }

  /** @throws {OpenapiPlatformError} whose `outcome` says whether it may have been called off. */
  async voidPayment(input: VoidInput): Promise<Success> {
    return this.#send({ name: 'void a payment', path: '/v1/payments/void', input, fields: [] });
  }

  /** @throws {OpenapiPlatformError} whose `outcome` says whether it may have been captured. */
  async capture(input: CaptureInput): Promise<Success> {
    return this.#send({ name: 'capture a payment', path: '/v1/payments/capture', input, fields: [] });
  }

  /** @throws {OpenapiPlatformError} whose `outcome` says whether tokens may have been granted, and lost. */
  async applyToken(input: TokenInput): Promise<Success<'accessToken'>> {
    const path = '/v1/authorizations/applyToken';
    return this.#send({ name: 'apply for a token', path, input, fields: ['accessToken'] });
  }

  /** @throws {OpenapiPlatformError} whose `outcome` says whether the message may have been sent. */
  async sendMessage(input: MessageInput): Promise<Success> {
    return this.#send({ name: 'send a message', path: '/v1/messages/sendInbox', input, fields: [] });
  }

  /** Closes the connections that are kept alive. */
  close(): void {
    this.#options.agent.destroy();
  }

  #wait<Field extends string>(read: () => Promise<Success<Field>>): Promise<Waited<Success<Field>>> {
    return poll({
      read,
      isFinal: (reply) => endOf(reply) !== undefined,
      patienceMs,
      askedMs,
      pace,
      sleep: this.#options.sleep,
    });
  }

  async #send<Field extends string>(call: Call<Field>): Promise<Success<Field>> {
    const body = JSON.stringify(call.input);
    let doubt = false;
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(call, body);
      if ('success' in result) return result.success;
      const { failure, askedMs } = result;
      doubt ||= call.read !== true && failure.outcome === 'unknown';
      if (!failure.again || attempt >= this.#options.attempts) {
        // What an earlier attempt may have done, no later refusal undoes. That it is on its way, a later reply may well say.
        const outcome = doubt && failure.outcome !== 'pending' ? 'unknown' : failure.outcome;
        throw new OpenapiPlatformError(call.name, { ...failure, outcome }, askedMs);
      }
      await this.#options.sleep(waitMs(backoff, attempt, Math.random(), askedMs));
    }
  }

  async #attempt<Field extends string>({ path, fields }: Call<Field>, body: string): Promise<Attempt<Field>> {
    const { baseUrl, request, agent, idleMs, timeoutMs } = this.#options;
    try {
      const headers = this.#headers(path, body);
      const reply = await post(`${baseUrl}${path}`, { request, agent, headers, body, idleMs, timeoutMs });
      return judge(reply, fields);
    } catch (error) {
      return { failure: lostReply(error instanceof TimedOut, error), askedMs: 0 };
    }
  }

  #headers(path: string, body: string): Record<string, string> {
    const { clientId, privateKey, now } = this.#options;
    const requestTime = now().toISOString();
    return {
      accept: 'application/json',
      'content-type': 'application/json; charset=UTF-8',
      'content-length': String(Buffer.byteLength(body)),
      'client-id': clientId,
      'request-time': requestTime,
      signature: signatureOf({ path, clientId, requestTime, body }, privateKey),
    };
  }
}

/** Whether a call may come to a success yet, or may have come to one. */
function mayHavePaid(error: unknown): boolean {
  return error instanceof OpenapiPlatformError && (error.outcome === 'pending' || error.outcome === 'unknown');
}
