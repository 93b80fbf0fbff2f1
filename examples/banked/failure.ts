import { parseJson, recordsIn, type Unchecked } from '../json.ts';
import { type Category, categoryOf, isDocumented } from './category.ts';

/** One entry of the `errors` list. */
export interface ApiError {
  code: string;
  title?: string;
  /** The field that it complains about. */
  parameter?: string;
}

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
  errors: ApiError[];
  /** Ids of what exists although the request failed (`successes[].resource_id`). */
  resources: string[];
  cause?: unknown;
}

/**
 * Codes after which a session may exist: it broke in the middle; an action on the session failed, after it was created perhaps;
 * or an earlier request has used the key, and a key belongs to one intent.
 */
const leavesOpen = new Set(['internal', 'invalid_action', 'invalid_idempotency_key']);

/** Reads a reply that is no readable success. Any body will do: empty, HTML, cut off. */
export function refusal(status: number, text: string): Failure {
  const body = parseJson(text);
  const errors = recordsIn(body, 'errors').flatMap(readError);
  const resources = recordsIn(body, 'successes').flatMap(({ resource_id: id }) => (typeof id === 'string' ? [id] : []));
  const codes = errors.map(({ code }) => code);
  const broken = codes.includes('internal');
  const open = codes.some((code) => leavesOpen.has(code)) || resources.length > 0;
  const refused = codes.some((code) => code !== 'internal' && isDocumented(code));
  const category = categoryOf(status, codes);
  return {
    outcome: open ? 'unknown' : outcomeOf(status),
    category,
    again: (status === 429 || status >= 500 || broken) && !refused,
    summary: [status, ...codes].join(' '),
    status,
    errors,
    resources,
  };
}

/** No reply, or one that broke off. A refused connection sent nothing, but a proxy in between may report one late. */
export function lostReply(timedOut: boolean, cause: unknown): Failure {
  return {
    outcome: 'unknown',
    category: timedOut ? 'timeout' : 'network',
    again: true,
    summary: timedOut ? 'no reply in time' : 'the connection failed',
    errors: [],
    resources: [],
    cause,
  };
}

function outcomeOf(status: number): Failure['outcome'] {
  if (status === 429) return 'retryable';
  // Either may speak of a request that is still at work, under our own key even.
  if (status === 408 || status === 409) return 'unknown';
  return status >= 400 && status < 500 ? 'failed' : 'unknown';
}

function readError({ code, title, source }: Unchecked): ApiError[] {
  if (typeof code !== 'string') return [];
  const parameter =
    typeof source === 'object' && source !== null && 'parameter' in source ? source.parameter : undefined;
  return [
    {
      code,
      ...(typeof title === 'string' && { title }),
      ...(typeof parameter === 'string' && { parameter }),
    },
  ];
}
