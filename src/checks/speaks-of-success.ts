import type { Belief } from '../model/belief.ts';
import type { Case } from '../model/case.ts';
import type { Heard } from './last-reply.ts';
import { isSuccess } from './reply-meaning.ts';

/**
 * Whether a belief tells of something that went well, so that no error belongs to it: it says so itself, or it passes on what
 * an earlier success still allows after a reading has failed.
 */
export function speaksOfSuccess(played: Case, { standing }: Heard, { outcome }: Belief): boolean {
  if (outcome === 'succeeded') return true;
  const stands = standing.some((exchange) => isSuccess(played, exchange));
  return stands && (outcome === 'pending' || played.operation.success.includes(outcome));
}
