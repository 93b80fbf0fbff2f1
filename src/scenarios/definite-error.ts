import { meets } from '../catalogue/meets.ts';
import { printTape } from '../model/print-tape.ts';
import type { ErrorRow, Provider, Row } from '../model/provider.ts';
import type { Answer } from '../model/tape.ts';

/** Statuses and kinds of failure that are about the caller and his other requests, not about this one. */
const aboutTheCaller = { statuses: [401, 409, 429], categories: ['authentication', 'idempotency', 'rate_limit'] };

/**
 * An error that says by its code that nothing happened and will not: under a 4xx where there is one, so that its status says so as well.
 * Undefined where the document lists none for the operation.
 */
export function definiteError(provider: Provider, operation: string): ErrorRow | undefined {
  // What is wrong with the request itself first: nobody means that by a status or a type of another kind.
  const definite = provider.errors
    .filter((row) => isDefinite(row, operation, row.status[0]))
    .toSorted((a, b) => Number(isAboutRequest(b)) - Number(isAboutRequest(a)));
  return (
    definite.find(({ status: [status] }) => isRefusal(status)) ??
    definite.find(({ status: [status = 0] }) => status < 300)
  );
}

/** The same as the answer of a tape; where no code says so, a status that does. */
export function definiteText(provider: Provider, operation: string): string | undefined {
  const row = definiteError(provider, operation);
  if (row) return errorText(row);
  const status = provider.statuses.find((one) => isRefusal(one.status) && isDefinite(one, operation, one.status));
  return status && textOf({ kind: 'error', status: status.status, codes: [] });
}

/** The answer of a tape that shows an error; under its likeliest status, or another one. */
export function errorText(row: ErrorRow, status = row.status[0] ?? 400): string {
  return textOf({ kind: 'error', status, codes: [row.code] });
}

function isDefinite(row: Row, operation: string, status = 0): boolean {
  const { outcome, retry, category } = row.expect;
  if (!meets(row, operation) || row.echo === true || outcome[0] !== 'failed' || retry[0] !== 'never') return false;
  return !aboutTheCaller.statuses.includes(status) && !aboutTheCaller.categories.includes(category[0] ?? '');
}

function isAboutRequest({ expect: { category } }: Row): boolean {
  return category[0] === 'validation';
}

function isRefusal(status = 0): boolean {
  return status >= 400 && status < 500;
}

function textOf(answer: Answer): string {
  return printTape([{ steps: [{ answer }] }]);
}
