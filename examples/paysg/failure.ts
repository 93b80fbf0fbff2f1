import { isRecord, parseJson } from '../json.ts';
import { type Category, categoryOf } from './category.ts';

/** How one attempt went wrong. */
export interface Failure {
  /** `failed`: it did not happen. `retryable`: nor did this, but call again later. `unknown`: it may have happened. */
  outcome: 'failed' | 'retryable' | 'unknown';
  category: Category;
  /** Whether the same request under the same key is worth another attempt. */
  again: boolean;
  summary: string;
  /** Absent when there was no reply. */
  status?: number;
  code?: string;
  type?: string;
  /** PaySG's own words for it. */
  detail?: string;
  cause?: unknown;
}

/** Reads a reply that is no readable success. Any body will do: empty, HTML, cut off. */
export function refusal(status: number, text: string): Failure {
  const { code, type, message } = readError(text);
  return {
    outcome: outcomeOf(status),
    category: categoryOf(status, code, type),
    again: status === 429 || status >= 500 || code === 'idempotent_request_in_progress',
    summary: code === undefined ? `${status}` : `${status} ${code}`,
    status,
    ...(code !== undefined && { code }),
    ...(type !== undefined && { type }),
    ...(message !== undefined && { detail: message }),
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

function outcomeOf(status: number): Failure['outcome'] {
  if (status === 429) return 'retryable';
  // Any 409 speaks of an earlier request under this key, and so for this intent: still at work, or with another body.
  // What became of that one it does not say, nor does a 408.
  if (status === 408 || status === 409) return 'unknown';
  return status >= 400 && status < 500 ? 'failed' : 'unknown';
}

function readError(text: string): { code?: string; type?: string; message?: string } {
  const body = parseJson(text);
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const { code, type, message } = error;
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof type === 'string' && { type }),
    ...(typeof message === 'string' && { message }),
  };
}
