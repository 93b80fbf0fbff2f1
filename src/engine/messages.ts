import type { Case } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
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
    };

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
  /**
   * The question could not be answered. `usage` marks a mistake of the user's. `broke`: the process itself did not outlive it: it `ended`, or
   * it was `blocked` by code that never gave the event loop back.
   */
  | { to: 'failed'; message: string; usage: boolean; broke?: 'ended' | 'blocked' };

/** Asks a child whether its event loop still turns; answered at any time with {@link alive}. */
export const areYouThere = 'are you there?';

/** The answer to {@link areYouThere}. */
export const alive = 'here';
