import { createHash } from 'node:crypto';
import type { ScenarioJudged } from '../model/event.ts';
import type { Finding } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { causedBy } from './caused-by.ts';
import { worstFirst } from './worst-first.ts';

/** One scenario that shows a finding. */
interface Showing {
  check: string;
  failed: Extract<Verdict, { verdict: 'fail' }>;
  event: ScenarioJudged;
}

/** The failed checks of one client, one finding for each check, requirement and operation, the worst first. */
export function findingsOf(client: string, scenarios: ScenarioJudged[]): Finding[] {
  const showings = scenarios.flatMap((event) =>
    Object.entries(event.verdicts).flatMap(([check, failed]) =>
      failed.verdict === 'fail' ? [{ check, failed, event }] : [],
    ),
  );
  const groups = Map.groupBy(showings, (showing) => findingId(client, showing));
  return [...groups].map(([id, group]) => findingOf(id, group)).sort(worstFirst);
}

function findingId(client: string, { check, event: { scenario, operation } }: Showing): string {
  const facts = JSON.stringify([client, check, scenario.requirement, operation]);
  return `${check}-${createHash('sha256').update(facts).digest('hex').slice(0, 8)}`;
}

function findingOf(id: string, group: Showing[]): Finding {
  const told = group.reduce((best, showing) => (tellsBetter(showing, best) ? showing : best));
  const { check, failed, event } = told;
  const { scenario, operation, evidence } = event;
  const belief = evidence?.belief ?? event.belief;
  const cause = causedBy(
    check,
    group.map((showing) => showing.event),
  );
  return {
    id,
    check,
    severity: failed.severity,
    requirement: scenario.requirement,
    operation,
    tape: scenario.tape,
    message: failed.message,
    ...(belief && { belief }),
    ledger: evidence?.ledger ?? [],
    timeline: evidence?.timeline ?? [],
    count: group.length,
    ...(cause === undefined ? {} : { causedBy: cause }),
    scenario: { ...scenario, id: event.id },
    replay: `npx sadpath replay ${id}`,
  };
}

/**
 * The gravest showing tells the finding; of those the one with the least to follow, of those the first: they come in order,
 * and a matrix goes from the simple to the odd.
 */
function tellsBetter(one: Showing, other: Showing): boolean {
  if (one.failed.severity !== other.failed.severity) return one.failed.severity === 'must';
  return length(one) < length(other);
}

function length({ event }: Showing): number {
  return event.evidence?.timeline.length ?? 0;
}
