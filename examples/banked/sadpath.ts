import { defineClient } from 'sadpath';
import { banked } from 'sadpath/providers';
import { BankedError } from './banked-error.ts';
import { BankedClient } from './client.ts';
import type { PaymentSession } from './payment-session.ts';

/** The reference client of Banked: fetch, one key an intent, and "unknown" where nobody can tell. */
export const bankedFetch = defineClient({
  name: 'banked-fetch',
  provider: banked,
  create: ({ baseUrl, credentials: { key = '', secret = '' } }) => new BankedClient({ baseUrl, key, secret }),
  operations: {
    createPaymentSession: (client, { input, idempotencyKey }) => client.createPaymentSession(input, idempotencyKey),
    getPaymentSession: (client, { input }) => client.getPaymentSession(input.id),
  },
  interpret: ({ threw, value, error }) => {
    // Created, or read: whatever the state is, the call did what it was asked to. `value` is what the client's own types say.
    if (!threw) return { outcome: 'succeeded', ...stateOf(value as PaymentSession) };
    if (!(error instanceof BankedError)) return undefined;
    const { outcome, category, code, codes, detail, resources } = error;
    return { outcome, category, codes, resources, ...(code && { code }), ...(detail && { message: detail }) };
  },
  retries: {
    attempts: 4,
    on: { statuses: [429, 500, 502, 503, 504], codes: ['internal'], transport: true },
    gapsMs: { initial: 500, factor: 2, max: 8_000 },
    jitter: 'equal',
    retryAfter: { capMs: 30_000 },
    // Four attempts of ten seconds, and three waits as long as Retry-After may make them.
    deadlineMs: 130_000,
  },
  tells: ['outcome', 'category', 'code', 'message', 'state', 'reason', 'resources'],
});

/** The reason is free text or an object: the document does not say. */
function stateOf({ state, state_reason, latest_error }: PaymentSession): { state: string; reason?: string } {
  const reason = state_reason ?? latest_error;
  if (reason === undefined || reason === null) return { state };
  return { state, reason: typeof reason === 'string' ? reason : JSON.stringify(reason) };
}
