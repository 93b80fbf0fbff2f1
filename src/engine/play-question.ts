import type { LaneChoice, Scenario } from '../model/scenario.ts';
import { chooseLane } from './choose-lane.ts';
import type { ControlResult, Question, Reply } from './messages.ts';

/** A question that plays a scenario. */
export type PlayQuestion = Extract<Question, { ask: 'play' }>;

/** A control that could not be played has not passed. */
export function controlResult(reply: Extract<Reply, { to: 'control' | 'failed' }>): ControlResult {
  return reply.to === 'control' ? reply.result : { passed: false, fetchOnly: false, reason: reply.message };
}

/** The question that plays a scenario to a client whose control came out so; see {@link chooseLane} for its lane. */
export function playQuestion(
  scenario: Scenario,
  { passed, reason, fetchOnly }: ControlResult,
  asked: { client: string; seed: number; lane: LaneChoice; keepEvidence?: boolean },
): PlayQuestion {
  return {
    ask: 'play',
    client: asked.client,
    seed: asked.seed,
    scenario,
    lane: chooseLane(scenario, fetchOnly, asked.lane),
    control: { passed, ...(reason === undefined ? {} : { reason }) },
    keepEvidence: asked.keepEvidence ?? false,
  };
}
