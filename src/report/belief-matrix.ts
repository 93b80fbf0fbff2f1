import type { ScenarioJudged } from '../model/event.ts';
import { outcomes } from '../model/outcome.ts';
import type { BeliefRow, ClientReport } from '../model/report.ts';

/** Belief × effects, over the scenarios of operations that bring something about. Only rows that occur. */
export function beliefMatrix(scenarios: ScenarioJudged[]): ClientReport['beliefs'] {
  const beliefs: ClientReport['beliefs'] = {};
  for (const outcome of [...outcomes, 'none'] as const) {
    const told = scenarios.filter(({ belief }) => (belief?.outcome ?? 'none') === outcome);
    const counts = told.flatMap(({ effects }) => effects ?? []);
    if (counts.length > 0) beliefs[outcome] = rowOf(counts);
  }
  return beliefs;
}

function rowOf(counts: number[]): BeliefRow {
  const row: BeliefRow = { '0': 0, '1': 0, '2+': 0 };
  for (const effects of counts) row[effects === 0 ? '0' : effects === 1 ? '1' : '2+'] += 1;
  return row;
}
