import type { Journey } from '../model/journey.ts';
import type { Provider } from '../model/provider.ts';
import type { CatalogueFault, Place } from './catalogue-fault.ts';
import { named } from './reference-faults.ts';

/** What journeys say of their states and that does not hold. */
export function* journeyFaults({ journeys }: Provider): Generator<CatalogueFault> {
  const documented = new Set<string>();
  for (const [name, journey] of Object.entries(journeys)) {
    const place = ['journeys', name];
    yield* stateFaults(journey, journey.initial, [...place, 'initial']);
    for (const [from, next] of Object.entries(journey.transitions)) {
      yield* stateFaults(journey, from, [...place, 'transitions', from]);
      for (const [index, to] of next.entries()) yield* stateFaults(journey, to, [...place, 'transitions', from, index]);
    }
    for (const [state, { basis }] of Object.entries(journey.states)) {
      if (basis === undefined) continue;
      // Both would be one requirement.
      if (documented.has(state))
        yield { place: [...place, 'states', state], found: state, expected: 'no second documented state of that name' };
      documented.add(state);
    }
  }
}

function stateFaults({ states }: Journey, name: string, place: Place): Generator<CatalogueFault> {
  return named(name, Object.keys(states), 'a state of the journey', place);
}
