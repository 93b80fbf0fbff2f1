import { canonical, isJsonObject, type Json } from '../model/json.ts';
import type { RequestEvent } from '../model/trace.ts';
import { fieldsOf } from './body-fields.ts';

/** The parts of a request that a repeat has to keep. */
export type Content = Pick<RequestEvent, 'method' | 'path' | 'body' | 'contentType'>;

/**
 * The first thing in which a repeated request differs, in words: `the path`, "the field `/amount`"; undefined when it is the
 * same request. JSON, forms and multipart are compared parsed. `volatile`: JSON pointers of fields that may differ.
 */
export function requestDifference(first: Content, again: Content, volatile: readonly string[]): string | undefined {
  if (first.method !== again.method) return 'the method';
  if (first.path !== again.path) return 'the path';
  if (first.body === again.body) return undefined;
  const pointer = firstDifference(fieldsOf(first), fieldsOf(again), '', new Set(volatile));
  if (pointer === undefined) return undefined;
  return pointer === '' ? 'the body' : `the field \`${pointer}\``;
}

/** JSON pointer (RFC 6901) of the first difference; the empty pointer is the whole value. */
function firstDifference(
  a: Json | undefined,
  b: Json | undefined,
  pointer: string,
  volatile: ReadonlySet<string>,
): string | undefined {
  if (volatile.has(pointer)) return undefined;
  if (a === undefined || b === undefined) return pointer;
  const members = [membersOf(a), membersOf(b)];
  const [left, right] = members;
  if (!left || !right || Array.isArray(a) !== Array.isArray(b))
    return canonical(a) === canonical(b) ? undefined : pointer;
  for (const name of [...new Set([...left.keys(), ...right.keys()])].sort()) {
    const below = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const difference = firstDifference(left.get(name), right.get(name), below, volatile);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function membersOf(value: Json): Map<string, Json> | undefined {
  if (Array.isArray(value)) return new Map(value.map((item, index) => [String(index), item]));
  return isJsonObject(value) ? new Map(Object.entries(value)) : undefined;
}
