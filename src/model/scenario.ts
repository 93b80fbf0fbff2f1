import type { ScenarioEvent } from './webhooks.ts';

/** One call of a scenario. */
export interface ScenarioCall {
  /** Unique in the scenario; traces name it. */
  id: string;
  /** A key of the client's `operations`. */
  operation: string;
  /** Calls of one intent have one marker, one input and one idempotency key. */
  intent: string;
  /** `first`; `with` the one before; `after` the one before has settled; or a virtual time in milliseconds. */
  start: 'first' | 'with' | 'after' | number;
  /** When it begins, the tape is over: from then on the simulator answers by itself. */
  endsTape?: true;
  /**
   * Before it begins, the client is killed, as a crash kills it: without `dispose`, whatever it was at. A second later it is created anew, with
   * the same `storage`. A call that was open then never comes back.
   */
  restarts?: true;
}

/** Which lane performs a scenario; `auto` is the fastest that can do it faithfully for the client. */
export type LaneChoice = Lane | 'auto';

/** How a reply reaches the client; fastest first. */
export type Lane = (typeof lanes)[number];

/** Every {@link Lane}. */
export const lanes = ['fetch', 'msw', 'wire'] as const;

/** What is played: plain JSON, replayable alone. */
export interface Scenario {
  format: 1;
  provider: string;
  /** The requirement that it plays, or `control`. */
  requirement: string;
  /** Scenarios that differ only in their surface share it. */
  group: string;
  calls: ScenarioCall[];
  /** In its text form, see `tape-text.ts`. Empty: the simulator answers everything by itself. */
  tape: string;
  /** States that reads of a resource show, one a read, or each from an age on: `paid@60000`. The last one stays. */
  journey?: string[];
  /** Events that the provider sends to the client's `webhooks`, about the resource of the first call. */
  events?: ScenarioEvent[];
  /** How long the provider takes for each reply, in virtual milliseconds; when left out: no time at all. */
  latencyMs?: number;
  /** Which optional fields an error reply carries: all of them, or none. When left out: `full`. */
  variant?: 'full' | 'bare';
  lane: LaneChoice;
}
