import type { Provider } from '../model/provider.ts';
import type { Requirement } from '../model/requirement.ts';
import { requirementsOf } from './requirements.ts';

/** What an error reply shows. */
export interface ShownError {
  status: number;
  /** Empty where it carries none. */
  codes: string[];
  type?: string;
}

const rowsById = new WeakMap<Provider, Map<string, Requirement>>();

/**
 * The documented row that an error reply shows: the first code that the catalogue knows; else the row whose own sample it is;
 * else its type or result status; else, where no code was given at all, its status. Undefined for what no document lists: an unknown code of
 * an unknown type.
 */
export function rowOf(provider: Provider, shown: ShownError): Requirement | undefined {
  const rows = rowsOf(provider);
  const { status, codes, type } = shown;
  for (const code of codes) {
    const row = rows.get(`errors/${code}`);
    if (row) return row;
  }
  const sampled = codes.length > 0 ? sampledBy(provider, shown) : undefined;
  return (
    (sampled === undefined ? undefined : rows.get(sampled)) ??
    (type === undefined ? undefined : (rows.get(`types/${type}`) ?? rows.get(`results/${type}`))) ??
    (codes.length === 0 ? rows.get(`statuses/${status}`) : undefined)
  );
}

/** A sample's code is listed by no document: it only keeps the body complete where a status or a type is what is shown. */
function sampledBy({ statuses, types, results }: Provider, { status, codes }: ShownError): string | undefined {
  const byStatus = statuses.find((row) => row.status === status && codes.includes(row.sample?.code ?? ''));
  if (byStatus) return `statuses/${byStatus.status}`;
  const byType = types.find((row) => codes.includes(row.sample.code));
  if (byType) return `types/${byType.type}`;
  const byResult = results.find((row) => codes.includes(row.sample.code));
  return byResult && `results/${byResult.type}`;
}

function rowsOf(provider: Provider): Map<string, Requirement> {
  const known = rowsById.get(provider);
  if (known) return known;
  const rows = new Map(requirementsOf(provider).map((row) => [`${row.kind}/${row.name}`, row]));
  rowsById.set(provider, rows);
  return rows;
}
