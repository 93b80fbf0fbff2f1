import type { Json } from '../../model/json.ts';
import type { BodyRule, Matcher } from './pact.ts';
import { type Demand, demandOf, matchersAt } from './pact-rules.ts';

/** Keys and indexes from the top of a body down to one place. */
export type Place = readonly (string | number)[];

/** A value of a body that holds no others, with what the pact demands of it. */
export interface Leaf {
  place: Place;
  /** The place without its indexes: leaves of several bodies that are one field have one shape. */
  shape: string;
  /** The last key, in lower case and without dashes: `errorcode` of `error_code`. */
  name: string;
  value: string | number | boolean | null;
  demand: Demand;
  matchers: Matcher[];
}

/** Every leaf of a body, in the order in which they stand there. */
export function leavesOf(body: Json | undefined, rules: readonly BodyRule[], place: Place = []): Leaf[] {
  if (body === undefined) return [];
  if (Array.isArray(body)) return body.flatMap((item, index) => leavesOf(item, rules, [...place, index]));
  if (typeof body === 'object' && body !== null)
    return Object.entries(body).flatMap(([key, inner]) => leavesOf(inner, rules, [...place, key]));
  const matchers = matchersAt(rules, place);
  const key = place.findLast((each) => typeof each === 'string') ?? '';
  return [{ place, shape: shapeOf(place), name: nameOf(key), value: body, demand: demandOf(matchers), matchers }];
}

/** A place without its indexes. */
export function shapeOf(place: Place): string {
  return JSON.stringify(place.map((key) => (typeof key === 'number' ? 0 : key)));
}

/** A key as it is compared with others: `Error-Code`, `error_code` and `errorCode` are one. */
export function nameOf(key: string | number): string {
  return String(key)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
