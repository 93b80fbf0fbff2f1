import { keyPlaceOf } from '../catalogue/operation-facts.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import type { Operation, Provider } from '../model/provider.ts';
import { type Requirement, type RequirementKind, requirementKinds } from '../model/requirement.ts';
import { noPaint, type Paint } from '../report/paint.ts';
import { wrap } from '../report/wrap.ts';
import { entryLines } from './entry-lines.ts';

/** Each kind of row, one and many. */
const kinds: Record<RequirementKind, [one: string, many: string]> = {
  statuses: ['status', 'statuses'],
  types: ['type', 'types'],
  results: ['result status', 'result statuses'],
  errors: ['error', 'errors'],
  states: ['state', 'states'],
  rules: ['rule', 'rules'],
};

/** Names that are longer have their text below them, so that few long ones do not narrow the text of all. */
const widestLabel = 32;

/** A provider for a person: its operations, then every row by kind, in lines of at most `width` characters. */
export function listText(provider: Provider, width: number, paint: Paint = noPaint): string {
  const { id, title, source, operations } = provider;
  const requirements = requirementsOf(provider);
  const groups = requirementKinds.flatMap((kind) => {
    const rows = requirements.filter((row) => row.kind === kind);
    return rows.length === 0 ? [] : [[paint('bold', `  ${id}/${kind}/`), ...entries(rows.map(rowEntry), width)]];
  });
  const blocks = [
    [
      ...wrap(`${id}: ${title}, from "${source.title}" (${source.revision})`, width).map((line) => paint('bold', line)),
      ...wrap(counted(requirements), width - 2).map((line) => `  ${line}`),
    ],
    [
      paint('bold', '  operations'),
      ...entries(
        Object.entries(operations).map(([name, operation]) => [name, operationText(provider, name, operation)]),
        width,
      ),
    ],
    ...groups,
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

function entries(rows: (readonly [string, string])[], width: number): string[] {
  const label = Math.min(Math.max(...rows.map(([name]) => name.length)), widestLabel);
  return rows.flatMap(([name, text]) => entryLines(name, text, { indent: 4, label, width }));
}

function rowEntry({ name, summary, judged, source }: Requirement): [string, string] {
  const marks = [...(judged === 'by-hand' ? ['by hand'] : []), ...(source ? ['not in the document'] : [])];
  return [name, `${marks.length > 0 ? `(${marks.join(', ')}) ` : ''}${summary}`];
}

function operationText(provider: Provider, name: string, { method, path, effect }: Operation): string {
  const place = keyPlaceOf(provider, name);
  const key = place && ('header' in place ? `key in header ${place.header}` : `key in body field ${place.body}`);
  return [`${method} ${path}`, effect ? `brings about a ${effect}` : 'reads', ...(key ? [key] : [])].join('; ');
}

function counted(requirements: Requirement[]): string {
  const parts = requirementKinds.flatMap((kind) => {
    const count = requirements.filter((row) => row.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kinds[kind][count === 1 ? 0 : 1]}`];
  });
  const byHand = requirements.filter(({ judged }) => judged === 'by-hand').length;
  const hand = byHand === 0 ? '' : `; ${byHand} to be checked by hand`;
  return `${requirements.length} requirements: ${parts.join(', ')}${hand}`;
}
