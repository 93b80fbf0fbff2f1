import type { Json } from './json.ts';

/** What stands in a string literal as it is: letters, figures, marks and signs that anybody sees. */
const written = /['\\]|[^\p{L}\p{N}\p{P}\p{S} ]/gu;
const named: Record<string, string> = { "'": "\\'", '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A JSON value as the source of the same value in TypeScript, in one line. No text leads out of its literal, and none holds a character that
 * a reader or an editor does not show: line separators, marks that turn the direction of writing, halves of a pair.
 */
export function sourceOf(value: Json): string {
  if (typeof value === 'string') return `'${value.replace(written, spell)}'`;
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value).map(property).join(', ')} }`;
}

/** A property of an object literal: `tape: 'ok'`. A name in brackets is never the prototype. */
export function property([name, value]: [string, Json]): string {
  return `${/^[a-z]\w*$/i.test(name) ? name : `[${sourceOf(name)}]`}: ${sourceOf(value)}`;
}

function spell(character: string): string {
  return named[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
