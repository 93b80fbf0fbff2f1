import type { Operation } from '../../model/provider.ts';
import { camelOf, capital, freeName, isPlural, singularOf } from './catalogue-words.ts';
import type { PactInteraction } from './pact.ts';
import { pathShapes, type Segment } from './path-shapes.ts';

/** The method of an operation. */
export type Method = Operation['method'];

/** A part of the path of an operation. */
export type PathPart = { literal: string } | { parameter: string; example: string };

/** The interactions of one operation: of one method, on paths of one shape. */
export interface OperationGroup {
  name: string;
  method: Method;
  parts: PathPart[];
  /** With `{parameters}`. */
  path: string;
  interactions: PactInteraction[];
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The operations of a pact, each under a name of its own. */
export function operationGroups(interactions: readonly PactInteraction[]): OperationGroup[] {
  const shapes = pathShapes(interactions);
  const groups = new Map<string, { method: Method; segments: Segment[]; interactions: PactInteraction[] }>();
  for (const [index, interaction] of interactions.entries()) {
    const segments = shapes[index] ?? [];
    const method = methods.find((known) => known === interaction.request.method) ?? 'GET';
    const key = JSON.stringify([method, segments.map(({ text, varies }) => (varies ? null : text))]);
    const group = groups.get(key);
    if (group) group.interactions.push(interaction);
    else groups.set(key, { method, segments, interactions: [interaction] });
  }
  const names = new Set<string>();
  return [...groups.values()].map(({ method, segments, interactions: own }) => {
    const parts = partsOf(segments);
    const name = freeName(nameOf(method, parts), names);
    names.add(name);
    const path = `/${parts.map((part) => ('literal' in part ? part.literal : `{${part.parameter}}`)).join('/')}`;
    return { name, method, parts, path, interactions: own };
  });
}

/** Whether a part of a path stands for an id. */
export function isParameter(part: PathPart | undefined): part is { parameter: string; example: string } {
  return part !== undefined && 'parameter' in part;
}

/** A parameter that is alone is the id; of several each is called after what stands before it. */
function partsOf(segments: readonly Segment[]): PathPart[] {
  const alone = segments.filter(({ varies }) => varies).length === 1;
  const names = new Set<string>();
  return segments.map(({ text, varies }, at): PathPart => {
    if (!varies) return { literal: encoded(text) };
    const before = segments[at - 1]?.varies === false ? (segments[at - 1]?.text ?? '') : '';
    const name = freeName(alone ? 'id' : camelOf(singularOf(decoded(before)), 'id'), names);
    names.add(name);
    return { parameter: name, example: decoded(text) };
  });
}

/** What a path of a catalogue cannot hold as it is. */
function encoded(text: string): string {
  return text.replace(/[^\w.~!$&'()*+,;=:@%-]/gu, (character) => {
    try {
      return encodeURIComponent(character);
    } catch {
      return '%EF%BF%BD';
    }
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `createPayment`, `getPayment`, `listPayments`, `cancelPayment`. */
function nameOf(method: Method, parts: readonly PathPart[]): string {
  const words = parts.flatMap((part) => ('literal' in part && part.literal !== '' ? [decoded(part.literal)] : []));
  const last = words.at(-1) ?? 'root';
  const owner = words.at(-2);
  const afterId = isParameter(parts.at(-2)) && !isParameter(parts.at(-1));
  if (method === 'GET')
    return isParameter(parts.at(-1)) || !isPlural(last) ? named('get', last) : camelOf('list', last);
  if (method === 'DELETE') return named('delete', last);
  if (method !== 'POST') return named(method === 'PUT' ? 'replace' : 'update', last);
  if (isParameter(parts.at(-1))) return named('post', last);
  if (isPlural(last)) return named('create', last);
  return afterId && owner !== undefined ? camelOf(last, singularOf(owner)) : camelOf(last);
}

function named(verb: string, noun: string): string {
  return verb + capital(camelOf(singularOf(noun)));
}
