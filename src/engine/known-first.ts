import type { Scenario } from '../model/scenario.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';

/**
 * The same pieces of a run, those whose scenario is known first; each part in the order that it had.
 *
 * @param known ids of scenarios (`scenarioId`), in which something has failed before.
 */
export function knownFirst<T extends { scenario?: Scenario }>(pieces: readonly T[], known: ReadonlySet<string>): T[] {
  if (known.size === 0) return [...pieces];
  const isKnown = ({ scenario }: T): boolean => scenario !== undefined && known.has(scenarioId(scenario));
  return [...pieces.filter(isKnown), ...pieces.filter((piece) => !isKnown(piece))];
}
