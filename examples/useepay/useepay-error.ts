import type { Category } from './category.ts';
import type { Failure } from './failure.ts';

/**
 * A call that gave nothing. What matters is `outcome`:
 *
 * - `failed`: it did not happen, and will not.
 * - `retryable`: it did not happen; make the same call later.
 * - `unknown`: it may have happened. Read the payment intent, or ask UseePay; never make the same call again blindly, for
 *   nothing in the document tells a repeat from a second order.
 */
export class UseepayError extends Error {
  override name = 'UseepayError';
  readonly outcome: Failure['outcome'];
  readonly category: Category;
  /** Of the last reply; absent when there was none. */
  readonly status: number | undefined;
  /** `code` of the last reply. The document's list is not exhaustive. */
  readonly code: string | undefined;
  /** `source` of the last reply: the request parameter that caused the error. */
  readonly source: string | undefined;
  /** `message` of the last reply. */
  readonly detail: string | undefined;
  /** Milliseconds that the last reply asked to wait before another call (Retry-After); 0 when it did not ask. */
  readonly retryAfterMs: number;

  constructor(call: string, failure: Failure, retryAfterMs = 0) {
    const about = [failure.source, failure.detail].filter((words) => words !== undefined).join(': ');
    const doubt = failure.outcome === 'unknown' ? ' It may have happened all the same.' : '';
    super(`Failed to ${call}: ${failure.summary}${about === '' ? '' : ` (${about})`}.${doubt}`, {
      cause: failure.cause,
    });
    this.retryAfterMs = retryAfterMs;
    this.outcome = failure.outcome;
    this.category = failure.category;
    this.status = failure.status;
    this.code = failure.code;
    this.source = failure.source;
    this.detail = failure.detail;
  }
}
