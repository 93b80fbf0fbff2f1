import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { WireReply } from '../../model/reply.ts';

/** A reply whose JSON object was changed. A body that is none stays as it is. */
export function withJson(reply: WireReply, change: (body: JsonObject) => Json): WireReply {
  const body = parsed(reply.body);
  return body ? { ...reply, body: JSON.stringify(change(body)) } : reply;
}

/** The JSON object in a body; `undefined` where there is none. */
export function parsed(body: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    // It has just come out of JSON.
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A JSON value with each of its innermost values changed. */
export function eachLeaf(value: Json, change: (leaf: null | boolean | number | string) => Json): Json {
  if (Array.isArray(value)) return value.map((inner) => eachLeaf(inner, change));
  if (!isJsonObject(value)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, eachLeaf(inner, change)]));
}
