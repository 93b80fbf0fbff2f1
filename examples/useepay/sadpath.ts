import { defineClient } from 'sadpath';
import { useepay } from 'sadpath/providers';
import { UseepayClient } from './client.ts';
import type { PaymentIntent } from './payment-intent.ts';
import { UseepayError } from './useepay-error.ts';

/** What makes a call done, where its answer alone does not: a state that says so. */
const doneIn = new Map([
  ['capturePaymentIntent', ['succeeded']],
  ['cancelPaymentIntent', ['cancelled', 'canceled']],
  ['createRefund', ['succeeded']],
]);

/** The reference client of UseePay: got, reads again only, and "unknown" where nobody can tell. */
export const useepayGot = defineClient({
  name: 'useepay-got',
  provider: useepay,
  create: ({ baseUrl, credentials: { merchantNo = '', appId = '', apiKey = '' } }) =>
    new UseepayClient({ baseUrl, merchantNo, appId, apiKey }),
  operations: {
    createPaymentIntent: (client, { input }) => client.createPaymentIntent(input),
    retrievePaymentIntent: {
      call: (client, { input }) => client.retrievePaymentIntent(input.id),
      retries: {
        attempts: 4,
        on: { statuses: [429, 500, 502, 503, 504], transport: true },
        gapsMs: [1_000, 2_000, 4_000],
        // got adds up to 100 ms of chance.
        jitter: { plusMs: 100 },
        retryAfter: { capMs: 30_000 },
        // Four attempts of fifteen seconds, and three waits as long as Retry-After may make them.
        deadlineMs: 150_000,
      },
    },
    confirmPaymentIntent: (client, { input }) => client.confirmPaymentIntent(input.id),
    capturePaymentIntent: (client, { input }) => client.capturePaymentIntent(input.id),
    cancelPaymentIntent: (client, { input }) => client.cancelPaymentIntent(input.id),
    createRefund: (client, { input }) => client.createRefund(input),
  },
  interpret: ({ operation, threw, value, error }) => {
    if (threw) {
      if (!(error instanceof UseepayError)) return undefined;
      const { outcome, category, code, detail } = error;
      return { outcome, category, ...(code && { code }), ...(detail && { message: detail }) };
    }
    // The client's own types say what it returns.
    const { status: state, last_payment_error: reason } = value as PaymentIntent;
    // Created, confirmed or read: whatever the state is, the call did what it was asked to.
    const done = doneIn.get(operation)?.includes(state) ?? true;
    return {
      outcome: done ? 'succeeded' : 'pending',
      state,
      ...(reason !== undefined && reason !== null && { reason: JSON.stringify(reason) }),
    };
  },
  // Nothing that makes or moves something is sent again.
  retries: false,
  tells: ['outcome', 'category', 'code', 'message', 'state', 'reason'],
});
