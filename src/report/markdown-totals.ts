import type { ClientReport } from '../model/report.ts';
import { grouped } from './amount.ts';
import { markdownTable, markdownText } from './markdown-text.ts';

/** The totals of each client, a row a client. */
export function markdownTotals(clients: ClientReport[]): string[] {
  return markdownTable(
    ['client', 'catalogue', 'held', 'failed', 'inconclusive', 'waived', 'not applicable', 'by hand'],
    clients.map(({ client, catalogue, totals }) => [
      markdownText(client),
      markdownText(catalogue.title),
      ...[
        totals.pass,
        totals.fail,
        totals.inconclusive,
        totals.waived,
        totals['not-applicable'],
        totals['by-hand'],
      ].map(grouped),
    ]),
  );
}
