import type { Category } from './category.ts';
import type { ApiError, Failure } from './failure.ts';

/**
 * A call that gave no payment session. What matters to the order is `outcome`:
 *
 * - `failed`: no session was created, and none will be.
 * - `retryable`: no session was created; make the same call later, with the same idempotency key.
 * - `unknown`: a session may exist. Make the same call again with the same idempotency key, or ask Banked; never pay anew.
 */
export class BankedError extends Error {
  override name = 'BankedError';
  readonly outcome: 'failed' | 'retryable' | 'unknown';
  readonly category: Category;
  /** Of the last reply; absent when there was none. */
  readonly status: number | undefined;
  /** The `errors` of the last reply, as they came. */
  readonly errors: ApiError[];
  /** The provider's own words for it, of every error that has some. */
  readonly detail: string | undefined;
  /** Ids that any of the attempts listed as created. */
  readonly resources: string[];
  /** Milliseconds that the last reply asked to wait before another call (Retry-After); 0 when it did not ask. */
  readonly retryAfterMs: number;

  constructor(call: string, failure: Failure, retryAfterMs = 0) {
    const detail = failure.errors.flatMap(({ title }) => title ?? []).join('; ');
    const doubt = failure.outcome === 'unknown' ? ' It may have happened all the same.' : '';
    super(`Failed to ${call}: ${failure.summary}${detail && ` (${detail})`}.${doubt}`, { cause: failure.cause });
    this.retryAfterMs = retryAfterMs;
    this.outcome = failure.outcome;
    this.category = failure.category;
    this.status = failure.status;
    this.errors = failure.errors;
    this.detail = detail || undefined;
    this.resources = failure.resources;
  }

  /** The first code of the last reply. */
  get code(): string | undefined {
    return this.errors[0]?.code;
  }

  /** Every code of the last reply. */
  get codes(): string[] {
    return this.errors.map(({ code }) => code);
  }
}
