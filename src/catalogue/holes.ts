import { isJsonObject, type Json } from '../model/json.ts';

/** A hole in a template: `$id`, or with a field, `$body.reference`, `$body.payment.amount`. `$5` is an amount. */
export interface Hole {
  name: string;
  field?: string;
}

/** Matches each hole of a text; its groups are the name, and the path to a field, each key after its dot. */
export const holePattern = /\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)/g;

/** The hole that a text consists of; undefined for any other text. */
export function holeOf(text: string): Hole | undefined {
  const [match] = text.matchAll(holePattern);
  if (match?.[0] !== text || match[1] === undefined) return undefined;
  return match[2] ? { name: match[1], field: match[2].slice(1) } : { name: match[1] };
}

/** A template's holes, each with the keys and indexes down to it. */
export function* holesIn(
  template: Json,
  place: readonly (string | number)[] = [],
): Generator<Hole & { place: readonly (string | number)[] }> {
  if (typeof template === 'string') {
    for (const [, name = '', field] of template.matchAll(holePattern))
      yield field ? { name, field: field.slice(1), place } : { name, place };
  } else if (Array.isArray(template)) {
    for (const [index, item] of template.entries()) yield* holesIn(item, [...place, index]);
  } else if (isJsonObject(template)) {
    for (const [key, inner] of Object.entries(template)) yield* holesIn(inner, [...place, key]);
  }
}
