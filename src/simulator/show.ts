import { isJsonObject, type Json } from '../model/json.ts';
import type { Journey } from '../model/provider.ts';

/** Which optional fields replies carry: all of them, or none. */
export type Surface = 'full' | 'bare';

/** A resource's body in one of its states: the state in its field, and on the full surface the fields that come with it. */
export function show(body: Json, journey: Journey | undefined, state: string | undefined, surface: Surface): Json {
  if (!journey || state === undefined || !isJsonObject(body) || !Object.hasOwn(body, journey.field)) return body;
  return { ...body, [journey.field]: state, ...(surface === 'full' ? journey.states[state]?.fields : {}) };
}
