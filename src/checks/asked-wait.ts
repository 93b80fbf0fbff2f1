import { startOfDay } from '../model/start-of-day.ts';
import type { ReplyEvent } from '../model/trace.ts';

/** How long a provider asks a client to wait, in milliseconds from its reply on. */
export interface AskedWait {
  ms: number;
  /** The shortest wait that honours it: a date names a second, and leaves open which part of it is meant. */
  least: number;
}

/**
 * What a reply's Retry-After asks for (RFC 9110, 10.2.3). Undefined for what asks for nothing: no such header, one that never
 * arrived, zero, a negative number, a date that has passed, junk.
 */
export function askedWait(reply: ReplyEvent | undefined): AskedWait | undefined {
  const value = retryAfterOf(reply)?.trim();
  if (reply === undefined || value === undefined) return undefined;
  if (/^\d+$/.test(value))
    return Number(value) > 0 ? { ms: Number(value) * 1000, least: Number(value) * 1000 } : undefined;
  const until = dateOf(value);
  const wait = until === undefined ? 0 : until - startOfDay - reply.at;
  return wait > 0 ? { ms: wait, least: Math.max(0, wait - 999) } : undefined;
}

/** The Retry-After that came with a reply; of a reply that broke on its way no header arrived. */
export function retryAfterOf(reply: ReplyEvent | undefined): string | undefined {
  const family = reply?.family;
  return family === 'unreached' || family === 'network' || family === 'stall' ? undefined : reply?.retryAfter;
}

const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const time = '\\d{2}:\\d{2}:\\d{2}';

/** The three forms that a recipient has to understand (RFC 9110, 5.6.7); the last one leaves its `GMT` out. */
const zoned = new RegExp(`^(?:${day}, \\d{2} ${month} \\d{4}|${day}[a-z]{3,6}, \\d{2}-${month}-\\d{2}) ${time} GMT$`);
const unzoned = new RegExp(`^${day} ${month} [ \\d]\\d ${time} \\d{4}$`);

function dateOf(value: string): number | undefined {
  const known = zoned.test(value) ? value : unzoned.test(value) ? `${value} GMT` : '';
  const parsed = Date.parse(known);
  return Number.isNaN(parsed) ? undefined : parsed;
}
