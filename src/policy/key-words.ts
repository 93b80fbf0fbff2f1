import type { KeyFacts } from '../model/policy.ts';

/** Keys in words: `the caller's, in the header idempotency-key; the same on each attempt; one for each intent`. */
export function keyWords({ place, whose, stable, distinct, afterRestart }: KeyFacts): string {
  const owner = {
    handed: "the caller's",
    own: 'its own',
    none: 'none',
    varies: "now the caller's or its own, now none",
  };
  const where = place === undefined ? '' : `, ${place.startsWith('header') ? 'in the' : 'the'} ${place}`;
  return [
    `${owner[whose]}${where}`,
    ...(stable === undefined ? [] : [stable ? 'the same on each attempt' : 'another on some attempts']),
    ...(distinct === undefined ? [] : [distinct ? 'one for each intent' : 'shared by several intents']),
    ...(whose === 'none' ? [] : [`after a restart: ${restartWords[afterRestart]}`]),
  ].join('; ');
}

/** A key over a restart in words. */
export const restartWords: Readonly<Record<KeyFacts['afterRestart'], string>> = {
  same: 'the same',
  new: 'a new one',
  varies: 'now the same, now a new one',
  'not known': 'not known',
};
