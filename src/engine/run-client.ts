import type { OperationFacts } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { RunEvent, ScenarioJudged } from '../model/event.ts';
import type { LaneChoice, Scenario } from '../model/scenario.ts';
import { isInShard, type Shard } from '../model/shard.ts';
import { controlOf } from '../scenarios/control.ts';
import { matrix } from '../scenarios/matrix.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import { chooseLane } from './choose-lane.ts';
import { clientStarted } from './client-started.ts';
import type { ControlResult } from './messages.ts';
import { notPlayed } from './not-played.ts';
import { controlResult, playQuestion } from './play-question.ts';
import type { Pool } from './pool.ts';

/** How the clients of a run are played. */
export interface SuiteOptions {
  seed: number;
  /** What has loaded the client's config. */
  pool: Pool;
  lane: LaneChoice;
  /** Which requirements are played; when left out: all. */
  only?: (requirement: string) => boolean;
  /** Stop after the controls. */
  controlsOnly?: boolean;
  /** Which scenarios are played, by their place in the client's matrix; when left out: all. */
  shard?: Shard;
  /** Whether the run stops at what was judged; what is being played then is finished. When left out: never. */
  stopsAt?(judged: ScenarioJudged): boolean;
  /** The verdict on a scenario that an earlier, interrupted run has reached. */
  known?(client: string, index: number, id: string): ScenarioJudged | undefined;
  /** It has stopped already: the client enters the run, and is played nothing. */
  stopped?: boolean;
  /** Called with each event as soon as it is known. */
  emit(event: RunEvent): void;
}

/** A scenario with its place in the client's matrix. */
type Placed = [index: number, scenario: Scenario];

/**
 * Plays the controls and then the whole matrix, or the shard's part of it, to one client.
 *
 * @returns whether the run is stopped: here, or before.
 */
export async function runClient(facts: ClientFacts, options: SuiteOptions): Promise<boolean> {
  const { shard, emit } = options;
  const { scenarios, unplayed } = matrix(facts);
  const isChosen = (id: string): boolean => !options.controlsOnly && (options.only?.(id) ?? true);
  const chosen = [...scenarios.entries()].filter(([, { requirement }]) => isChosen(requirement));
  const own = shard ? chosen.filter(([index]) => isInShard(shard, index)) : chosen;
  const counts = { scenarios: chosen.length, ...(shard && { ofShard: own.length }) };
  emit(clientStarted(facts, { isChosen, unplayed, ...counts }));
  const played = options.stopped
    ? { stopped: true, left: own }
    : await playMatrix(facts.client, own, await playControls(facts, options), options);
  if (played.left.length > 0)
    emit(
      notPlayed(
        facts.client,
        played.left.map(([, scenario]) => scenario),
      ),
    );
  return played.stopped;
}

async function playControls(facts: ClientFacts, options: SuiteOptions): Promise<Map<string, ControlResult>> {
  const { client, provider, operations } = facts;
  const { pool, seed, emit } = options;
  const play = async (facts: OperationFacts): Promise<[OperationFacts, ControlResult]> => [
    facts,
    controlResult(await pool.ask({ ask: 'control', client, operation: facts.name, seed })),
  ];
  const played = await Promise.all(operations.map(play));
  for (const [facts, { passed, fetchOnly, reason }] of played) {
    const lane = chooseLane(controlOf(provider, facts), fetchOnly);
    const operation = facts.name;
    emit({ type: 'control', client, operation, lane, passed, ...(reason === undefined ? {} : { reason }) });
  }
  return new Map(played.map(([{ name }, result]) => [name, result]));
}

/**
 * Whoever is free in the pool takes the next scenario; the events say which one it was.
 *
 * @returns whether it was stopped, and what was left then.
 */
async function playMatrix(
  client: string,
  scenarios: Placed[],
  controls: Map<string, ControlResult>,
  { pool, seed, lane, emit, stopsAt, known }: SuiteOptions,
): Promise<{ stopped: boolean; left: Placed[] }> {
  const queue = scenarios.values();
  let stopped = false;
  async function work(): Promise<void> {
    while (!stopped) {
      const next = queue.next();
      if (next.done) break;
      const [index, scenario] = next.value;
      const control = controls.get(scenario.calls[0]?.operation ?? '') ?? { passed: false, fetchOnly: false };
      const play = () => pool.play(playQuestion(scenario, control, { client, seed, lane }));
      const judged = known?.(client, index, scenarioId(scenario)) ?? (await play());
      const event = { type: 'scenario', client, index, ...judged } as const;
      emit(event);
      if (stopsAt?.(event)) stopped = true;
    }
  }
  await Promise.all(Array.from({ length: pool.places }, work));
  return { stopped, left: [...queue] };
}
