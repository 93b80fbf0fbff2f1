import type { Category, Outcome } from './outcome.ts';

/**
 * What the client tells its caller about the call's own intent: the effect for an operation with one, the awaited resource
 * for a wait, the reading itself for a read.
 */
export interface Belief {
  outcome: Outcome;
  category?: Category;
  /** The provider's code, as it came. */
  code?: string;
  /** All of the provider's codes, for an error that lists several. */
  codes?: string[];
  /** The provider's human-readable message. */
  message?: string;
  /** The provider's name for the state of the resource. */
  state?: string;
  /** Why the resource is in that state. */
  reason?: string;
  /** Ids of resources that exist although the call failed. */
  resources?: string[];
}

/** What `interpret` can tell, beside the outcome. */
export type Told = (typeof tellable)[number];

/** Every {@link Told}. */
export const tellable = ['outcome', 'category', 'code', 'message', 'state', 'reason', 'resources'] as const;
