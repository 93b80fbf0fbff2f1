import type { Belief } from './belief.ts';
import type { Effect } from './case.ts';
import type { ContractFacts } from './contract.ts';
import type { Observation, OperationTerms } from './policy.ts';
import type { Demand, Requirement } from './requirement.ts';
import type { Scenario } from './scenario.ts';
import type { TraceEvent } from './trace.ts';
import type { Verdict } from './verdict.ts';
import type { Waiver } from './waiver.ts';

/** First line of a log. */
export interface RunStarted {
  type: 'run-started';
  format: 1;
  tool: { name: 'sadpath'; version: string };
  seed: number;
  /** `1/1` for a whole run. */
  shard: string;
  /** Wall-clock; lives in the log only. */
  startedAt: string;
  node: string;
  /** What is known and put up with; absent where nothing is. */
  waivers?: Waiver[];
}

/** Which catalogue a client was judged by: its title, the title and revision of the document that it is made from, its hash. */
export interface CatalogueFacts {
  title: string;
  document: string;
  revision: string;
  sha256: string;
}

/** A client enters the run, with everything that will be asked of it. */
export interface ClientStarted {
  type: 'client-started';
  client: string;
  provider: string;
  catalogue: CatalogueFacts;
  /** Absent where it has none, and where nobody looked. */
  contract?: ContractFacts;
  /** Every requirement of its catalogue, in the catalogue's order. */
  requirements: (Pick<Requirement, 'id' | 'judged' | 'summary'> & Demand)[];
  /** Why a requirement has no scenario for this client. */
  unplayed: Record<string, string>;
  /** How many its matrix has in this run, over all shards. */
  scenarios: number;
  /** How many of them are this shard's; absent for a whole run. */
  ofShard?: number;
  /** What is said of its operations, by their names; absent in a log that tells nothing of policies. */
  operations?: Record<string, OperationTerms>;
}

/** The happy path of one operation. */
export interface ControlPlayed {
  type: 'control';
  client: string;
  operation: string;
  lane: string;
  passed: boolean;
  reason?: string;
}

/** What a person needs to follow a failed case. */
export interface Evidence {
  belief?: Belief;
  ledger: Effect[];
  timeline: TraceEvent[];
  /** The way that the same scenario went when it was played once more, where that is another one. */
  other?: TraceEvent[];
}

/** A scenario was played and judged. */
export interface ScenarioJudged {
  type: 'scenario';
  client: string;
  /** Its place in the client's matrix. */
  index: number;
  /** Hash of the scenario: the same scenario has the same id in every run. */
  id: string;
  scenario: Scenario;
  /** The id of the generated scenario that it was shrunk from. */
  from?: string;
  operation: string;
  verdicts: Record<string, Verdict>;
  belief?: Belief;
  /** Effects of the main call's intent; absent for an operation that brings nothing about. */
  effects?: number;
  /** What it tells of the client's retry policy; absent where it tells nothing. */
  observed?: Observation;
  /** Present where a check failed. */
  evidence?: Evidence;
}

/** Scenarios that a client will not be played, because the run was stopped. */
export interface NotPlayed {
  type: 'not-played';
  client: string;
  /** In words: `the run was stopped by --bail`. */
  reason: string;
  /** How many of each requirement, by its id. */
  scenarios: Record<string, number>;
}

/** Last line of a whole log. */
export interface RunEnded {
  type: 'run-ended';
  /** Wall-clock; lives in the log only. */
  endedAt: string;
  elapsedMs: number;
}

/** One line of the event log (NDJSON). Reports are consumers of these and of nothing else. */
export type RunEvent = RunStarted | ClientStarted | ControlPlayed | ScenarioJudged | NotPlayed | RunEnded;
