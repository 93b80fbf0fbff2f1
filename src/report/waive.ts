import type { RunStarted, ScenarioJudged } from '../model/event.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Waiver, WaiverResult } from '../model/waiver.ts';
import type { GatheredRun } from './gather-run.ts';

/** A run with each failure that a valid waiver covers turned into `waived`. */
export function waive({ started, clients }: GatheredRun): GatheredRun {
  const valid = (started.waivers ?? []).filter((waiver) => !isOver(waiver, started));
  if (valid.length === 0) return { started, clients };
  return {
    started,
    clients: clients.map((client) => ({
      ...client,
      scenarios: client.scenarios.map((scenario) => waived(scenario, valid)),
    })),
  };
}

/** What became of each waiver, in their order. `run`: as it was played, nothing waived yet. */
export function waiverResults({ started, shard, clients }: GatheredRun): WaiverResult[] {
  return (started.waivers ?? []).map((waiver) => {
    const named = clients.filter(({ started: { client } }) => waiver.client === undefined || waiver.client === client);
    const isPlayed = named.some(({ started: { requirements } }) =>
      requirements.some(({ id }) => id === waiver.requirement),
    );
    const isWhole =
      shard === undefined && !isSearched(waiver) && named.every(({ notPlayed }) => notPlayed.length === 0);
    const failed = named
      .flatMap(({ scenarios }) => scenarios)
      .filter((event) => covers(waiver, event) && event.verdicts[waiver.check]?.verdict === 'fail');
    return {
      ...waiver,
      state: stateOf({ isPlayed, isWhole }, failed.length, isOver(waiver, started)),
      count: failed.length,
    };
  });
}

/** Another search plays other scenarios: what one does not find may be there. */
function isSearched({ requirement }: Waiver): boolean {
  return requirement.startsWith('search/');
}

/** Of a part of a run, or of a search, nobody can tell that a waiver covers nothing any more. */
function stateOf(
  { isPlayed, isWhole }: Record<'isPlayed' | 'isWhole', boolean>,
  failures: number,
  over: boolean,
): WaiverResult['state'] {
  if (!isPlayed) return 'unplayed';
  if (failures === 0) return isWhole ? 'stale' : 'unplayed';
  return over ? 'expired' : 'used';
}

/** A run is judged by the day on which it began, wherever and whenever its log is read. */
function isOver({ expires }: Waiver, { startedAt }: RunStarted): boolean {
  return expires < startedAt.slice(0, 10);
}

function waived(event: ScenarioJudged, waivers: Waiver[]): ScenarioJudged {
  const verdicts = Object.entries(event.verdicts).map(([check, verdict]): [string, Verdict] => {
    const waiver = waivers.find((one) => one.check === check && covers(one, event));
    if (verdict.verdict !== 'fail' || !waiver) return [check, verdict];
    return [check, { verdict: 'waived', reason: `until ${waiver.expires}, by ${waiver.owner}: ${waiver.reason}` }];
  });
  return { ...event, verdicts: Object.fromEntries(verdicts) };
}

function covers({ requirement, client }: Waiver, event: ScenarioJudged): boolean {
  return requirement === event.scenario.requirement && (client === undefined || client === event.client);
}
