import { isJsonObject, type Json } from '../../model/json.ts';
import type { BodyFault } from './body-fault.ts';
import { withJson } from './with-json.ts';

/** One field of the body has another type: the first one, or the `@N`-th from 0, in the order of the text; after the last the first again. */
export const wrongType: BodyFault = {
  name: 'wrong-type',
  summary: 'a field of the body has another type',
  legible: true,
  apply: (reply, { at = 0 }) => withJson(reply, (body) => withWrongType(body, at % Math.max(1, fieldsIn(body)))),
};

/** How many fields, and entries of lists, there are in a value, on all its levels. */
export function fieldsIn(value: Json): number {
  return innersOf(value).reduce((sum: number, inner) => sum + 1 + fieldsIn(inner), 0);
}

function withWrongType(value: Json, at: number): Json {
  let left = at;
  const change = (inner: Json): Json => {
    const place = left;
    left -= 1 + fieldsIn(inner);
    if (place === 0) return otherType(inner);
    return place > 0 ? withWrongType(inner, place - 1) : inner;
  };
  if (Array.isArray(value)) return value.map(change);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}

function innersOf(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}

function otherType(value: Json): Json {
  if (value === null) return {};
  if (Array.isArray(value)) return {};
  switch (typeof value) {
    case 'string':
      return value.length;
    case 'object':
      return [];
    default:
      return String(value);
  }
}
