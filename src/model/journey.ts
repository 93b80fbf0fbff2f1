import type { Basis } from './basis.ts';
import type { JsonObject } from './json.ts';

/** What a state says of the money. `open`: not final. `happened`: final, the money moved. `failed`: final, it did not. */
export type Meaning = (typeof meanings)[number];

/** Every {@link Meaning}. */
export const meanings = ['open', 'happened', 'failed'] as const;

/** One state of a resource. */
export interface State {
  summary: string;
  meaning: Meaning;
  /** `outside`: not named in the source document. */
  source?: 'outside';
  /** Whether a client must tell it; present where the document names the state. */
  basis?: Basis;
  /**
   * Fields that a resource may carry in this state, beside the usual ones, with an example; with several, each time that the state
   * is shown has the next one.
   */
  fields?: JsonObject | JsonObject[];
}

/** The state machine of a resource. */
export interface Journey {
  /** What the resource is called, as in `given`: `a payment session`. */
  resource: string;
  /** The field of the resource that holds the state. */
  field: string;
  initial: string;
  states: Record<string, State>;
  /** State to the states that may follow it. */
  transitions: Record<string, string[]>;
  /** Fields that come and go on the way, and say why. */
  fields?: string[];
  /** How often the provider asks to be polled at most, where a page of its says so, in milliseconds. */
  pollEveryMs?: number;
}
