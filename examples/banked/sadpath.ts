import { type Belief, defineClient, type RetryPromise } from 'sadpath';
import { banked } from 'sadpath/providers';
import { MemoryBooks, standingOf } from '../books.ts';
import type { Waited } from '../poll.ts';
import { BankedError } from './banked-error.ts';
import { BankedClient } from './client.ts';
import { endOf, type PaymentSession } from './payment-session.ts';
import { bankedWebhook } from './webhook.ts';

const retries = {
  attempts: 4,
  on: { statuses: [429, 500, 502, 503, 504], codes: ['internal'], transport: true },
  gapsMs: { initial: 500, factor: 2, max: 8_000 },
  jitter: 'equal',
  retryAfter: { capMs: 30_000 },
  // Four attempts of ten seconds, and three waits as long as Retry-After may make them.
  deadlineMs: 130_000,
} satisfies RetryPromise;

/** Ten minutes, and a last reading. */
const waitMs = 600_000 + retries.deadlineMs;

/** The reference client of Banked: fetch, one key an intent, and "unknown" where nobody can tell. */
export const bankedFetch = defineClient({
  name: 'banked-fetch',
  provider: banked,
  // As in a shop: what the client returns and what the events tell goes into the same books.
  create: ({ baseUrl, credentials: { key = '', secret = '', webhookSecret = '' } }) => {
    const books = new MemoryBooks();
    const receive = bankedWebhook({ secret: webhookSecret, books });
    return { client: new BankedClient({ baseUrl, key, secret }), books, receive };
  },
  operations: {
    createPaymentSession: async ({ client, books }, { input, idempotencyKey }) =>
      noted(books, await client.createPaymentSession(input, idempotencyKey)),
    getPaymentSession: async ({ client, books }, { input }) => noted(books, await client.getPaymentSession(input.id)),
    awaitPayment: {
      uses: ['getPaymentSession'],
      given: 'a pending payment session',
      call: async ({ client, books }, { input }) => notedLast(books, await client.waitForSession(input.id)),
      retries: { ...retries, deadlineMs: waitMs },
    },
    pay: {
      uses: ['createPaymentSession', 'getPaymentSession'],
      call: async ({ client, books }, { input, idempotencyKey }) =>
        notedLast(books, await client.pay(input, idempotencyKey)),
      retries: { ...retries, deadlineMs: retries.deadlineMs + waitMs },
    },
  },
  interpret: ({ operation, threw, value, error }) => {
    if (threw) return error instanceof BankedError ? toldBy(error) : undefined;
    // `value` is what the client's own types say.
    if (operation === 'awaitPayment' || operation === 'pay') return endOfWait(value as Waited<PaymentSession>);
    // Created, or read: whatever the state is, the call did what it was asked to.
    return { outcome: 'succeeded', ...stateOf(value as PaymentSession) };
  },
  retries,
  tells: ['outcome', 'category', 'code', 'message', 'state', 'reason', 'resources'],
  webhooks: {
    handle: ({ receive }, delivery) => receive(delivery),
    read: ({ books }, { id }) => {
      const outcome = books.read(id);
      return outcome && { outcome };
    },
    applied: ({ books }) => books.applied,
  },
});

function noted(books: MemoryBooks, session: PaymentSession): PaymentSession {
  books.note(session.id, standingOf(endOf(session)));
  return session;
}

function notedLast(books: MemoryBooks, waited: Waited<PaymentSession>): Waited<PaymentSession> {
  if (waited.last) noted(books, waited.last);
  return waited;
}

function toldBy({ outcome, category, code, codes, detail, resources }: BankedError): Belief {
  return { outcome, category, codes, resources, ...(code && { code }), ...(detail && { message: detail }) };
}

/** Of a payment that is not final: seen open it is pending, and never seen it may be anything. */
function endOfWait(waited: Waited<PaymentSession>): Belief {
  const seen = waited.last && stateOf(waited.last);
  if (waited.final) {
    const happened = endOf(waited.last) === 'happened';
    return { ...seen, ...(happened ? { outcome: 'succeeded' } : { outcome: 'failed', category: 'declined' }) };
  }
  const why = waited.error instanceof BankedError ? toldBy(waited.error) : ({ category: 'pending' } as const);
  return { ...why, ...seen, outcome: seen ? 'pending' : 'unknown' };
}

/** The reason is free text or an object: the document does not say. */
function stateOf({ state, state_reason, latest_error }: PaymentSession): { state: string; reason?: string } {
  const reason = state_reason ?? latest_error;
  if (reason === undefined || reason === null) return { state };
  return { state, reason: typeof reason === 'string' ? reason : JSON.stringify(reason) };
}
