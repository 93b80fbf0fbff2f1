import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/** What the engine handed to the calls of one intent. */
export interface Intent {
  id: string;
  /** Stands in the request field that the operation's `intentField` names. */
  marker: string;
  /** The idempotency key that the calls were given; a client may send one of its own. */
  key: string;
}

/** What in a request may tell its intent, the surest first. */
export interface Clues {
  marker?: string;
  /** The intent of the resource that it addresses. */
  resource?: string;
  key?: string;
}

/**
 * The intent that a request belongs to: by its marker, then by the resource it addresses, then by its key. Where the caller wants
 * one thing only, everything is for that, whatever the client made of the marker.
 */
export function attribute(intents: readonly Intent[], { marker, resource, key }: Clues): string | undefined {
  const [only, ...others] = intents;
  return (
    intents.find((intent) => intent.marker === marker)?.id ??
    resource ??
    intents.find((intent) => intent.key === key)?.id ??
    (others.length === 0 ? only?.id : undefined)
  );
}

/** The marker in a request body, at its documented place and nowhere else. `a.b` is field `b` of field `a`. */
export function markerIn(fields: JsonObject, intentField: string | undefined): string | undefined {
  if (intentField === undefined) return undefined;
  let found: Json | undefined = fields;
  for (const name of intentField.split('.'))
    found = isJsonObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
