import { createHmac } from 'node:crypto';
import { type Belief, defineClient, type RetryPromise } from 'sadpath';
import { useepay } from 'sadpath/providers';
import { MemoryBooks, standingOf } from '../books.ts';
import { isHmacOf } from '../hmac.ts';
import type { Waited } from '../poll.ts';
import { UseepayClient } from './client.ts';
import { endOf, type PaymentIntent } from './payment-intent.ts';
import { UseepayError } from './useepay-error.ts';
import { useepayWebhook } from './webhook.ts';

/** What makes a call done, where its answer alone does not: a state that says so. */
const doneIn = new Map([
  ['capturePaymentIntent', ['succeeded']],
  ['cancelPaymentIntent', ['cancelled', 'canceled']],
  ['createRefund', ['succeeded']],
]);

/** Of a read. */
const retries = {
  attempts: 4,
  on: { statuses: [429, 500, 502, 503, 504], transport: true },
  gapsMs: [1_000, 2_000, 4_000],
  // got adds up to 100 ms of chance.
  jitter: { plusMs: 100 },
  retryAfter: { capMs: 30_000 },
  // Four attempts of fifteen seconds, and three waits as long as Retry-After may make them.
  deadlineMs: 150_000,
} satisfies RetryPromise;

/**
 * No page of UseePay says how an event is signed: this scheme, an HMAC-SHA256 over the raw body, is assumed, and so is the header.
 * A public demo of theirs reads it like this, and calls itself a scaffold.
 */
const assumed = { header: 'x-useepay-signature', secret: 'useepay_whs_sadpath' };

/** The reference client of UseePay: got, reads again only, and "unknown" where nobody can tell. */
export const useepayGot = defineClient({
  name: 'useepay-got',
  provider: useepay,
  // As in a shop: what the client returns and what the events tell goes into the same books.
  create: ({ baseUrl, credentials: { merchantNo = '', appId = '', apiKey = '' } }) => {
    const books = new MemoryBooks();
    const receive = useepayWebhook({
      verify: ({ headers, body }) => isHmacOf(body, assumed.secret, headers[assumed.header] ?? ''),
      books,
    });
    return { client: new UseepayClient({ baseUrl, merchantNo, appId, apiKey }), books, receive };
  },
  operations: {
    createPaymentIntent: async ({ client, books }, { input }) => noted(books, await client.createPaymentIntent(input)),
    retrievePaymentIntent: {
      call: async ({ client, books }, { input }) => noted(books, await client.retrievePaymentIntent(input.id)),
      retries,
    },
    awaitPayment: {
      uses: ['retrievePaymentIntent'],
      given: 'a pending payment intent',
      call: async ({ client, books }, { input }) => {
        const waited = await client.waitForPaymentIntent(input.id);
        if (waited.last) noted(books, waited.last);
        return waited;
      },
      // Ten minutes, and a last reading.
      retries: { ...retries, deadlineMs: 600_000 + retries.deadlineMs },
    },
    confirmPaymentIntent: async ({ client, books }, { input }) =>
      noted(books, await client.confirmPaymentIntent(input.id)),
    capturePaymentIntent: async ({ client, books }, { input }) =>
      noted(books, await client.capturePaymentIntent(input.id)),
    cancelPaymentIntent: async ({ client, books }, { input }) =>
      noted(books, await client.cancelPaymentIntent(input.id)),
    createRefund: ({ client }, { input }) => client.createRefund(input),
  },
  interpret: ({ operation, threw, value, error }) => {
    if (threw) return error instanceof UseepayError ? toldBy(error) : undefined;
    // The client's own types say what it returns.
    if (operation === 'awaitPayment') return endOfWait(value as Waited<PaymentIntent>);
    const seen = stateOf(value as PaymentIntent);
    // Created, confirmed or read: whatever the state is, the call did what it was asked to.
    const done = doneIn.get(operation)?.includes(seen.state) ?? true;
    return { outcome: done ? 'succeeded' : 'pending', ...seen };
  },
  // Nothing that makes or moves something is sent again.
  retries: false,
  tells: ['outcome', 'category', 'code', 'message', 'state', 'reason'],
  webhooks: {
    handle: ({ receive }, delivery) => receive(delivery),
    read: ({ books }, { id }) => {
      const outcome = books.read(id);
      return outcome && { outcome };
    },
    applied: ({ books }) => books.applied,
    sign: ({ body }) => ({ [assumed.header]: createHmac('sha256', assumed.secret).update(body).digest('hex') }),
  },
});

function noted(books: MemoryBooks, intent: PaymentIntent): PaymentIntent {
  books.note(intent.id, standingOf(endOf(intent)));
  return intent;
}

function toldBy({ outcome, category, code, detail }: UseepayError): Belief {
  return { outcome, category, ...(code && { code }), ...(detail && { message: detail }) };
}

/** Of a payment that is not final: seen open it is pending, and never seen it may be anything. */
function endOfWait(waited: Waited<PaymentIntent>): Belief {
  const seen = waited.last && stateOf(waited.last);
  if (waited.final) {
    const happened = endOf(waited.last) === 'happened';
    // Nobody declines what the merchant has cancelled.
    const declined = waited.last.status === 'failed';
    return { ...seen, outcome: happened ? 'succeeded' : 'failed', ...(declined && { category: 'declined' }) };
  }
  const why = waited.error instanceof UseepayError ? toldBy(waited.error) : ({ category: 'pending' } as const);
  return { ...why, ...seen, outcome: seen ? 'pending' : 'unknown' };
}

/** The whole error is the reason: the decline code is in it. */
function stateOf({ status: state, last_payment_error: reason }: PaymentIntent): { state: string; reason?: string } {
  return { state, ...(reason !== undefined && reason !== null && { reason: JSON.stringify(reason) }) };
}
