import { defineClient } from 'sadpath';
import { banked } from 'sadpath/providers';
import { PaymentFailed, Payments } from './client.js';

/** How sadpath makes the client, calls it, and reads what it tells. */
export const client = defineClient({
  name: 'payments',
  provider: banked,
  create: ({ baseUrl, credentials }) => new Payments(baseUrl, credentials),
  operations: {
    createPaymentSession: (payments, { input, idempotencyKey }) => payments.create(input, idempotencyKey),
  },
  interpret: ({ threw, error }) => {
    if (!threw) return { outcome: 'succeeded' };
    if (!(error instanceof PaymentFailed)) return undefined;
    const { outcome, category, code } = error;
    return { outcome, category, ...(code && { code }) };
  },
  retries: { attempts: 3 },
});
