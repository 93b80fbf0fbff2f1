import type { KeyFacts, Observation } from '../model/policy.ts';

/**
 * What is known of the keys that a client sends; undefined where the operation takes none, or nothing was seen.
 *
 * @param place where the provider takes one.
 */
export function keyFactsOf(observed: readonly Observation[], place: string | undefined): KeyFacts | undefined {
  const keyed = observed.flatMap(({ probed }) => (probed?.key === undefined ? [] : [probed]));
  const [whose, ...others] = new Set(keyed.map(({ key }) => key));
  if (place === undefined || whose === undefined) return undefined;
  // A retry under a new key is asked for after some answers, and a resend with fresh credentials is none.
  const kept = keyed.flatMap(({ keyKept, refreshed }) => (keyKept === undefined || refreshed ? [] : [keyKept]));
  const distinct = observed.flatMap(({ keysDistinct }) => keysDistinct ?? []);
  return {
    ...(whose !== 'none' || others.length > 0 ? { place } : {}),
    whose: others.length > 0 ? 'varies' : whose,
    ...(kept.length > 0 && { stable: kept.every((one) => one) }),
    ...(distinct.length > 0 && { distinct: distinct.every((one) => one) }),
    afterRestart: overRestarts(observed),
  };
}

function overRestarts(observed: readonly Observation[]): KeyFacts['afterRestart'] {
  const [word, ...others] = new Set(observed.flatMap(({ keyAfterRestart }) => keyAfterRestart ?? []));
  return others.length > 0 ? 'varies' : (word ?? 'not known');
}
