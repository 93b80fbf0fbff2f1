import type { ControlPlayed, RunEvent } from '../model/event.ts';
import type { ClientReport, Report, ShardFacts } from '../model/report.ts';
import { beliefMatrix } from './belief-matrix.ts';
import { findingsOf } from './findings.ts';
import { flakyOf } from './flaky.ts';
import { type GatheredClient, gatherRun } from './gather-run.ts';
import { policyCards } from './policy-cards.ts';
import { requirementResults } from './requirement-results.ts';
import { totalsOf } from './totals.ts';
import { waive, waiverResults } from './waive.ts';

/**
 * The canonical report of a run: a pure function of its events, in whatever order its scenarios come.
 * The events of several shards make one report.
 *
 * @throws {SadpathError} when the events are not of one run.
 */
export function buildReport(events: Iterable<RunEvent>): Report {
  const gathered = gatherRun(events);
  const { shard } = gathered;
  const waivers = waiverResults(gathered);
  const { started, clients } = waive(gathered);
  return {
    schema: 'sadpath-report/1',
    tool: { name: started.tool.name, version: started.tool.version },
    seed: started.seed,
    ...(shard !== undefined && { shard: shardFacts(shard, clients) }),
    clients: clients.map((client) => clientReport(client, shard)),
    ...(waivers.length > 0 && { waivers }),
  };
}

function shardFacts(shard: string, clients: GatheredClient[]): ShardFacts {
  const sum = (counts: number[]): number => counts.reduce((all, count) => all + count, 0);
  return {
    shard,
    scenarios: sum(clients.map(({ scenarios }) => scenarios.length)),
    of: sum(clients.map(({ started }) => started.scenarios)),
  };
}

function clientReport(client: GatheredClient, shard: string | undefined): ClientReport {
  const { started, controls, scenarios } = client;
  const requirements = requirementResults(client, shard);
  const flaky = flakyOf(scenarios);
  return {
    client: started.client,
    provider: started.provider,
    catalogue: started.catalogue,
    ...(started.contract && { contract: started.contract }),
    totals: totalsOf(requirements),
    controls: controlResults(controls),
    requirements,
    findings: findingsOf(started.client, scenarios),
    ...(flaky.length > 0 && { flaky }),
    beliefs: beliefMatrix(scenarios),
    policy: policyCards(client),
  };
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
