import type { Chosen } from '../config/chosen.ts';
import { clientStarted } from '../engine/client-started.ts';
import type { Judged } from '../engine/judge-scenario.ts';
import type { ControlResult } from '../engine/messages.ts';
import { playQuestion } from '../engine/play-question.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { RunEvent } from '../model/event.ts';
import type { Report } from '../model/report.ts';
import type { LaneChoice, Scenario } from '../model/scenario.ts';
import type { Waiver } from '../model/waiver.ts';
import { buildReport } from '../report/build-report.ts';
import { matrix } from '../scenarios/matrix.ts';
import { sequences } from '../scenarios/sequences.ts';
import type { Player } from './player.ts';

/** The requirements of one client, each to be played on its own. */
export interface Suite {
  /** Why a requirement has nothing to play, by its id. */
  unplayed: Record<string, string>;
  /** Plays the happy path of an operation; once, however often it is asked. */
  control(operation: string): Promise<ControlResult>;
  /** Plays everything that shows a requirement, and reports on nothing else. */
  play(requirement: string): Promise<Report>;
  /**
   * Plays so many generated scenarios, one after another, and reports on nothing else. Each failure that counts is shrunk once for each check and
   * operation.
   */
  search(runs: number): Promise<Report>;
}

/** How a suite is played. */
export interface SuiteSettings {
  seed: number;
  lane: LaneChoice;
  waivers: Waiver[];
  chosen: Pick<Chosen, 'keep'>;
  /** Whether a should counts as well. */
  strict: boolean;
  /** The day by which waivers are judged: `2027-01-31`. */
  today: string;
}

export function suiteOf(facts: ClientFacts, player: Player, settings: SuiteSettings): Suite {
  const { seed, lane } = settings;
  const { scenarios, unplayed } = matrix(facts);
  const controls = new Map<string, Promise<ControlResult>>();

  function control(operation: string): Promise<ControlResult> {
    const known = controls.get(operation) ?? player.control(operation);
    controls.set(operation, known);
    return known;
  }

  async function judged(scenario: Scenario, play: Player['play']): Promise<Judged> {
    const came = await control(scenario.calls[0]?.operation ?? '');
    const judged = await play(playQuestion(scenario, came, { client: facts.client, seed, lane }));
    return settings.chosen.keep(judged);
  }

  async function play(requirement: string): Promise<Report> {
    const chosen = [...scenarios.entries()].filter(([, scenario]) => scenario.requirement === requirement);
    const isChosen = (id: string): boolean => id === requirement;
    const events: RunEvent[] = [
      runStarted(settings, requirement),
      clientStarted(facts, { isChosen, unplayed, scenarios: chosen.length }),
    ];
    const queue = chosen.values();
    const work = async (): Promise<void> => {
      for (const [index, scenario] of queue) events.push(placed(index, await judged(scenario, player.play)));
    };
    await Promise.all(Array.from({ length: player.places }, work));
    return buildReport(events);
  }

  async function search(runs: number): Promise<Report> {
    // Its library is loaded only where somebody searches.
    const { openSearch } = await import('../engine/search.ts');
    const { judge } = openSearch(facts, seed);
    const isSequences = (id: string): boolean => id === sequences.id;
    const events: RunEvent[] = [
      runStarted(settings, sequences.id),
      clientStarted(facts, { isChosen: isSequences, unplayed: {}, searched: true, scenarios: runs }),
    ];
    const told = new Set<string>();
    for (let run = 0; run < runs; run += 1) {
      const found = await judge(run, {
        play: (scenario) => judged(scenario, player.once),
        alone: (scenario) => judged(scenario, player.alone),
        known: () => undefined,
        isNews: ({ check, must }, operation) => (must || settings.strict) && !told.has(`${check} ${operation}`),
      });
      for (const check of unheld(found)) told.add(`${check} ${found.operation}`);
      events.push(placed(scenarios.length + run, found));
    }
    return buildReport(events);
  }

  function placed(index: number, judged: Judged): RunEvent {
    return { type: 'scenario', client: facts.client, index, ...judged };
  }

  function unheld({ verdicts, from }: Judged): string[] {
    const failed = Object.entries(verdicts).filter(([, one]) =>
      one.verdict === 'fail' ? one.severity === 'must' || settings.strict : one.verdict === 'inconclusive',
    );
    return from === undefined ? [] : failed.map(([check]) => check);
  }

  return { unplayed, control, play, search };
}

/** No log is written of what a test runner asks for; a report begins with it all the same. */
function runStarted({ seed, waivers, today }: SuiteSettings, requirement: string): RunEvent {
  const tool = { name: 'sadpath', version: '' } as const;
  const own = waivers.filter((waiver) => waiver.requirement === requirement);
  return { type: 'run-started', format: 1, tool, seed, shard: '1/1', startedAt: today, node: '', waivers: own };
}
