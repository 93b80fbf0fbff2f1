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
  /** Whatever else it says: values of its body and query. */
  values?: string[];
}

/**
 * The intent that a request belongs to: by its marker, then by the resource it addresses, then by its key, then by a marker among its other
 * values. Where the caller wants one thing only, everything is for that, whatever the client made of the marker.
 */
export function attribute(
  intents: readonly Intent[],
  { marker, resource, key, values = [] }: Clues,
): string | undefined {
  const [only, ...others] = intents;
  return (
    intents.find((intent) => intent.marker === marker)?.id ??
    resource ??
    intents.find((intent) => intent.key === key)?.id ??
    intents.find((intent) => values.includes(intent.marker))?.id ??
    (others.length === 0 ? only?.id : undefined)
  );
}

/** Whether a key is what the engine handed over for an intent; where the key is a field of the body that is the marker. */
export function isHanded(key: string | undefined, intent: string | undefined, intents: readonly Intent[]): boolean {
  const given = intents.find(({ id }) => id === intent);
  return key !== undefined && (key === given?.key || key === given?.marker);
}

/** The marker in a request body, at its documented place and nowhere else. `a.b` is field `b` of field `a`. */
export function markerIn(fields: JsonObject, intentField: string | undefined): string | undefined {
  if (intentField === undefined) return undefined;
  let found: Json | undefined = fields;
  for (const name of intentField.split('.'))
    found = isJsonObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
