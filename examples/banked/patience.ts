import { BankedError } from './banked-error.ts';

/** What was just made may not be readable yet. In milliseconds. */
const lagMs = 60_000;

/** What has not passed by then, a later wait may outlast. In milliseconds. */
const outageMs = 60_000;

/**
 * Milliseconds for which a wait puts up with errors like this one of its readings: a minute for one that passes by itself, 0 for
 * a refusal, which no waiting mends.
 *
 * @throws what is no error of this client's: a mistake of the program.
 */
export function patienceMs(error: unknown): number {
  if (!(error instanceof BankedError)) throw error;
  if (error.outcome !== 'failed') return outageMs;
  return error.category === 'not_found' ? lagMs : 0;
}

/** Milliseconds that the last reply asked to wait; 0 when it did not ask. */
export function askedMs(error: unknown): number {
  return error instanceof BankedError ? error.retryAfterMs : 0;
}
