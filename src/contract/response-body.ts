import { holeOf } from '../catalogue/holes.ts';
import type { Journey } from '../model/journey.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { Operation, Provider } from '../model/provider.ts';
import { makerOf } from '../simulator/role.ts';
import { like, type Matched } from './matchers.ts';

/** What a client decides by: pinned to the letter. Everything else that is filled in may read otherwise. */
const deciding = ['code', 'type', 'status', 'state'];

/** Constants that are there for people, by their key. */
const forPeople = /message|title|description|detail/i;

/** A moment, as an example has one. */
const moment = /^\d{4}-\d\d-\d\dT/;

/** The body of an error reply: codes, types and what the envelope has of its own to the letter, free text by its type. */
export function errorBody({ envelope }: Provider, body: Json): Matched {
  return matched(envelope, body, {});
}

/** The body of a success: states and what the template has of its own to the letter, ids and what was sent by their type. */
export function successBody(provider: Provider, operation: Operation, body: Json): Matched {
  return matched(operation.success.body, body, knownOf(provider, operation.journey));
}

/** The body of an event. */
export function eventBody(provider: Provider, body: Json): Matched {
  return matched(provider.webhooks?.body ?? {}, body, knownOf(provider, provider.webhooks?.journey));
}

interface Known {
  journey?: Journey;
  /** The template of a resource, where a hole stands for one. */
  resource?: Json;
}

function knownOf(provider: Provider, name: string | undefined): Known {
  const journey = provider.journeys[name ?? ''];
  const maker = makerOf(provider, name);
  return { ...(journey && { journey }), resource: maker?.[1].success.body ?? {} };
}

/** Walks through a template and what was made of it, side by side. */
function matched(template: Json | undefined, value: Json, known: Known, key = ''): Matched {
  if (key === known.journey?.field) return value;
  if (template === undefined) return byLook(value);
  if (typeof template === 'string') {
    const hole = holeOf(template)?.name;
    if (hole === 'resource' && isJsonObject(value)) return matched(known.resource, value, known);
    if (hole !== undefined && deciding.includes(hole)) return value;
    return template.includes('$') ? byType(value) : constant(value, key);
  }
  if (Array.isArray(value)) {
    // A list whose entries are errors repeats its template.
    const entries = Array.isArray(template) ? template : [];
    return value.map((item, index) => matched(entries[index % Math.max(entries.length, 1)], item, known));
  }
  if (!isJsonObject(value)) return constant(value, key);
  const fields = isJsonObject(template) ? template : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      matched(fields[name] ?? fields[`${name}?`], inner, known, name),
    ]),
  );
}

/** A word that the template says by itself is a code; a text, a number and a moment are examples. */
function constant(value: Json, key: string): Matched {
  const code = typeof value === 'string' && !/\s/.test(value) && !moment.test(value) && !forPeople.test(key);
  return code ? value : byType(value);
}

/** Nothing has the type of nothing. */
function byType(value: Json): Matched {
  return value === null ? null : like(value);
}

/** Fields that come along with a state: what is written in one word is a code, anything longer is for people. */
function byLook(value: Json): Matched {
  if (Array.isArray(value)) return value.map(byLook);
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, byLook(inner)]));
  return typeof value === 'string' && /\s/.test(value) ? like(value) : value;
}
