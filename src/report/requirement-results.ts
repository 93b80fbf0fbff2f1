import type { ClientStarted, ScenarioJudged } from '../model/event.ts';
import type { RequirementResult } from '../model/report.ts';
import { type Verdict, type VerdictWord, worst } from '../model/verdict.ts';

const mostReasons = 5;

/**
 * Each requirement as it came out, in the catalogue's order. A scenario of a requirement that no catalogue names gets a row of
 * its own at the end: what was judged is never lost.
 */
export function requirementResults(started: ClientStarted, scenarios: ScenarioJudged[]): RequirementResult[] {
  const played = Map.groupBy(scenarios, ({ scenario }) => scenario.requirement);
  const listed = new Set(started.requirements.map(({ id }) => id));
  const unlisted = [...played.keys()].filter((id) => !listed.has(id)).sort();
  return [
    ...started.requirements,
    ...unlisted.map((id) => ({ id, judged: 'traffic' as const, summary: 'not in the catalogue' })),
  ].map((requirement) => resultOf(requirement, played.get(requirement.id) ?? [], started.unplayed[requirement.id]));
}

function resultOf(
  { id, summary, judged }: ClientStarted['requirements'][number],
  scenarios: ScenarioJudged[],
  unplayed: string | undefined,
): RequirementResult {
  const verdicts = scenarios.flatMap((event) => Object.values(event.verdicts));
  const checks = checksOf(scenarios);
  const result = { id, summary, judged, scenarios: scenarios.length, checks };
  if (judged === 'by-hand') return { ...result, verdict: 'not-applicable', reasons: [] };
  if (scenarios.length > 0) {
    const verdict = worst(verdicts.map((one) => one.verdict));
    return { ...result, verdict, reasons: reasonsOf(verdicts, verdict) };
  }
  return unplayed === undefined
    ? { ...result, verdict: 'inconclusive', reasons: ['no scenario was played'] }
    : { ...result, verdict: 'not-applicable', reasons: [unplayed] };
}

function checksOf(scenarios: ScenarioJudged[]): Record<string, VerdictWord> {
  const names = [...new Set(scenarios.flatMap(({ verdicts }) => Object.keys(verdicts)))].sort();
  return Object.fromEntries(
    names.map((name) => [name, worst(scenarios.flatMap(({ verdicts }) => verdicts[name]?.verdict ?? []))]),
  );
}

/** Only those of the verdict that decided: why a requirement is inconclusive does not ask what was not applicable. */
function reasonsOf(verdicts: Verdict[], decided: VerdictWord): string[] {
  const reasons = verdicts.flatMap((one) => ('reason' in one && one.verdict === decided ? one.reason : []));
  return [...new Set(reasons)].sort().slice(0, mostReasons);
}
