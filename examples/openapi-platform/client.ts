import type { KeyObject } from 'node:crypto';
import type { Agent, request } from 'node:http';
import * as https from 'node:https';
import { type Backoff, retryAfterMs, waitMs } from '../backoff.ts';
import { isRecord, parseJson, type Unchecked } from '../json.ts';
import { type Failure, lostReply, refusal, unreadable } from './failure.ts';
import type { CaptureInput, MessageInput, PayInput, RefundInput, TokenInput, VoidInput } from './inputs.ts';
import { OpenapiPlatformError } from './openapi-platform-error.ts';
import { post, type Reply, TimedOut } from './post.ts';
import { readResult } from './result.ts';
import { signatureOf } from './signature.ts';

/** What an {@link OpenapiPlatformClient} is made of. Origin, client and key are needed, the rest may be left out. */
export interface OpenapiPlatformOptions {
  /** The API's origin, without a trailing slash. */
  baseUrl: string;
  clientId: string;
  /** The RSA key whose public half the platform knows. */
  privateKey: KeyObject;
  /** Milliseconds for one attempt without a byte. */
  idleMs?: number;
  /** Milliseconds for one attempt, its body included. */
  timeoutMs?: number;
  /** Attempts in all. */
  attempts?: number;
  /** Where to connect; closed with the client. */
  agent?: Agent;
  request?: typeof request;
  sleep?: (ms: number) => Promise<unknown>;
  now?: () => Date;
}

/** A reply to a request that succeeded, with the text fields that its operation promises. */
export type Success<Field extends string = never> = Unchecked & Record<Field, string>;

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

type Attempt<Field extends string> = { success: Success<Field> } | { failure: Failure; askedMs: number };

const backoff: Backoff = { initialMs: 500, factor: 2, maxMs: 8_000, retryAfterCapMs: 30_000 };
const defaults = {
  idleMs: 10_000,
  timeoutMs: 20_000,
  attempts: 4,
  request: https.request,
  sleep: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => new Date(),
};

/**
 * The OpenAPI platform over node:https. Every attempt of one call has the same body, and so the same request id, but a time and
 * a signature of its own. What is not S is thrown as an {@link OpenapiPlatformError}: what is on its way, too.
 */
export class OpenapiPlatformClient {
  readonly #options: Required<OpenapiPlatformOptions>;

  constructor(options: OpenapiPlatformOptions) {
    this.#options = { ...defaults, agent: new https.Agent({ keepAlive: true }), ...options };
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
  async inquiryPayment(input: { paymentRequestId?: string; paymentId?: string }): Promise<Success<'paymentStatus'>> {
    const path = '/v1/payments/inquiryPayment';
    return this.#send({ name: 'ask for a payment', path, input, fields: ['paymentStatus'], read: true });
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
        throw new OpenapiPlatformError(call.name, { ...failure, outcome });
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

function judge<Field extends string>({ status, text, retryAfter }: Reply, fields: Field[]): Attempt<Field> {
  const body = parseJson(text);
  const result = readResult(body);
  const askedMs = retryAfterMs(retryAfter, Date.now());
  if (result && result.status !== 'S') return { failure: refusal(result), askedMs };
  if (result && status >= 200 && status < 300 && hasTexts(body, fields)) return { success: body };
  return { failure: unreadable(status), askedMs };
}

function hasTexts<Field extends string>(body: unknown, fields: Field[]): body is Success<Field> {
  return isRecord(body) && fields.every((field) => typeof body[field] === 'string');
}
