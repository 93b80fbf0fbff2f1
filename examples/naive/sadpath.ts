import { defineClient } from 'sadpath';
import { banked } from 'sadpath/providers';
import { NaiveBankedClient } from './client.ts';

/** The naive client, told as its callers take it: a value is a session, an Error or `null` is a payment that failed. */
export const naiveBanked = defineClient({
  name: 'naive-banked',
  provider: banked,
  create: ({ baseUrl, credentials: { key = '', secret = '' } }) => new NaiveBankedClient({ baseUrl, key, secret }),
  operations: {
    createPaymentSession: (client, { input }) => client.createPaymentSession(input),
    getPaymentSession: (client, { input }) => client.getPaymentSession(input.id),
  },
  interpret: ({ threw, value, error }) => {
    if (!threw && value !== null) return { outcome: 'succeeded' };
    return error instanceof Error ? { outcome: 'failed', message: error.message } : { outcome: 'failed' };
  },
  retries: { attempts: 3 },
  // The message is the provider's own title, or the platform's words; a category or a code it has none.
  tells: ['outcome', 'message'],
});
