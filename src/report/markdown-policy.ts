import type { ClientReport } from '../model/report.ts';
import { cardRows } from '../policy/card-rows.ts';
import { counted } from './amount.ts';
import { markdownCode, markdownTable, markdownText } from './markdown-text.ts';

/** The observed retry policy of each operation of a client, a table each. */
export function markdownPolicy({ policy }: Pick<ClientReport, 'policy'>): string[] {
  return Object.entries(policy).flatMap(([operation, card]) => [
    `#### ${markdownCode(operation)}`,
    '',
    ...markdownTable(
      ['observed', counted(card.probes, 'probe')],
      cardRows(card).map(([label, words]) => [label, markdownText(words, 2000)]),
    ),
    '',
  ]);
}
