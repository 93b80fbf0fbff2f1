import { meets } from '../catalogue/meets.ts';
import { printTape } from '../model/print-tape.ts';
import type { Provider, Row } from '../model/provider.ts';
import type { Answer } from '../model/tape.ts';

/** A tape that rejects the credentials of the next so many requests; none where the provider has no word for it. */
export function expiryTape(provider: Provider, operation: string, requests: number): string[] {
  const answer = rejection(provider, operation);
  return answer ? [printTape([{ steps: [{ answer, times: requests }] }])] : [];
}

function rejection({ errors, statuses }: Provider, operation: string): Answer | undefined {
  const rejects = (row: Row) =>
    row.expect.category[0] === 'authentication' && row.expect.retry.includes('after-refresh') && meets(row, operation);
  const error = errors.filter(rejects).sort((a, b) => rank(a) - rank(b))[0];
  if (error) return { kind: 'error', status: error.status[0] ?? 401, codes: [error.code] };
  const status = statuses.find(rejects)?.status;
  return status === undefined ? undefined : { kind: 'error', status, codes: [] };
}

/** What asks for fresh credentials before anything else is about credentials that were good. */
function rank({ expect }: Row): number {
  return expect.retry.indexOf('after-refresh');
}
