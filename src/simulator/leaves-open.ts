import { leavesInDoubt } from '../catalogue/leaves-in-doubt.ts';
import type { Requirement } from '../model/requirement.ts';

/**
 * Whether an error says neither that it happened nor that it did not: by its row, or where no row exists, every 5xx. Where
 * success and failure share an HTTP status, a result status that nobody knows may be either.
 */
export function leavesOpen(row: Pick<Requirement, 'expect'> | undefined, status: number, results = false): boolean {
  return row?.expect ? leavesInDoubt(row.expect) : status >= 500 || (results && status < 300);
}
