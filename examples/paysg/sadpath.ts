import { defineClient } from 'sadpath';
import { paysg } from 'sadpath/providers';
import { PaysgClient } from './client.ts';
import type { Payment } from './payment.ts';
import { PaysgError } from './paysg-error.ts';

/** The reference client of PaySG: axios, one key an intent, bounded waiting for a request that is still in progress. */
export const paysgAxios = defineClient({
  name: 'paysg-axios',
  provider: paysg,
  create: ({ baseUrl, credentials: { apiKey = '' } }) => new PaysgClient({ baseUrl, apiKey }),
  operations: {
    createPayment: (client, { input: { paymentServiceId, ...payment }, idempotencyKey }) =>
      client.createPayment(paymentServiceId, payment, idempotencyKey),
    getPayment: (client, { input }) => client.getPayment(input.paymentServiceId, input.paymentId),
    cancelPayment: (client, { input, idempotencyKey }) =>
      client.cancelPayment(input.paymentServiceId, input.paymentId, idempotencyKey),
  },
  interpret: ({ operation, threw, value, error }) => {
    if (threw) {
      if (!(error instanceof PaysgError)) return undefined;
      const { outcome, category, code, detail } = error;
      return { outcome, category, ...(code && { code }), ...(detail && { message: detail }) };
    }
    // The client's own types say what it returns.
    const { payment_status: state } = value as Payment;
    // Created, or read: whatever the state is. A cancelled payment must say so itself.
    const done = operation !== 'cancelPayment' || state === 'cancelled';
    return { outcome: done ? 'succeeded' : 'pending', state };
  },
  retries: {
    attempts: 5,
    on: { statuses: [429, 500, 502, 503, 504], codes: ['idempotent_request_in_progress'], transport: true },
    gapsMs: { initial: 1_000, factor: 2, max: 16_000 },
    jitter: 'equal',
    retryAfter: { capMs: 30_000 },
    // Five attempts of fifteen seconds, and four waits as long as Retry-After may make them.
    deadlineMs: 195_000,
  },
  tells: ['outcome', 'category', 'code', 'message', 'state'],
});
