import type { ClientReport, RequirementResult } from '../model/report.ts';
import { grouped } from './amount.ts';

/** Requirements by verdict, those that people judge apart. */
export function totalsOf(requirements: RequirementResult[]): ClientReport['totals'] {
  const totals = { pass: 0, fail: 0, inconclusive: 0, 'not-applicable': 0, waived: 0, 'by-hand': 0 };
  for (const { judged, verdict } of requirements) totals[judged === 'by-hand' ? 'by-hand' : verdict] += 1;
  return totals;
}

/** How many held, of those that traffic judges, and what became of the others: `28 of 29 requirements held, 1 failed`. */
export function totalsWords({ 'by-hand': byHand, ...played }: ClientReport['totals'], held: string): string {
  const all = Object.values(played).reduce((sum, count) => sum + count, 0);
  const others = [
    [played.fail, 'failed'],
    [played.inconclusive, 'inconclusive'],
    [played.waived, 'waived'],
    [played['not-applicable'], 'not applicable'],
    [byHand, 'more to judge by hand'],
  ] as const;
  const words = others.flatMap(([count, word]) => (count > 0 ? [`${grouped(count)} ${word}`] : []));
  return [`${grouped(played.pass)} of ${grouped(all)} ${held}`, ...words].join(', ');
}
