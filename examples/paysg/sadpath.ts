import { type Belief, defineClient, type RetryPromise } from 'sadpath';
import { paysg } from 'sadpath/providers';
import { MemoryBooks, standingOf } from '../books.ts';
import type { Waited } from '../poll.ts';
import { PaysgClient } from './client.ts';
import { endOf, type Payment } from './payment.ts';
import { PaysgError } from './paysg-error.ts';
import { paysgWebhook } from './webhook.ts';

const retries = {
  attempts: 5,
  on: { statuses: [429, 500, 502, 503, 504], codes: ['idempotent_request_in_progress'], transport: true },
  gapsMs: { initial: 1_000, factor: 2, max: 16_000 },
  jitter: 'equal',
  retryAfter: { capMs: 30_000 },
  // Five attempts of fifteen seconds, and four waits as long as Retry-After may make them.
  deadlineMs: 195_000,
} satisfies RetryPromise;

/** The reference client of PaySG: axios, one key an intent, bounded waiting for a request that is still in progress. */
export const paysgAxios = defineClient({
  name: 'paysg-axios',
  provider: paysg,
  // As in a shop: what the client returns and what the events tell goes into the same books.
  create: ({ baseUrl, credentials: { apiKey = '', webhookSecret = '' } }) => {
    const books = new MemoryBooks();
    const receive = paysgWebhook({ secret: webhookSecret, books });
    return { client: new PaysgClient({ baseUrl, apiKey }), books, receive };
  },
  operations: {
    createPayment: async ({ client, books }, { input: { paymentServiceId, ...payment }, idempotencyKey }) =>
      noted(books, await client.createPayment(paymentServiceId, payment, idempotencyKey)),
    getPayment: async ({ client, books }, { input: { paymentServiceId, paymentId } }) =>
      noted(books, await client.getPayment(paymentServiceId, paymentId)),
    cancelPayment: async ({ client, books }, { input: { paymentServiceId, paymentId }, idempotencyKey }) =>
      noted(books, await client.cancelPayment(paymentServiceId, paymentId, idempotencyKey)),
    awaitPayment: {
      uses: ['getPayment'],
      given: 'a pending payment',
      call: async ({ client, books }, { input: { paymentServiceId, paymentId } }) => {
        const waited = await client.waitForPayment(paymentServiceId, paymentId);
        if (waited.last) noted(books, waited.last);
        return waited;
      },
      // Ten minutes, and a last reading.
      retries: { ...retries, deadlineMs: 600_000 + retries.deadlineMs },
    },
  },
  interpret: ({ operation, threw, value, error }) => {
    if (threw) return error instanceof PaysgError ? toldBy(error) : undefined;
    // The client's own types say what it returns.
    if (operation === 'awaitPayment') return endOfWait(value as Waited<Payment>);
    const { payment_status: state } = value as Payment;
    // Created, or read: whatever the state is. A cancelled payment must say so itself.
    const done = operation !== 'cancelPayment' || state === 'cancelled';
    return { outcome: done ? 'succeeded' : 'pending', state };
  },
  retries,
  tells: ['outcome', 'category', 'code', 'message', 'state'],
  webhooks: {
    handle: ({ receive }, delivery) => receive(delivery),
    read: ({ books }, { id }) => {
      const outcome = books.read(id);
      return outcome && { outcome };
    },
    applied: ({ books }) => books.applied,
  },
});

function noted(books: MemoryBooks, payment: Payment): Payment {
  books.note(payment.id, standingOf(endOf(payment)));
  return payment;
}

function toldBy({ outcome, category, code, detail }: PaysgError): Belief {
  return { outcome, category, ...(code && { code }), ...(detail && { message: detail }) };
}

/** Of a payment that is not final: seen open it is pending, and never seen it may be anything. */
function endOfWait(waited: Waited<Payment>): Belief {
  const seen = waited.last && { state: waited.last.payment_status };
  if (waited.final) return { ...seen, outcome: endOf(waited.last) === 'happened' ? 'succeeded' : 'failed' };
  const why = waited.error instanceof PaysgError ? toldBy(waited.error) : ({ category: 'pending' } as const);
  return { ...why, ...seen, outcome: seen ? 'pending' : 'unknown' };
}
