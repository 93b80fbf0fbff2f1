import type { Json } from '../model/json.ts';
import type { CatalogueFault, Place } from './catalogue-fault.ts';
import { holesIn } from './holes.ts';

/** A name that has to be among the known ones. */
export function* named(
  name: string | undefined,
  known: string[],
  what: string,
  place: Place,
): Generator<CatalogueFault> {
  if (name !== undefined && !known.includes(name))
    yield { place, found: name, expected: `${what} (${known.join(', ') || 'there are none'})` };
}

/** Holes of a template that nothing would fill. */
export function* holeFaults(template: Json, known: readonly string[], place: Place): Generator<CatalogueFault> {
  for (const hole of holesIn(template, place)) {
    if (!known.includes(hole.name))
      yield {
        place: hole.place,
        found: `$${hole.name}`,
        expected: `one of the holes ${known.map((name) => `$${name}`).join(', ')}`,
      };
  }
}
