import type { Belief } from './belief.ts';
import type { Effect } from './case.ts';
import type { ContractFacts } from './contract.ts';
import type { CatalogueFacts } from './event.ts';
import type { Outcome } from './outcome.ts';
import type { PolicyCard } from './policy.ts';
import type { Demand, Severity } from './requirement.ts';
import type { Scenario } from './scenario.ts';
import type { TraceEvent } from './trace.ts';
import type { VerdictWord } from './verdict.ts';
import type { WaiverResult } from './waiver.ts';

/** One requirement as it came out for one client, with what it demands; one that no catalogue names demands nothing. */
export interface RequirementResult extends Partial<Demand> {
  id: string;
  summary: string;
  judged: 'traffic' | 'by-hand';
  verdict: VerdictWord;
  /** How many scenarios played it. */
  scenarios: number;
  /** The worst verdict of each check over them. */
  checks: Record<string, VerdictWord>;
  /** Why it is inconclusive or not applicable, each reason once. */
  reasons: string[];
}

/** A failed check, told once for each check, requirement and operation. */
export interface Finding {
  /** Hash of client, check, requirement and operation: the same finding has the same id in every run. */
  id: string;
  check: string;
  severity: Severity;
  requirement: string;
  operation: string;
  tape: string;
  /** One sentence. */
  message: string;
  belief?: Belief;
  ledger: Effect[];
  timeline: TraceEvent[];
  /** How many scenarios show it. */
  count: number;
  /** The check whose failure explains this one: it failed in every scenario that shows it. */
  causedBy?: string;
  /** The finding's scenario, complete, with its id. */
  scenario: Scenario & { id: string };
  /** The one command that repeats it. */
  replay: string;
}

/** A scenario that was played alone twice, in the same virtual time and with the same chance, and went two ways. */
export interface FlakyPlay {
  requirement: string;
  operation: string;
  tape: string;
  /** Of the checks that failed in one of them: which it was, and how that came out. */
  reasons: Record<string, string>;
  timelines: [TraceEvent[], TraceEvent[]];
}

/** How many calls with this belief had no effect, one, or more. */
export type BeliefRow = { '0': number; '1': number; '2+': number };

/** Everything about one client. */
export interface ClientReport {
  client: string;
  provider: string;
  catalogue: CatalogueFacts;
  /** Its contract, and against whom that has been verified, as the files beside it say; absent where it has none. */
  contract?: ContractFacts;
  /** Requirements by verdict. By-hand rows are counted apart. */
  totals: Record<VerdictWord, number> & { 'by-hand': number };
  controls: { operation: string; passed: boolean; reason?: string }[];
  requirements: RequirementResult[];
  /** The worst first. */
  findings: Finding[];
  /** Scenarios in which it did one thing and then another; absent where there are none. */
  flaky?: FlakyPlay[];
  /** Belief × effects, over the calls with an effect. */
  beliefs: Partial<Record<Outcome | 'none', BeliefRow>>;
  /** The retry policy of each operation that was seen to fail, by name. */
  policy: Record<string, PolicyCard>;
}

/** How much of its run a report is about. */
export interface ShardFacts {
  /** `2/3`. */
  shard: string;
  /** Scenarios that were played. */
  scenarios: number;
  /** Scenarios of the whole run. */
  of: number;
}

/** The canonical report: same seed, same bytes. No wall-clock fact of the run, no value that the client made. */
export interface Report {
  schema: 'sadpath-report/1';
  tool: { name: 'sadpath'; version: string };
  seed: number;
  /** Present where it is about a part of a run only. */
  shard?: ShardFacts;
  clients: ClientReport[];
  /** What became of each waiver; absent where there are none. */
  waivers?: WaiverResult[];
}
