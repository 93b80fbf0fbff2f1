import pLimit from 'p-limit';
import type { OperationFacts } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { ContractFacts } from '../model/contract.ts';
import type { RunEvent, ScenarioJudged } from '../model/event.ts';
import type { LaneChoice, Scenario } from '../model/scenario.ts';
import { isInShard, type Shard } from '../model/shard.ts';
import { controlOf } from '../scenarios/control.ts';
import { matrix } from '../scenarios/matrix.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import { sequences } from '../scenarios/sequences.ts';
import { chooseLane } from './choose-lane.ts';
import { clientStarted } from './client-started.ts';
import type { Judged } from './judge-scenario.ts';
import { type Known, knownFirst } from './known-first.ts';
import type { ControlResult } from './messages.ts';
import { notPlayed } from './not-played.ts';
import { controlResult, type PlayQuestion, playQuestion } from './play-question.ts';
import type { Pool } from './pool.ts';

/** How the clients of a run are played. */
export interface SuiteOptions {
  seed: number;
  /** What has loaded the client's config. */
  pool: Pool;
  lane: LaneChoice;
  /** How many scenarios are generated after the matrix; when left out: none. */
  runs?: number;
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
  /** What the run tells of the client's contract. */
  contract?: ContractFacts;
  /** What is played before everything else; when left out: nothing. */
  first?: Known;
  /** It has stopped already: the client enters the run, and is played nothing. */
  stopped?: boolean;
  /** Called with each event as soon as it is known. */
  emit(event: RunEvent): void;
}

/** One thing to judge, with its place: the client's matrix comes first, and what is generated after it. */
interface Piece {
  index: number;
  requirement: string;
  /** Absent where it is generated only when its turn comes. */
  scenario?: Scenario;
  judge(controls: Controls): Promise<Judged>;
}

/** How each operation's happy path came out. */
type Controls = ReadonlyMap<string, ControlResult>;

/**
 * Plays the controls, then the whole matrix, and then generated scenarios, or the shard's part of all that, to one client.
 *
 * @returns whether the run is stopped: here, or before.
 */
export async function runClient(facts: ClientFacts, options: SuiteOptions): Promise<boolean> {
  const { shard, emit, runs = 0, contract } = options;
  const { scenarios, unplayed } = matrix(facts);
  const isChosen = (id: string): boolean => !options.controlsOnly && (options.only?.(id) ?? true);
  const searched = runs > 0 && isChosen(sequences.id);
  const chosen = [
    ...matrixPieces(facts, scenarios, options).filter(({ requirement }) => isChosen(requirement)),
    ...(searched ? await searchPieces(facts, scenarios.length, options) : []),
  ];
  const own = shard ? chosen.filter(({ index }) => isInShard(shard, index)) : chosen;
  const queue = options.first ? knownFirst(own, options.first) : own;
  const counts = { scenarios: chosen.length, ...(shard && { ofShard: own.length }) };
  emit(clientStarted(facts, { isChosen, unplayed, searched, ...counts, ...(contract && { contract }) }));
  const hands = Math.min(options.pool.places, Math.ceil(queue.length / worthAChild) || 1);
  const played = options.stopped
    ? { stopped: true, left: queue }
    : await playAll(facts.client, queue, await playControls(facts, hands, options), hands, options);
  if (played.left.length > 0) emit(notPlayed(facts.client, played.left));
  return played.stopped;
}

/** So many scenarios take as long as a child takes to start: it is not started for fewer. */
const worthAChild = 20;

function matrixPieces(facts: ClientFacts, scenarios: Scenario[], { known, ...options }: SuiteOptions): Piece[] {
  return scenarios.map((scenario, index) => ({
    index,
    requirement: scenario.requirement,
    scenario,
    judge: async (controls) =>
      known?.(facts.client, index, scenarioId(scenario)) ??
      (await options.pool.play(questionOf(facts, scenario, controls, options))),
  }));
}

/** Their library is loaded only where somebody searches. */
async function searchPieces(facts: ClientFacts, from: number, { known, ...options }: SuiteOptions): Promise<Piece[]> {
  const { openSearch } = await import('./search.ts');
  const { pool, seed, runs = 0 } = options;
  const search = openSearch(facts, seed);
  return Array.from({ length: runs }, (_, run) => ({
    index: from + run,
    requirement: sequences.id,
    judge: (controls) =>
      search.judge(run, {
        play: (scenario) => pool.once(questionOf(facts, scenario, controls, options)),
        alone: (scenario) => pool.alone(questionOf(facts, scenario, controls, options)),
        known: (id) => known?.(facts.client, from + run, id),
      }),
  }));
}

function questionOf(
  { client }: ClientFacts,
  scenario: Scenario,
  controls: Controls,
  { seed, lane }: Pick<SuiteOptions, 'seed' | 'lane'>,
): PlayQuestion {
  const control = controls.get(scenario.calls[0]?.operation ?? '') ?? { passed: false, fetchOnly: false };
  return playQuestion(scenario, control, { client, seed, lane });
}

async function playControls(
  facts: ClientFacts,
  hands: number,
  options: SuiteOptions,
): Promise<Map<string, ControlResult>> {
  const { client, provider, operations } = facts;
  const { pool, seed, emit } = options;
  const play = async (facts: OperationFacts): Promise<[OperationFacts, ControlResult]> => [
    facts,
    controlResult(await pool.ask({ ask: 'control', client, operation: facts.name, seed })),
  ];
  const turn = pLimit(hands);
  const played = await Promise.all(operations.map((operation) => turn(play, operation)));
  for (const [facts, { passed, fetchOnly, reason }] of played) {
    const lane = chooseLane(controlOf(provider, facts), fetchOnly);
    const operation = facts.name;
    emit({ type: 'control', client, operation, lane, passed, ...(reason === undefined ? {} : { reason }) });
  }
  return new Map(played.map(([{ name }, result]) => [name, result]));
}

/**
 * Whoever is free in the pool takes the next piece; the events say which one it was.
 *
 * @returns whether it was stopped, and what was left then.
 */
async function playAll(
  client: string,
  pieces: Piece[],
  controls: Controls,
  hands: number,
  { emit, stopsAt }: SuiteOptions,
): Promise<{ stopped: boolean; left: Piece[] }> {
  const queue = pieces.values();
  let stopped = false;
  async function work(): Promise<void> {
    while (!stopped) {
      const next = queue.next();
      if (next.done) break;
      const { index, judge } = next.value;
      const event = { type: 'scenario', client, index, ...(await judge(controls)) } as const;
      emit(event);
      if (stopsAt?.(event)) stopped = true;
    }
  }
  await Promise.all(Array.from({ length: hands }, work));
  return { stopped, left: [...queue] };
}
