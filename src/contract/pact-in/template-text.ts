import { isJsonObject, type Json } from '../../model/json.ts';

/** JavaScript gives these keys a meaning of its own, and catalogues refuse them. */
const reserved = ['__proto__', 'constructor', 'prototype'];

/** Whether a catalogue can hold a field of that name. In a template, a name that ends with `?` says something else. */
export function isKey(key: string): boolean {
  return !reserved.includes(key) && !key.endsWith('?');
}

/** A text that no template takes for a hole: a catalogue has no other way to write `$name` than with a gap. */
export function literalText(text: string): string {
  return text.replace(/\$(?=[A-Za-z_])/g, '$ ');
}

/** A value as a template that stands for just this value, fields aside that no catalogue can hold. */
export function literal(value: Json): Json {
  if (typeof value === 'string') return literalText(value);
  if (Array.isArray(value)) return value.map(literal);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isKey(key))
      .map(([key, inner]) => [key, literal(inner)]),
  );
}
