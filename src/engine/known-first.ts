import type { Scenario } from '../model/scenario.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';

/** In which scenarios of a client something has failed before. */
export interface Known {
  /** Ids of scenarios (`scenarioId`). */
  scenarios: ReadonlySet<string>;
  /** Places in the run of those that are generated when their turn comes: with the same seed they are the same. */
  places: ReadonlySet<number>;
}

/** The same pieces of a run, those whose scenario is known first; each part in the order that it had. */
export function knownFirst<T extends { index: number; scenario?: Scenario }>(
  pieces: readonly T[],
  { scenarios, places }: Known,
): T[] {
  if (scenarios.size + places.size === 0) return [...pieces];
  const isKnown = ({ index, scenario }: T): boolean =>
    scenario === undefined ? places.has(index) : scenarios.has(scenarioId(scenario));
  return [...pieces.filter(isKnown), ...pieces.filter((piece) => !isKnown(piece))];
}
