import type { Effect, EffectState } from '../model/case.ts';
import type { Meaning } from '../model/journey.ts';
import type { EffectKind, Provider } from '../model/provider.ts';
import type { Resources } from './resources.ts';

/** An effect as it is written down; what has become of it depends on when one asks. */
export type Entry = Omit<Effect, 'state'>;

/** The effects with what has become of them by the present state of their resources. A resource without a journey is final at once. */
export function readLedger(
  entries: readonly Entry[],
  resources: Resources,
  { journeys }: Pick<Provider, 'journeys'>,
): Effect[] {
  return entries.map((entry) => {
    const { journey, state } = resources.get(entry.resource) ?? {};
    const states = journey === undefined ? undefined : journeys[journey]?.states;
    if (!states || state === undefined) return { ...entry, state: 'final' };
    return { ...entry, state: stateOf(entry.kind, states[state]?.meaning) };
  });
}

/** A payment that failed came to nothing; one that was called off is what a void wanted. */
function stateOf(kind: EffectKind, meaning: Meaning | undefined): EffectState {
  switch (meaning) {
    case 'happened':
      return 'final';
    case 'failed':
      return kind === 'void' ? 'final' : 'nothing';
    case 'open':
    case undefined:
      return 'open';
  }
}
