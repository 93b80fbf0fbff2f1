import type { Category } from './category.ts';
import type { Failure } from './failure.ts';

/**
 * A call that came to no success, or not yet. What matters is `outcome`:
 *
 * - `failed`: it did not happen, and will not.
 * - `retryable`: it did not happen; make the same call later, with the same request id.
 * - `pending`: it was accepted and goes on; ask for its status.
 * - `unknown`: it may have happened. Ask for its status, or make the same call with the same request id; never pay anew.
 */
export class OpenapiPlatformError extends Error {
  override name = 'OpenapiPlatformError';
  readonly outcome: Failure['outcome'];
  readonly category: Category;
  /** `resultStatus` of the last reply; absent when there was no result to read. */
  readonly resultStatus: string | undefined;
  /** `resultCode` of the last reply. */
  readonly code: string | undefined;
  /** `resultMessage` of the last reply. */
  readonly detail: string | undefined;
  /** Milliseconds that the last reply asked to wait before another call (Retry-After); 0 when it did not ask. */
  readonly retryAfterMs: number;

  constructor(call: string, failure: Failure, retryAfterMs = 0) {
    const detail = failure.detail === undefined ? '' : ` (${failure.detail})`;
    const doubt = failure.outcome === 'unknown' ? ' It may have happened all the same.' : '';
    const start = failure.outcome === 'pending' ? `Still waiting to ${call}` : `Failed to ${call}`;
    super(`${start}: ${failure.summary}${detail}.${doubt}`, { cause: failure.cause });
    this.retryAfterMs = retryAfterMs;
    this.outcome = failure.outcome;
    this.category = failure.category;
    this.resultStatus = failure.resultStatus;
    this.code = failure.code;
    this.detail = failure.detail;
  }
}
