import type { Effect } from '../model/case.ts';
import type { Provider } from '../model/provider.ts';
import type { Resources } from './resources.ts';

/** An effect as it is written down; whether it is final depends on when one asks. */
export type Entry = Omit<Effect, 'state'>;

/** The effects with the state that their resources are in at present. A resource without a journey is final at once. */
export function readLedger(
  entries: readonly Entry[],
  resources: Resources,
  { journeys }: Pick<Provider, 'journeys'>,
): Effect[] {
  return entries.map((entry) => {
    const { journey, state } = resources.get(entry.resource) ?? {};
    const states = journey === undefined ? undefined : journeys[journey]?.states;
    if (!states || state === undefined) return { ...entry, state: 'final' };
    const meaning = states[state]?.meaning;
    return { ...entry, state: meaning === 'happened' || meaning === 'failed' ? 'final' : 'open' };
  });
}
