import { type Category, categoryOfResult, categoryOfStatus } from './category.ts';
import type { Result } from './result.ts';

/** How one attempt came to no success. */
export interface Failure {
  /**
   * `failed`: it did not happen. `retryable`: nor did this, but call again later. `pending`: it was accepted and goes on.
   * `unknown`: it may have happened.
   */
  outcome: 'failed' | 'retryable' | 'pending' | 'unknown';
  category: Category;
  /** Whether the same request under the same request id is worth another attempt. */
  again: boolean;
  summary: string;
  /** Of the result; absent when there was none to read. */
  resultStatus?: string;
  code?: string;
  /** The platform's own words for it. */
  detail?: string;
  cause?: unknown;
}

/** The codes whose advice is another attempt. All but PROCESS_FAIL leave open what became of this one. */
const again = new Set([
  'REQUEST_TRAFFIC_EXCEED_LIMIT',
  'SYSTEM_BUSY',
  'UNKNOWN_EXCEPTION',
  'SERVICE_UNAVAILABLE',
  'PROCESS_FAIL',
]);

/** On its way already: another attempt would only be told the same. */
const onItsWay = new Set([
  'PAYMENT_IN_PROCESS',
  'REFUND_IN_PROCESS',
  'VOID_IN_PROCESS',
  'CAPTURE_IN_PROCESS',
  'SENDING',
]);

/** Reads a result that is no success. Its status says what happened, its code why. */
export function refusal({ status, code, message }: Result): Failure {
  return {
    outcome: outcomeOfResult(status, code),
    category: categoryOfResult(status, code),
    again: code !== undefined && again.has(code) && (status === 'U' || status === 'F'),
    summary: code === undefined ? status : `${status} ${code}`,
    resultStatus: status,
    ...(code !== undefined && { code }),
    ...(message !== undefined && { detail: message }),
  };
}

/** Reads a reply whose body holds no result that could be used: somebody else's, or the platform's own and broken. */
export function unreadable(status: number): Failure {
  return {
    outcome: outcomeOfStatus(status),
    category: categoryOfStatus(status),
    again: status === 429 || status >= 500,
    summary: `HTTP ${status} without a usable result`,
  };
}

/** No reply, or one that broke off. A refused connection sent nothing, but a proxy in between may report one late. */
export function lostReply(timedOut: boolean, cause: unknown): Failure {
  return {
    outcome: 'unknown',
    category: timedOut ? 'timeout' : 'network',
    again: true,
    summary: timedOut ? 'no reply in time' : 'the connection failed',
    cause,
  };
}

function outcomeOfResult(status: string, code = ''): Failure['outcome'] {
  switch (status) {
    case 'F':
      return 'failed';
    case 'A':
      return 'pending';
    case 'U':
      return onItsWay.has(code) ? 'pending' : 'unknown';
    default:
      return 'unknown';
  }
}

function outcomeOfStatus(status: number): Failure['outcome'] {
  if (status === 429) return 'retryable';
  // Either may speak of a request that is still at work, under our own request id even.
  if (status === 408 || status === 409) return 'unknown';
  return status >= 400 && status < 500 ? 'failed' : 'unknown';
}
