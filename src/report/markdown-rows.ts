import type { ClientReport, RequirementResult } from '../model/report.ts';
import type { VerdictWord } from '../model/verdict.ts';
import { counted } from './amount.ts';
import { demandParts, noteWords, sourceWords } from './demand-words.ts';
import { markdownCode, markdownProse, markdownTable, markdownText } from './markdown-text.ts';

const titles: Record<string, string> = {
  statuses: 'HTTP statuses',
  types: 'Error types',
  results: 'Result statuses',
  errors: 'Error codes',
  states: 'States',
  rules: 'Rules of behaviour',
  wire: 'What no document says and every client meets',
};

const verdictWords: Record<VerdictWord, string> = {
  pass: '✓ held',
  fail: '✗ **failed**',
  inconclusive: '? **inconclusive**',
  waived: 'waived',
  'not-applicable': 'not applicable',
};

/** Every documented row of a client, a table a kind. */
export function markdownRows({ requirements, catalogue }: ClientReport): string[] {
  const kinds = Map.groupBy(requirements, ({ id }) => titleOf(id));
  return [...kinds].flatMap(([title, rows]) => [
    `#### ${title}`,
    '',
    ...markdownTable(
      ['verdict', 'requirement', 'what is required, and by which document', 'played, and what held'],
      rows.map((row) => cellsOf(row, catalogue.document)),
    ),
    '',
  ]);
}

function titleOf(id: string): string {
  const [provider = '', kind = ''] = id.split('/');
  return (
    (Object.hasOwn(titles, kind) ? titles[kind] : undefined) ??
    (provider === 'wire' ? titles.wire : undefined) ??
    'Others'
  );
}

function cellsOf(row: RequirementResult, document: string): string[] {
  const note = noteWords(row);
  return [
    row.judged === 'by-hand' ? 'by hand' : verdictCell(row),
    cell([
      markdownCode(row.id),
      markdownProse(row.summary),
      ...(note === undefined ? [] : [`*${markdownProse(note)}*`]),
    ]),
    cell([...requiredLines(row), `by: ${markdownText(sourceWords(row.id, row, document))}`]),
    playedCell(row),
  ];
}

function requiredLines(row: RequirementResult): string[] {
  const parts = demandParts(row);
  if (parts.length > 0) return parts.map(({ label, words, basis }) => `${label}: ${words} *(${basis})*`);
  return row.basis ? [`as it says *(${row.basis.outcome})*`] : [];
}

function playedCell({ scenarios, checks }: RequirementResult): string {
  if (scenarios === 0) return '–';
  const of = (wanted: VerdictWord) => Object.keys(checks).filter((check) => checks[check] === wanted);
  const list = (label: string, names: string[]) =>
    names.length === 0 ? [] : [`${label}${names.map((name) => markdownText(name)).join(', ')}`];
  return cell([
    counted(scenarios, 'scenario'),
    ...list('', of('pass')),
    ...list('**failed:** ', of('fail')),
    ...list('**inconclusive:** ', of('inconclusive')),
    ...list('waived: ', of('waived')),
  ]);
}

function verdictCell({ verdict, reasons }: RequirementResult): string {
  const shown =
    verdict === 'waived' || verdict === 'not-applicable' ? reasons.map((reason) => markdownProse(reason)) : [];
  return cell([verdictWords[verdict], ...shown]);
}

function cell(lines: string[]): string {
  return lines.join('<br>');
}
