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
  create: ({ credentials: { key = '', secret = '', webhookSecret = '' } }) => ({
    banked: new Banked({ api_key: key, secret_key: secret }),
    webhookSecret,
    applied: new Set<string>(),
  }),
  operations: {
    createPaymentSession: ({ banked }, { input }) => banked.payments.create(input),
    getPaymentSession: ({ banked }, { input }) => banked.payments.read(input.id),
  },
  webhooks: {
    // That the signature is right is the SDK's word; to know an event again it leaves to whoever uses it.
    handle: ({ banked, webhookSecret, applied }, { headers, body }) => {
      const given = { payload_header: headers['banked-signature'] ?? '', payload: body, signature: webhookSecret };
      if (!isValid(banked, given)) return 400;
      applied.add(JSON.parse(body).id);
      return 200;
    },
    applied: ({ applied }) => applied.size,
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

/** Without a signature at all the SDK throws. */
function isValid(banked: Banked, given: Parameters<Banked['webhooks']['validate']>[0]): boolean {
  try {
    return banked.webhooks.validate(given).isValid;
  } catch {
    return false;
  }
}

/** `error.response.status`; `undefined` when there was no reply. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('response' in error)) return undefined;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('status' in response)) return undefined;
  return typeof response.status === 'number' ? response.status : undefined;
}
