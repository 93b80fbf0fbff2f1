import type { Case } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { Contract } from '../model/contract.ts';
import type { Lane, Scenario } from '../model/scenario.ts';
import type { Judged } from './judge-scenario.ts';

/** What the parent asks of a child. A child answers one question at a time, in order. */
export type Question =
  | { ask: 'describe' }
  | { ask: 'control'; client: string; operation: string; seed: number }
  | {
      ask: 'play';
      client: string;
      seed: number;
      scenario: Scenario;
      lane: Lane;
      control: NonNullable<Case['control']>;
      keepEvidence: boolean;
    }
  | { ask: 'contract'; client: string; seed: number };

/** A config as data. */
export interface ConfigFacts {
  clients: ClientFacts[];
  seed?: number;
  reporters?: string[];
}

/** How the happy path came out. */
export interface ControlResult {
  passed: boolean;
  reason?: string;
  /** Every request came by the global fetch. */
  fetchOnly: boolean;
}

/** What a child answers; the kind of the answer is the kind of the question. */
export type Reply =
  | { to: 'describe'; config: ConfigFacts }
  | { to: 'control'; result: ControlResult }
  /** `clean: false`: the child should not play another scenario. */
  | { to: 'play'; judged: Judged; clean: boolean }
  | { to: 'contract'; contract: Contract }
  /**
   * The question could not be answered. `usage` marks a mistake of the user's. `broke`: the process itself did not outlive it.
   */
  | { to: 'failed'; message: string; usage: boolean; broke?: Broke };

/** How a process did not outlive a question: it ended, gave the event loop never back, or took more memory than it may. */
export type Broke = 'ended' | 'blocked' | 'swollen';

/**
 * What a parent tells a child first of all, before any code of a client's is loaded. The child puts it on each of its answers: what comes
 * without it comes from somebody else.
 */
export interface Greeting {
  secret: string;
}

/** A reply on its way, or the sign that the child is there. */
export interface Sealed {
  secret: string;
  reply: Reply | typeof alive;
}

/** Asks a child whether its event loop still turns; answered at any time with {@link alive}. */
export const areYouThere = 'are you there?';

/** The answer to {@link areYouThere}. */
export const alive = 'here';
