import { isJsonObject, type Json } from '../model/json.ts';
import { fill } from './fill.ts';
import { holeOf, holesIn } from './holes.ts';

/** One error as an envelope shows it. */
export interface EnvelopeError {
  code: string;
  type?: string;
  message?: string;
  /** The request field it complains about, or in words what else. */
  parameter?: string;
}

/** What the holes of an envelope stand for. */
export interface EnvelopeBindings {
  /** The first one speaks for an envelope that has room for one only. */
  errors: EnvelopeError[];
  /** What was done although the request failed. */
  successes?: Json[];
  data?: Json;
  /** The HTTP status of the reply. */
  status?: number;
  /** The id of what a refused repeat has made already. */
  resource?: string;
}

/** The holes of an error; each is bound by `EnvelopeError`. */
export const errorHoles = ['code', 'type', 'message', 'parameter'] as const;

/** What optional fields show on the full surface when nothing is bound to them. */
const examples: Record<string, Json> = { successes: [], data: { detail: 'example' } };

/** The holes of a whole reply. */
export const replyHoles = ['successes', 'data', 'status', 'resource'] as const satisfies (keyof EnvelopeBindings)[];

/**
 * An error reply's body, from the provider's envelope.
 *
 * A list of the template whose entries hold an error's holes is repeated for each error. A key that ends with `?` is optional:
 * the full surface shows it, with an example where nothing (or nothing but emptiness) is bound to it; the bare surface shows it
 * only when it says what happened: a code, a type, what was done. A required key whose
 * hole is unbound is left out too: there is nothing to show.
 *
 * @throws {SadpathError} for a hole that no envelope has.
 */
export function renderEnvelope(template: Json, bindings: EnvelopeBindings, surface: 'full' | 'bare'): Json {
  const [first] = bindings.errors;
  return rendered(template, bindings, first, surface) ?? null;
}

function rendered(
  template: Json,
  bindings: EnvelopeBindings,
  error: EnvelopeError | undefined,
  surface: 'full' | 'bare',
): Json | undefined {
  if (typeof template === 'string') return renderedText(template, bindings, error);
  if (Array.isArray(template)) {
    const repeats = template.some(holdsError) ? bindings.errors : [error];
    return repeats.flatMap((each) =>
      template.map((item) => rendered(item, bindings, each, surface)).filter((item) => item !== undefined),
    );
  }
  if (!isJsonObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).flatMap(([key, inner]): [string, Json][] => {
      const name = key.replace(/\?$/, '');
      const value = rendered(inner, bindings, error, surface);
      if (name === key) return value === undefined ? [] : [[key, value]];
      if (isBound(value) && (surface === 'full' || isTelling(inner))) return [[name, value]];
      const example = surface === 'full' ? (exampleOf(inner) ?? value) : undefined;
      return example === undefined ? [] : [[name, example]];
    }),
  );
}

function renderedText(
  text: string,
  { successes, data, status, resource }: EnvelopeBindings,
  error: EnvelopeError | undefined,
): Json | undefined {
  const bound: Record<string, Json | undefined> = {
    code: error?.code,
    type: error?.type,
    message: error?.message,
    parameter: error?.parameter,
    successes,
    data,
    status,
    resource,
  };
  const hole = holeOf(text);
  if (hole && Object.hasOwn(bound, hole.name)) return bound[hole.name];
  return fill(text, Object.fromEntries(Object.entries(bound).map(([name, value]) => [name, value ?? ''])));
}

/** Holes without which a reply says something else. A message, or the field it is about, can be missing. */
const telling = ['code', 'type', 'successes', 'data', 'resource'];

function isTelling(template: Json): boolean {
  return [...holesIn(template)].some(({ name }) => telling.includes(name));
}

function holdsError(template: Json): boolean {
  return [...holesIn(template)].some(({ name }) => errorHoles.some((known) => known === name));
}

function isBound(value: Json | undefined): value is Json {
  return value !== undefined && value !== null && (typeof value !== 'object' || Object.keys(value).length > 0);
}

function exampleOf(template: Json): Json | undefined {
  const hole = typeof template === 'string' ? holeOf(template)?.name : undefined;
  return hole !== undefined && Object.hasOwn(examples, hole) ? examples[hole] : undefined;
}
