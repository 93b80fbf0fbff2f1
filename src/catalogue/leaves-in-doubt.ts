import type { Expectation } from '../model/provider.ts';

/**
 * Whether a row leaves the client in doubt: it may have happened. Where a client may say `failed`, it did not happen: such a
 * row is definite, whatever else it accepts.
 */
export function leavesInDoubt({ outcome }: Pick<Expectation, 'outcome'>): boolean {
  return (outcome.includes('unknown') || outcome.includes('pending')) && !outcome.includes('failed');
}
