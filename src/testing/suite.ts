import type { Chosen } from '../config/chosen.ts';
import { clientStarted } from '../engine/client-started.ts';
import type { ControlResult } from '../engine/messages.ts';
import { playQuestion } from '../engine/play-question.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { RunEvent } from '../model/event.ts';
import type { Report } from '../model/report.ts';
import type { LaneChoice, Scenario } from '../model/scenario.ts';
import type { Waiver } from '../model/waiver.ts';
import { buildReport } from '../report/build-report.ts';
import { matrix } from '../scenarios/matrix.ts';
import type { Player } from './player.ts';

/** The requirements of one client, each to be played on its own. */
export interface Suite {
  /** Why a requirement has nothing to play, by its id. */
  unplayed: Record<string, string>;
  /** Plays the happy path of an operation; once, however often it is asked. */
  control(operation: string): Promise<ControlResult>;
  /** Plays everything that shows a requirement, and reports on nothing else. */
  play(requirement: string): Promise<Report>;
}

/** How a suite is played. */
export interface SuiteSettings {
  seed: number;
  lane: LaneChoice;
  waivers: Waiver[];
  chosen: Pick<Chosen, 'keep'>;
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

  async function judge(scenario: Scenario, index: number): Promise<RunEvent> {
    const came = await control(scenario.calls[0]?.operation ?? '');
    const judged = await player.play(playQuestion(scenario, came, { client: facts.client, seed, lane }));
    return { type: 'scenario', client: facts.client, index, ...settings.chosen.keep(judged) };
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
      for (const [index, scenario] of queue) events.push(await judge(scenario, index));
    };
    await Promise.all(Array.from({ length: player.places }, work));
    return buildReport(events);
  }

  return { unplayed, control, play };
}

/** No log is written of what a test runner asks for; a report begins with it all the same. */
function runStarted({ seed, waivers, today }: SuiteSettings, requirement: string): RunEvent {
  const tool = { name: 'sadpath', version: '' } as const;
  const own = waivers.filter((waiver) => waiver.requirement === requirement);
  return { type: 'run-started', format: 1, tool, seed, shard: '1/1', startedAt: today, node: '', waivers: own };
}
