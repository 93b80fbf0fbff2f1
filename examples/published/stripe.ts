import { type Belief, type Category, defineClient } from 'sadpath';
import Stripe from 'stripe';
import { stripePayments } from './stripe-catalogue.ts';

/**
 * The published `stripe` 23.1.0, unmodified, with default options: keys of its own making, node:https, 80 seconds an attempt. What
 * it tells is read off its error classes and their public fields.
 */
export const stripeNode = defineClient({
  name: 'stripe',
  provider: stripePayments,
  create: ({ credentials: { token = '' } }) => new Stripe(token),
  operations: {
    createPaymentIntent: (client, { input }) => client.paymentIntents.create(input),
    retrievePaymentIntent: (client, { input }) => client.paymentIntents.retrieve(input.id),
  },
  // README, "Initialize with config object": `maxNetworkRetries` is 1 by default; "Network retries": one reattempt of what is safe
  // to retry, with exponential backoff, no figures. Retry-After is not spoken of, nor a deadline for the whole call.
  retries: { attempts: 2 },
  tells: ['outcome', 'category', 'code', 'message', 'state'],
  interpret: ({ operation, threw, value, error }) => {
    if (threw) return afterError(error);
    const state = stateOf(value);
    if (state === undefined) return { outcome: 'succeeded' };
    return { outcome: operation === 'createPaymentIntent' ? outcomeOf(state) : 'succeeded', state };
  },
});

/** By its types a PaymentIntent always has a status. Whoever is handed none has a kept promise to go by, and nothing else. */
function stateOf(value: unknown): string | undefined {
  const state = fieldOf(value, 'status');
  return typeof state === 'string' ? state : undefined;
}

function outcomeOf(state: string): Belief['outcome'] {
  if (state === 'succeeded') return 'succeeded';
  return state === 'canceled' ? 'failed' : 'pending';
}

/** What an informed caller makes of what it catches. Whatever it does not know leaves it in doubt. */
function afterError(error: unknown): Belief {
  if (!(error instanceof Stripe.errors.StripeError)) return { outcome: 'unknown', category: 'unknown' };
  const { code, message }: { code?: unknown; message?: unknown } = error;
  // The SDK hands on what it was sent, a number too.
  return {
    ...kindOf(error),
    ...(typeof message === 'string' && { message }),
    ...(typeof code === 'string' && { code }),
  };
}

function kindOf(error: Stripe.errors.StripeError): Pick<Belief, 'outcome' | 'category'> {
  const { errors } = Stripe;
  const { statusCode } = error;
  if (error instanceof errors.StripeConnectionError) return { outcome: 'unknown', category: 'network' };
  if (error instanceof errors.StripeCardError) return { outcome: 'failed', category: 'declined' };
  if (error instanceof errors.StripeAuthenticationError) return { outcome: 'failed', category: 'authentication' };
  if (error instanceof errors.StripePermissionError) return { outcome: 'failed', category: 'permission' };
  if (error instanceof errors.StripeRateLimitError) return { outcome: 'retryable', category: 'rate_limit' };
  if (error instanceof errors.StripeIdempotencyError) return { outcome: 'failed', category: 'idempotency' };
  if (error instanceof errors.StripeInvalidRequestError) return { outcome: 'failed', category: invalid(error) };
  // What is left is a StripeAPIError. Without a status it is a reply that was no JSON.
  if (statusCode === undefined) return { outcome: 'unknown', category: 'malformed' };
  if (statusCode >= 500) return { outcome: 'unknown', category: 'internal' };
  // Another request under the key is still at work: nobody knows yet what comes of it.
  if (statusCode === 409) return { outcome: 'unknown', category: 'conflict' };
  return { outcome: 'failed', category: byStatus[statusCode] ?? 'validation' };
}

function invalid({ statusCode, code }: Stripe.errors.StripeError): Category {
  if (code === 'payment_intent_unexpected_state') return 'conflict';
  return statusCode === 404 ? 'not_found' : 'validation';
}

const byStatus: Record<number, Category> = { 408: 'timeout', 410: 'not_found', 424: 'unavailable', 425: 'unavailable' };

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
