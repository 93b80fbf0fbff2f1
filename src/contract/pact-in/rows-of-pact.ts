import { plain } from '../../model/plain.ts';
import type { ErrorRow, RowBasis, StatusRow } from '../../model/provider.ts';
import type { Leaf } from './body-leaves.ts';
import type { PactInteraction } from './pact.ts';
import type { ErrorReading, PactErrors, ToldError } from './read-errors.ts';
import type { Remark } from './remark.ts';
import { expectationOf } from './status-expectation.ts';

/** What becomes rows of a catalogue, with what is to be said of each; places begin with `errors` and `statuses`. */
export interface PactRows {
  errors: ErrorRow[];
  statuses: StatusRow[];
  remarks: Remark[];
}

/** Which operation of the catalogue an interaction is of; undefined for none. */
export type OperationOf = (interaction: PactInteraction) => string | undefined;

/** Nothing of it stands in any document. */
const basis: RowBasis = { status: 'inferred', outcome: 'inferred', category: 'inferred', retry: 'inferred' };

/** A row for each code, with all its statuses and operations, and one for each status that comes without a code. */
export function rowsOf({ readings }: PactErrors, operationOf: OperationOf): PactRows {
  const remarks: Remark[] = [];
  const met = readings.flatMap((reading): Met[] => {
    const operation = operationOf(reading.interaction);
    return operation === undefined ? [] : [{ reading, operation }];
  });
  const byCode = new Map<string, (Met & { told: ToldError })[]>();
  for (const one of met)
    for (const told of one.reading.told)
      for (const code of told.codes) byCode.set(code, [...(byCode.get(code) ?? []), { ...one, told }]);
  const uncoded = met.filter(({ reading }) => reading.told.length === 0);
  const byStatus = [
    ...Map.groupBy(
      uncoded.flatMap((one) => one.reading.interaction.response.statuses.map((status) => ({ ...one, status }))),
      ({ status }) => status,
    ),
  ].sort(([a], [b]) => a - b);
  const errors = [...byCode]
    .map(([code, shown]) => ({ row: errorRow(code, shown), shown }))
    .sort(({ row: a }, { row: b }) => (a.status[0] ?? 0) - (b.status[0] ?? 0) || (a.code < b.code ? -1 : 1));
  for (const [index, { row, shown }] of errors.entries()) remarks.push(...remarksOn(row, shown, ['errors', index]));
  const codes = new Set(byCode.keys());
  const statuses = byStatus.map(([status, shown]) => statusRow(status, shown, codes));
  for (const [index, [, shown]] of byStatus.entries()) {
    const messages = shown.map(({ reading }) => reading.spare.message);
    remarks.push(...wordingRemarks(messages, ['statuses', index, 'sample']));
  }
  return { errors: errors.map(({ row }) => row), statuses, remarks };
}

interface Met {
  reading: ErrorReading;
  operation: string;
}

type Shown = Met & { told: ToldError };

function errorRow(code: string, shown: readonly Shown[]): ErrorRow {
  const status = byFrequency(shown.flatMap(({ reading }) => reading.interaction.response.statuses));
  const types = byFrequency(shown.flatMap(({ told }) => told.type ?? []));
  const parameter = shown.find(({ told }) => told.parameter !== undefined)?.told.parameter;
  return {
    code,
    status,
    ...(types.length > 0 ? { types } : {}),
    message: wordingOf(
      shown.map(({ told }) => told.message),
      code,
    ),
    ...(parameter === undefined ? {} : { parameter }),
    summary: summaryOf(shown, `${code} under ${status.join(', ')}`),
    expect: expectationOf(status, true),
    basis,
    operations: operationsOf(shown),
  };
}

function statusRow(status: number, shown: readonly Met[], codes: ReadonlySet<string>): StatusRow {
  // A code that has a row of its own would show that row.
  const example = shown.find(({ reading }) => !codes.has(reading.spare.code ?? ''))?.reading.spare.code;
  let code = example ?? `undocumented_${status}`;
  while (codes.has(code)) code = `${code}_`;
  return {
    status,
    sample: {
      code,
      message: wordingOf(
        shown.map(({ reading }) => reading.spare.message),
        String(status),
      ),
    },
    summary: summaryOf(shown, `An error under ${status}`),
    expect: expectationOf([status], false),
    basis,
    operations: operationsOf(shown),
  };
}

/** The words of the pact, or others where it leaves them open: no client may hang on them then. */
function wordingOf(messages: readonly (Leaf | undefined)[], name: string): string {
  const pinned = messages.find((message) => message && message.demand !== 'open' && /\S/.test(String(message.value)));
  if (pinned) return String(pinned.value);
  return messages.some((message) => message)
    ? `Said in other words than in the pact: ${name}`
    : `The pact shows no words for it: ${name}`;
}

function summaryOf(shown: readonly Met[], otherwise: string): string {
  const descriptions = shown.map(({ reading }) => reading.interaction.description.trim());
  return plain([...new Set(descriptions)].filter((text) => text !== '').join('; ') || otherwise, 300);
}

function operationsOf(shown: readonly Met[]): string[] {
  return [...new Set(shown.map(({ operation }) => operation))];
}

/** Each once, the most frequent first. */
function byFrequency<T extends string | number>(values: readonly T[]): T[] {
  return [...Map.groupBy(values, (value) => value)]
    .sort(([a, some], [b, more]) => more.length - some.length || (a < b ? -1 : 1))
    .map(([value]) => value);
}

function remarksOn(row: ErrorRow, shown: readonly Shown[], place: Remark['place']): Remark[] {
  const regex = shown.find(({ told }) => told.regex !== undefined)?.told.regex;
  const notes: string[] = [];
  if (regex !== undefined) notes.push(`In the pact: any code like /${regex}/; this is its example.`);
  if (shown.some(({ told }) => told.numeric)) notes.push('A number in the pact; a catalogue plays codes as text.');
  if (row.status.length > 1) notes.push('Under several statuses: what any of them allows is accepted.');
  return [
    ...notes.map((text) => ({ place: [...place, 'code'], text })),
    ...wordingRemarks(
      shown.map(({ told }) => told.message),
      place,
    ),
  ];
}

function wordingRemarks(messages: readonly (Leaf | undefined)[], place: Remark['place']): Remark[] {
  const open = messages.find((message) => message?.demand === 'open');
  const pinned = messages.some((message) => message && message.demand !== 'open' && /\S/.test(String(message.value)));
  if (!open || pinned) return [];
  return [{ place: [...place, 'message'], text: `In the pact, of any wording: ${JSON.stringify(open.value)}` }];
}
