import type { Category } from './category.ts';
import type { Failure } from './failure.ts';

/**
 * A call that gave no payment. What matters is `outcome`:
 *
 * - `failed`: it did not happen, and will not.
 * - `retryable`: it did not happen; make the same call later, with the same idempotency key.
 * - `unknown`: it may have happened, or still be at work. Read the payment, or ask PaySG; never pay anew.
 */
export class PaysgError extends Error {
  override name = 'PaysgError';
  readonly outcome: Failure['outcome'];
  readonly category: Category;
  /** Of the last reply; absent when there was none. */
  readonly status: number | undefined;
  /** `error.code` of the last reply. The document's list is not exhaustive. */
  readonly code: string | undefined;
  /** `error.type` of the last reply. */
  readonly type: string | undefined;
  /** `error.message` of the last reply. */
  readonly detail: string | undefined;
  /** Milliseconds that the last reply asked to wait before another call (Retry-After); 0 when it did not ask. */
  readonly retryAfterMs: number;

  constructor(call: string, failure: Failure, retryAfterMs = 0) {
    const detail = failure.detail === undefined ? '' : ` (${failure.detail})`;
    const doubt = failure.outcome === 'unknown' ? ' It may have happened all the same.' : '';
    super(`Failed to ${call}: ${failure.summary}${detail}.${doubt}`, { cause: failure.cause });
    this.retryAfterMs = retryAfterMs;
    this.outcome = failure.outcome;
    this.category = failure.category;
    this.status = failure.status;
    this.code = failure.code;
    this.type = failure.type;
    this.detail = failure.detail;
  }
}
