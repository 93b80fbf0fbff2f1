import type { ScenarioJudged } from '../model/event.ts';
import type { FlakyPlay } from '../model/report.ts';

/** The scenarios of a client that went two ways. */
export function flakyOf(scenarios: readonly ScenarioJudged[]): FlakyPlay[] {
  return scenarios.flatMap(({ scenario, operation, verdicts, evidence }): FlakyPlay[] => {
    if (evidence?.other === undefined) return [];
    const reasons = Object.fromEntries(
      Object.entries(verdicts).flatMap(([check, verdict]) =>
        verdict.verdict === 'inconclusive' ? [[check, verdict.reason]] : [],
      ),
    );
    const { requirement, tape } = scenario;
    return [{ requirement, operation, tape, reasons, timelines: [evidence.timeline, evidence.other] }];
  });
}
