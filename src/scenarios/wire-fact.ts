import type { OperationFacts } from '../model/case.ts';
import type { Provider } from '../model/provider.ts';
import type { ScenarioCall } from '../model/scenario.ts';
import type { ScenarioEvent } from '../model/webhooks.ts';

/** One way to play a fact to an operation. */
export interface Play {
  tape: string;
  /** When left out: one call. */
  calls?: ScenarioCall[];
  /** See `Scenario.journey`. */
  journey?: string[];
  /** See `Scenario.events`. */
  events?: ScenarioEvent[];
  /** See `Scenario.latencyMs`. */
  latencyMs?: number;
}

/** A fact of life that no provider documents and every client meets, with the tapes that show it to any operation. */
export interface WireFact {
  name: string;
  summary: string;
  /** The tapes, or how to write them for an operation of a client. */
  tapes: string[] | ((provider: Provider, operation: OperationFacts) => (string | Play)[]);
  /**
   * Played to one operation of the client for each of the provider's: others that send the same request have shown with the other facts
   * what they make of it. When left out: to all.
   */
  oncePerRequest?: true;
  /** Why a client without any tape for it is not judged. */
  unmet?: string;
}

/** How a fact is played to an operation of a client. */
export function playsOf({ tapes }: WireFact, provider: Provider, operation: OperationFacts): Play[] {
  const plays = typeof tapes === 'function' ? tapes(provider, operation) : tapes;
  return plays.map((play) => (typeof play === 'string' ? { tape: play } : play));
}

/** The requirement id of a fact. */
export function wireId({ name }: WireFact): string {
  return `wire/${name}`;
}
