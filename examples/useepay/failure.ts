import { isRecord, parseJson } from '../json.ts';
import { type Category, categoryOf } from './category.ts';

/** How a call went wrong. */
export interface Failure {
  /** `failed`: it did not happen. `retryable`: nor did this, but call again later. `unknown`: it may have happened. */
  outcome: 'failed' | 'retryable' | 'unknown';
  category: Category;
  summary: string;
  /** Absent when there was no reply. */
  status?: number;
  code?: string;
  /** The request parameter that UseePay blames. */
  source?: string;
  /** UseePay's own words for it. */
  detail?: string;
  cause?: unknown;
}

/**
 * Codes that settle nothing, whatever status they come with, for the document ties them to none. What exists already may be
 * what an earlier call made, whose reply was lost. A third party that is out of order may have been so half way.
 */
const leavesOpen = new Set(['already_exists', 'service_unavailable']);

/** Reads a reply that is no readable success. Any body will do: empty, HTML, cut off, and any field may be missing. */
export function refusal(status: number, text: string): Failure {
  const body = parseJson(text);
  const { code, source, message } = isRecord(body) ? body : {};
  const known = typeof code === 'string' ? code : undefined;
  return {
    outcome: outcomeOf(status, known),
    category: categoryOf(status, known),
    summary: known === undefined ? `${status}` : `${status} ${known}`,
    status,
    ...(known !== undefined && { code: known }),
    ...(typeof source === 'string' && { source }),
    ...(typeof message === 'string' && { detail: message }),
  };
}

/** No reply, or one that broke off. A refused connection sent nothing, but a proxy in between may report one late. */
export function lostReply(category: 'timeout' | 'network' | 'malformed', cause: unknown): Failure {
  const summaries = { timeout: 'no reply in time', network: 'the connection failed', malformed: 'no readable reply' };
  return { outcome: 'unknown', category, summary: summaries[category], cause };
}

function outcomeOf(status: number, code = ''): Failure['outcome'] {
  if (leavesOpen.has(code)) return 'unknown';
  if (status === 429) return 'retryable';
  // Either may speak of an earlier request that is still at work.
  if (status === 408 || status === 409) return 'unknown';
  return status >= 400 && status < 500 ? 'failed' : 'unknown';
}
