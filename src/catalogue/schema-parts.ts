import * as v from 'valibot';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/*
 * The small schemas that a catalogue is made of. The message of each says what it expects, in words that follow
 * "expected".
 */

/** Any JSON: that it is JSON has been seen to before, see `plainJson`. */
export const json = v.custom<Json>((value) => value !== undefined, 'JSON');

/** A JSON object. */
export const jsonObject = v.custom<JsonObject>(isJsonObject, 'an object');

/** Text with something in it. */
export const text = v.pipe(v.string('text'), v.regex(/\S/, 'text that is not empty'));

/** A name that may stand in a path or a command: letters, digits, `_` and `-`. */
export const word = v.pipe(v.string('a name'), v.regex(/^[A-Za-z][\w-]*$/, 'a name of letters, digits, _ and -'));

/** Lower-case words with dashes between them. */
export const slug = v.pipe(
  v.string('a name'),
  v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'a lower-case name with dashes, such as pay-later'),
);

/** An HTTP status. */
export const status = v.pipe(
  v.number('an HTTP status'),
  v.integer('an HTTP status'),
  v.minValue(100, 'an HTTP status from 100 to 599'),
  v.maxValue(599, 'an HTTP status from 100 to 599'),
);

/** One of some words. */
export function oneOf<const W extends readonly string[]>(words: W) {
  return v.picklist(words, `one of ${words.join(', ')}`);
}

/** A list without repeats. */
export function list<S extends v.GenericSchema>(item: S) {
  return v.pipe(
    v.array(item, 'a list'),
    v.check((items) => new Set(items.map((each) => JSON.stringify(each))).size === items.length, 'no repeats'),
  );
}

/** A list without repeats that holds something. */
export function someOf<S extends v.GenericSchema>(item: S) {
  return v.pipe(list(item), v.minLength(1, 'at least one entry'));
}

/** An object with these keys and no others. */
export function object<const E extends v.ObjectEntries>(entries: E) {
  return v.strictObject(entries, (issue) => missing(entries, issue));
}

/** An object of any names, each with a value of one kind. */
export function record<S extends v.GenericSchema>(key: v.GenericSchema<string, string>, value: S) {
  // `v.record` takes a list for an object. What the first schema claims of the values is seen to by the second.
  const anyObject = v.custom<Record<string, v.InferInput<S>>>(isJsonObject, 'an object');
  return v.pipe(anyObject, v.record(key, value));
}

/** A missing key is told in the words of the schema that waits for it, a key too many in those of the known ones. */
function missing(entries: v.ObjectEntries, issue: v.StrictObjectIssue): string {
  const key = issue.path?.at(-1)?.key;
  const entry = typeof key === 'string' && Object.hasOwn(entries, key) ? entries[key] : undefined;
  if (key !== undefined && !entry) return `one of the keys ${Object.keys(entries).join(', ')}`;
  if (!entry || entry.async) return 'an object';
  return v.safeParse(entry, undefined).issues?.[0].message ?? 'a value';
}
