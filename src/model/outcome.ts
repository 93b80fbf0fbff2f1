/**
 * What money hangs on, as the client tells it to its caller.
 *
 * - `succeeded`: it happened.
 * - `failed`: it did not and will not happen.
 * - `retryable`: make the same call again, with the same input and key; says nothing about whether it happened.
 * - `unknown`: it may have happened.
 * - `pending`: accepted, not final.
 */
export type Outcome = 'succeeded' | 'failed' | 'retryable' | 'unknown' | 'pending';

/** Every {@link Outcome}. */
export const outcomes = ['succeeded', 'failed', 'retryable', 'unknown', 'pending'] as const satisfies Outcome[];

/** The kind of failure, in words that hold for any provider. */
export type Category = (typeof categories)[number];

/** Every {@link Category}. */
export const categories = [
  'authentication',
  'permission',
  'validation',
  'not_found',
  'conflict',
  'idempotency',
  'declined',
  'rate_limit',
  'unavailable',
  'internal',
  'network',
  'timeout',
  'malformed',
  'pending',
  'unknown',
] as const;

/**
 * What a client may do after a reply.
 *
 * - `never`: no second attempt of the same request.
 * - `backoff`: the same request again, later each time.
 * - `same-key-after-wait`: the same request under the same idempotency key, after a wait.
 * - `new-key`: only under a new idempotency key or request id.
 * - `after-refresh`: once, with fresh credentials.
 * - `poll`: not again; read the state instead.
 */
export type RetryRule = (typeof retryRules)[number];

/** Every {@link RetryRule}. */
export const retryRules = ['never', 'backoff', 'same-key-after-wait', 'new-key', 'after-refresh', 'poll'] as const;
