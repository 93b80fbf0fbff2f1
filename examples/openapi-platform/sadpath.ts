import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { type Belief, defineClient, type RetryPromise } from 'sadpath';
import { openapiPlatform } from 'sadpath/providers';
import { MemoryBooks, standingOf } from '../books.ts';
import type { Waited } from '../poll.ts';
import { OpenapiPlatformClient } from './client.ts';
import { endOf } from './end.ts';
import type { Success } from './judge.ts';
import { OpenapiPlatformError } from './openapi-platform-error.ts';
import { openapiPlatformWebhook } from './webhook.ts';

// Signatures are looked at for their shape only: any key will do, and a small one is quickly made.
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });

const retries = {
  attempts: 4,
  on: {
    statuses: [429, 500, 502, 503, 504],
    codes: ['REQUEST_TRAFFIC_EXCEED_LIMIT', 'SYSTEM_BUSY', 'UNKNOWN_EXCEPTION', 'SERVICE_UNAVAILABLE', 'PROCESS_FAIL'],
    transport: true,
  },
  gapsMs: { initial: 500, factor: 2, max: 8_000 },
  jitter: 'equal',
  retryAfter: { capMs: 30_000 },
  // Four attempts of twenty seconds, and three waits as long as Retry-After may make them.
  deadlineMs: 170_000,
} satisfies RetryPromise;

/** Two minutes, and a last inquiry. */
const waitMs = 120_000 + retries.deadlineMs;
const waits = ['awaitPayment', 'awaitRefund', 'payAndWait'];

/** The reference client of the OpenAPI platform: node:https, one request id an intent, a new signature for each attempt. */
export const openapiPlatformHttps = defineClient({
  name: 'openapi-platform-https',
  provider: openapiPlatform,
  // As in a shop: what the client returns and what the notifications tell goes into the same books.
  create: ({ baseUrl, credentials: { clientId = '', platformPublicKey = '' } }) => {
    const books = new MemoryBooks();
    const receive = openapiPlatformWebhook({ clientId, publicKey: createPublicKey(platformPublicKey), books });
    return { client: new OpenapiPlatformClient({ baseUrl, clientId, privateKey }), books, receive };
  },
  operations: {
    pay: async ({ client, books }, { input }) => noted(books, await client.pay(input)),
    inquiryPayment: async ({ client, books }, { input }) => noted(books, await client.inquiryPayment(input)),
    refund: ({ client }, { input }) => client.refund(input),
    inquiryRefund: ({ client }, { input }) => client.inquiryRefund(input),
    awaitPayment: {
      uses: ['inquiryPayment'],
      given: 'a pending payment',
      call: async ({ client, books }, { input }) => notedLast(books, await client.waitForPayment(input)),
      retries: { ...retries, deadlineMs: waitMs },
    },
    awaitRefund: {
      uses: ['inquiryRefund'],
      given: 'a pending refund',
      call: ({ client }, { input }) => client.waitForRefund(input),
      retries: { ...retries, deadlineMs: waitMs },
    },
    payAndWait: {
      uses: ['pay', 'inquiryPayment'],
      call: async ({ client, books }, { input }) => notedLast(books, await client.payAndWait(input)),
      retries: { ...retries, deadlineMs: retries.deadlineMs + waitMs },
    },
    voidPayment: ({ client }, { input }) => client.voidPayment(input),
    capture: ({ client }, { input }) => client.capture(input),
    applyToken: ({ client }, { input }) => client.applyToken(input),
    sendMessage: ({ client }, { input }) => client.sendMessage(input),
  },
  interpret: ({ operation, threw, value, error }) => {
    if (threw) return error instanceof OpenapiPlatformError ? toldBy(error) : undefined;
    // `value` is what the client's own types say.
    if (waits.includes(operation)) return endOfWait(value as Waited<Success>);
    // S was told, of an inquiry that it worked.
    return { outcome: 'succeeded', ...stateOf(value as Success) };
  },
  retries,
  tells: ['outcome', 'category', 'code', 'message', 'state', 'reason'],
  webhooks: {
    handle: ({ receive }, delivery) => receive(delivery),
    read: ({ books }, { id }) => {
      const outcome = books.read(id);
      return outcome && { outcome };
    },
    applied: ({ books }) => books.applied,
  },
  dispose: ({ client }) => client.close(),
});

function noted<S extends Success>(books: MemoryBooks, reply: S): S {
  // A payment that was made at once shows no state of its own.
  const standing = reply.paymentStatus === undefined ? 'succeeded' : standingOf(endOf(reply));
  if (typeof reply.paymentId === 'string') books.note(reply.paymentId, standing);
  return reply;
}

function notedLast<S extends Success>(books: MemoryBooks, waited: Waited<S>): Waited<S> {
  if (waited.last) noted(books, waited.last);
  return waited;
}

function toldBy({ outcome, category, code, detail }: OpenapiPlatformError): Belief {
  return { outcome, category, ...(code && { code }), ...(detail && { message: detail }) };
}

/** Of a payment that is not final: seen open, or told to be on its way, it is pending, and otherwise it may be anything. */
function endOfWait(waited: Waited<Success>): Belief {
  const seen = waited.last && stateOf(waited.last);
  if (waited.final) {
    // A payment that was made at once shows no state of its own.
    const failed = endOf(waited.last) === 'failed';
    return { ...seen, ...(failed ? { outcome: 'failed', category: 'declined' } : { outcome: 'succeeded' }) };
  }
  const why = waited.error instanceof OpenapiPlatformError ? toldBy(waited.error) : undefined;
  const open = seen !== undefined || why?.outcome === 'pending';
  return { category: 'pending', ...why, ...seen, outcome: open ? 'pending' : 'unknown' };
}

function stateOf(success: Success): { state?: string; reason?: string } {
  const state = success.paymentStatus ?? success.refundStatus;
  const reason = success.paymentFailReason ?? success.refundFailReason;
  return { ...(typeof state === 'string' && { state }), ...(typeof reason === 'string' && { reason }) };
}
