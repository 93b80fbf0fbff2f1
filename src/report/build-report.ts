import type { ControlPlayed, RunEvent } from '../model/event.ts';
import type { ClientReport, Report, RequirementResult } from '../model/report.ts';
import { beliefMatrix } from './belief-matrix.ts';
import { findingsOf } from './findings.ts';
import { type GatheredClient, gatherRun } from './gather-run.ts';
import { requirementResults } from './requirement-results.ts';

/**
 * The canonical report of a run: a pure function of its events, in whatever order its scenarios come.
 * The events of several shards make one report.
 *
 * @throws {SadpathError} when the events are not of one run.
 */
export function buildReport(events: Iterable<RunEvent>): Report {
  const { started, clients } = gatherRun(events);
  return {
    schema: 'sadpath-report/1',
    tool: { name: started.tool.name, version: started.tool.version },
    seed: started.seed,
    clients: clients.map(clientReport),
  };
}

function clientReport({ started, controls, scenarios }: GatheredClient): ClientReport {
  const requirements = requirementResults(started, scenarios);
  return {
    client: started.client,
    provider: started.provider,
    catalogue: { revision: started.catalogue.revision, sha256: started.catalogue.sha256 },
    totals: totalsOf(requirements),
    controls: controlResults(controls),
    requirements,
    findings: findingsOf(started.client, scenarios),
    beliefs: beliefMatrix(scenarios),
  };
}

function totalsOf(requirements: RequirementResult[]): ClientReport['totals'] {
  const totals = { pass: 0, fail: 0, inconclusive: 0, 'not-applicable': 0, waived: 0, 'by-hand': 0 };
  for (const { judged, verdict } of requirements) totals[judged === 'by-hand' ? 'by-hand' : verdict] += 1;
  return totals;
}

/** One row an operation, by name: each shard and each lane plays its own control, and one that failed decides. */
function controlResults(controls: ControlPlayed[]): ClientReport['controls'] {
  const operations = [...new Set(controls.map(({ operation }) => operation))].sort();
  return operations.map((operation) => {
    const failed = controls.filter((control) => control.operation === operation && !control.passed);
    const [reason] = failed.flatMap((control) => control.reason ?? []).sort();
    return { operation, passed: failed.length === 0, ...(reason !== undefined && { reason }) };
  });
}
