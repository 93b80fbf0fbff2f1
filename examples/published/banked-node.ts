import Banked from '@banked/node';
import { defineClient, extend } from 'sadpath';
import { banked } from 'sadpath/providers';

/** The SDK has a fixed base URL of its own. */
const bankedMe = extend(banked, {
  origin: 'https://banked.me',
  operations: {
    createPaymentSession: { path: '/api/v2/payment_sessions' },
    getPaymentSession: { path: '/api/v2/payment_sessions/{id}' },
  },
});

/**
 * The published `@banked/node` 0.0.12, unmodified. It hands on what axios gives it: the reply, or an AxiosError whose `response`
 * is public. Its caller sees the status, and so do we; whoever reads the `errors` list out of `response.data` has
 * begun to write the client that the SDK is not. So it tells outcomes, and no categories or codes.
 */
export const bankedNode = defineClient({
  name: '@banked/node',
  provider: bankedMe,
  create: ({ credentials: { key = '', secret = '' } }) => new Banked({ api_key: key, secret_key: secret }),
  operations: {
    createPaymentSession: (client, { input }) => client.payments.create(input),
    getPaymentSession: (client, { input }) => client.payments.read(input.id),
  },
  interpret: ({ threw, error }) => {
    // The promise was kept: to the caller that is a session, whatever `data` holds.
    if (!threw) return { outcome: 'succeeded' };
    const status = statusOf(error);
    // The kindest reading: the caller knows that only a 4xx says "no". It was never told.
    return { outcome: status !== undefined && status >= 400 && status < 500 ? 'failed' : 'unknown' };
  },
  // Its README promises nothing about retries, and it makes none.
  tells: ['outcome'],
});

/** `error.response.status`; `undefined` when there was no reply. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('response' in error)) return undefined;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('status' in response)) return undefined;
  return typeof response.status === 'number' ? response.status : undefined;
}
