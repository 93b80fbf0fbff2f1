import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';

/** Keys and indexes from the top of a catalogue down to one place. */
export type Place = readonly (string | number)[];

/** Something wrong in a catalogue. */
export interface CatalogueFault {
  place: Place;
  /** What stands there. */
  found: unknown;
  /** What should, in words that follow "expected". */
  expected: string;
}

/** The fault in words: "at errors[3].code found 7, expected text". */
export function explainFault({ place, found, expected }: CatalogueFault): string {
  const path = place.map((key) => (typeof key === 'number' ? `[${key}]` : `.${plain(key, 60)}`)).join('');
  return `${path === '' ? '' : `at ${path.replace(/^\./, '')} `}found ${shown(found)}, expected ${plain(expected, 1000)}`;
}

/** Stops the reading of a catalogue at its first fault; `brokenCatalogue` turns the message into an error for users. */
export class Refused extends Error {
  constructor(fault: CatalogueFault) {
    super(explainFault(fault));
  }
}

/** The one error for a catalogue that cannot be used. `data`: whatever was given as the catalogue. */
export function brokenCatalogue(data: unknown, because: string): SadpathError {
  const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : undefined;
  return new SadpathError({
    to: `define the provider${typeof id === 'string' ? ` ${shown(id)}` : ''}`,
    because,
    next: 'Correct the catalogue there.',
  });
}

function shown(value: unknown): string {
  switch (typeof value) {
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
    case 'string':
      return plain(JSON.stringify(value), 80);
    case 'number':
    case 'boolean':
      return String(value);
    case 'undefined':
      return 'nothing';
    default:
      return `a ${typeof value}`;
  }
}
