import type { Journey } from '../model/journey.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/** Which optional fields replies carry: all of them, or none. */
export type Surface = 'full' | 'bare';

/**
 * A resource's body in one of its states: the state in its field, and on the full surface the fields that come with it. `before`:
 * how often the state has been shown already.
 */
export function show(
  body: Json,
  journey: Journey | undefined,
  { state, before, surface }: { state: string | undefined; before: number; surface: Surface },
): Json {
  if (!journey || state === undefined || !isJsonObject(body) || !Object.hasOwn(body, journey.field)) return body;
  return { ...body, [journey.field]: state, ...(surface === 'full' ? fieldsIn(journey, state, before) : {}) };
}

function fieldsIn({ states }: Journey, state: string, before: number): JsonObject | undefined {
  const fields = Object.hasOwn(states, state) ? states[state]?.fields : undefined;
  return Array.isArray(fields) ? fields[Math.min(before, fields.length - 1)] : fields;
}

/** Every text in the fields of a shown resource that say why it is in its state. */
export function reasonsIn(shown: Json, journey: Journey | undefined): string[] {
  if (!isJsonObject(shown)) return [];
  return (journey?.fields ?? []).flatMap((field) => textsIn(shown[field] ?? null));
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
