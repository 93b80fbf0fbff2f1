import type { NotPlayed, ScenarioJudged } from '../model/event.ts';
import type { RequirementResult } from '../model/report.ts';
import type { Demand } from '../model/requirement.ts';
import { inconclusive, notApplicable, type Verdict, type VerdictWord, worst } from '../model/verdict.ts';
import type { GatheredClient } from './gather-run.ts';

const mostReasons = 5;

/**
 * Each requirement as it came out, in the catalogue's order. A scenario of a requirement that no catalogue names gets a row of
 * its own at the end: what was judged is never lost.
 *
 * @param shard the part of the run that was played, where it is not the whole.
 */
export function requirementResults(
  { started, scenarios, notPlayed }: Omit<GatheredClient, 'controls'>,
  shard?: string,
): RequirementResult[] {
  const played = Map.groupBy(scenarios, ({ scenario }) => scenario.requirement);
  const listed = new Set(started.requirements.map(({ id }) => id));
  const unlisted = [...played.keys()].filter((id) => !listed.has(id)).sort();
  return [
    ...started.requirements,
    ...unlisted.map((id) => ({ id, judged: 'traffic' as const, summary: 'not in the catalogue' })),
  ].map((requirement) => {
    const { id } = requirement;
    const own = played.get(id) ?? [];
    const left = leftOf(notPlayed, id);
    return resultOf(requirement, own, own.length + left.length > 0 ? left : [whyNone(started.unplayed[id], shard)]);
  });
}

/** That scenarios of a requirement were left when the run was stopped. */
function leftOf(notPlayed: NotPlayed[], requirement: string): Verdict[] {
  return notPlayed
    .filter(({ scenarios }) => Object.hasOwn(scenarios, requirement))
    .map(({ reason }) => inconclusive(`not played: ${reason}`));
}

/** A shard cannot tell for the others: what they play is neither its failure nor its doubt. */
function whyNone(unplayed: string | undefined, shard: string | undefined): Verdict {
  if (unplayed !== undefined) return notApplicable(unplayed);
  if (shard !== undefined) return notApplicable('its scenarios are in other shards');
  return inconclusive('no scenario was played');
}

function resultOf(
  { id, summary, judged, ...demand }: Pick<RequirementResult, 'id' | 'summary' | 'judged'> & Partial<Demand>,
  scenarios: ScenarioJudged[],
  others: Verdict[],
): RequirementResult {
  const verdicts = [...scenarios.flatMap((event) => Object.values(event.verdicts)), ...others];
  const result = { id, summary, judged, ...demand, scenarios: scenarios.length, checks: checksOf(scenarios) };
  if (judged === 'by-hand') return { ...result, verdict: 'not-applicable', reasons: [] };
  const verdict = worst(verdicts.map((one) => one.verdict));
  return { ...result, verdict, reasons: reasonsOf(verdicts, verdict) };
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
