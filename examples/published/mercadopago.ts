import {
  MercadoPagoConfig,
  MercadoPagoError,
  MPAuthenticationError,
  MPConnectionError,
  MPDependencyError,
  MPForbiddenError,
  MPIdempotencyError,
  MPNotFoundError,
  MPPaymentError,
  MPRateLimitError,
  MPResourceLockedError,
  MPServerError,
  Payment,
} from 'mercadopago';
import { type Belief, type Category, defineClient } from 'sadpath';
import { mercadopagoPayments } from './mercadopago-catalogue.ts';

/**
 * The published `mercadopago` 3.6.1, unmodified, with default options: global fetch, keys of its own making. What it tells is read
 * off its error classes and their public fields.
 */
export const mercadopagoSdk = defineClient({
  name: 'mercadopago',
  provider: mercadopagoPayments,
  create: ({ credentials: { token = '' } }) => new Payment(new MercadoPagoConfig({ accessToken: token })),
  operations: {
    createPayment: (client, { input }) => client.create({ body: input }),
    getPayment: (client, { input }) => client.get({ id: input.id }),
  },
  // The comments in its types (dist/types.d.ts:47-54, dist/utils/config/index.d.ts): three retries after these statuses, a second at
  // first and 30 at most. Of broken connections and of Retry-After they say nothing.
  retries: {
    attempts: 4,
    on: { statuses: [429, 500, 502, 503, 504] },
    gapsMs: { initial: 1000, factor: 2, max: 30_000 },
  },
  tells: ['outcome', 'category', 'code', 'message', 'state'],
  interpret: ({ operation, threw, value, error }) => {
    if (threw) return afterError(error);
    const state = fieldOf(value, 'status');
    // The promise was kept, as in the README; by its types a payment may have no status, so nothing tells that this is none.
    if (typeof state !== 'string') return { outcome: 'succeeded' };
    return { outcome: operation === 'createPayment' ? outcomeOf(state) : 'succeeded', state };
  },
});

function outcomeOf(state: string): Belief['outcome'] {
  if (state === 'approved') return 'succeeded';
  return state === 'rejected' || state === 'cancelled' ? 'failed' : 'pending';
}

/** What an informed caller makes of what it catches. Whatever it does not know leaves it in doubt. */
function afterError(error: unknown): Belief {
  if (!(error instanceof MercadoPagoError)) return { outcome: 'unknown', category: 'unknown' };
  return {
    ...kindOf(error), // Whatever a reply has there, the SDK hands on.
    codes: [error.causes].flat().flatMap(codeIn),
    message: error.message,
  };
}

function kindOf(error: MercadoPagoError): Pick<Belief, 'outcome' | 'category'> {
  const { status } = error;
  if (error instanceof MPConnectionError) return { outcome: 'unknown', category: 'network' };
  if (error instanceof MPServerError) return { outcome: 'unknown', category: 'internal' };
  if (error instanceof MPAuthenticationError) return { outcome: 'failed', category: 'authentication' };
  if (error instanceof MPForbiddenError) return { outcome: 'failed', category: 'permission' };
  if (error instanceof MPPaymentError) return { outcome: 'failed', category: 'declined' };
  if (error instanceof MPNotFoundError) return { outcome: 'failed', category: 'not_found' };
  if (error instanceof MPRateLimitError) return { outcome: 'retryable', category: 'rate_limit' };
  if (error instanceof MPIdempotencyError) return { outcome: 'failed', category: 'idempotency' };
  // Both are called retryable by the comments on their classes.
  if (error instanceof MPResourceLockedError) return { outcome: 'unknown', category: 'idempotency' };
  if (error instanceof MPDependencyError) return { outcome: 'unknown', category: 'unavailable' };
  return { outcome: 'failed', category: byStatus[status] ?? 'validation' };
}

const byStatus: Record<number, Category> = { 408: 'timeout', 410: 'not_found', 425: 'unavailable' };

function codeIn(cause: unknown): string[] {
  const code = fieldOf(cause, 'code');
  return typeof code === 'string' || typeof code === 'number' ? [String(code)] : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
