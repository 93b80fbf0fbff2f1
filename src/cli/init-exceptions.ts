import type { Category, Outcome } from '../model/outcome.ts';
import type { Expectation, Provider } from '../model/provider.ts';

/** What a client tells of a reply. */
export type Told = [outcome: Outcome, category: Category];

/** What the rows of a catalogue say that a reply's HTTP status alone does not. */
export interface Exceptions {
  codes: Record<string, Told>;
  types: Record<string, Told>;
  statuses: Record<string, Told>;
}

/** The smallest tables with which a client that goes by HTTP statuses tells what each documented row wants. */
export function exceptionsOf({ errors, types, results, statuses }: Provider): Exceptions {
  const ofStatuses = tableOf(
    statuses.filter(({ sample }) => sample),
    ({ status }) => String(status),
    ({ status }) => [byStatus(status)],
  );
  const under = (status: number): Told => ofStatuses[status] ?? byStatus(status);
  const ofTypes = tableOf(
    [...types, ...results.filter(({ expect }) => !expect.outcome.includes('succeeded'))],
    ({ type }) => type,
    ({ status }) => status.map(under),
  );
  const ofCodes = tableOf(
    errors,
    ({ code }) => code,
    ({ status, types: with_ }) =>
      status.flatMap((one) => (with_ ?? ['']).map((type): Told => ofTypes[type] ?? under(one))),
  );
  return { codes: ofCodes, types: ofTypes, statuses: ofStatuses };
}

function tableOf<R extends { expect: Expectation }>(
  rows: readonly R[],
  nameOf: (row: R) => string,
  toldWithout: (row: R) => Told[],
): Record<string, Told> {
  return Object.fromEntries(
    rows
      .filter((row) => !toldWithout(row).every((told) => suits(row.expect, told)))
      .map((row) => [nameOf(row), [wanted(row.expect), row.expect.category[0] ?? 'unknown']]),
  );
}

function suits(expect: Expectation, [outcome, category]: Told): boolean {
  return outcome === wanted(expect) && expect.category.includes(category);
}

/** Where it may have happened, only "unknown" is never wrong. */
function wanted({ outcome }: Expectation): Outcome {
  const cautious = (['unknown', 'pending', 'failed'] as const).find((one) => outcome.includes(one));
  return cautious ?? outcome[0] ?? 'unknown';
}

const categories: Record<number, Category> = {
  401: 'authentication',
  403: 'permission',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  429: 'rate_limit',
  500: 'internal',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** What the example client tells by a status alone: the same rule that its source has. */
function byStatus(status: number): Told {
  const refused = status >= 400 && status < 500;
  const usual = status >= 500 ? 'internal' : refused ? 'validation' : status >= 300 ? 'unknown' : 'malformed';
  return [refused && status !== 408 && status !== 409 ? 'failed' : 'unknown', categories[status] ?? usual];
}
