/** How long to wait before another attempt. */
export interface Backoff {
  /** Milliseconds before the second attempt, before jitter. */
  initialMs: number;
  factor: number;
  /** No wait of our own is longer. */
  maxMs: number;
  /** No wait that the server asks for is longer. */
  retryAfterCapMs: number;
}

/**
 * Milliseconds to wait after the given attempt (counted from 1): exponential with equal jitter, half of the delay fixed and
 * half by chance (a number in 0…1); at least what Retry-After asks for, up to the cap.
 */
export function waitMs(backoff: Backoff, attempt: number, chance: number, askedMs: number): number {
  const delay = Math.min(backoff.initialMs * backoff.factor ** (attempt - 1), backoff.maxMs);
  const jittered = Math.ceil(delay / 2 + (delay / 2) * chance);
  return Math.max(jittered, Math.min(askedMs, backoff.retryAfterCapMs));
}

/**
 * Milliseconds that a Retry-After header asks for: seconds or an HTTP date (RFC 9110 §10.2.3). 0 when it is absent, past or
 * unreadable. `now` is the time in milliseconds since the epoch.
 */
export function retryAfterMs(header: string | null | undefined, now: number): number {
  const value = header?.trim() ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? 0 : Math.max(ms, 0);
}
