import { keyHeaderOf } from '../catalogue/operation-facts.ts';
import { escapeRegex } from '../model/escape-regex.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Operation, Provider } from '../model/provider.ts';
import type { WireRequest } from '../model/reply.ts';
import { type Incoming, incoming } from '../simulator/incoming.ts';
import { basePathOf, type Routed, routerOf } from '../simulator/route.ts';
import type { Content, HttpInteraction } from './interaction.ts';
import { isJson } from './is-json.ts';
import { fromState, like, type Matched, matching } from './matchers.ts';

/** A request with the operation that it belongs to. */
export interface Asked {
  incoming: Incoming;
  routed: Routed;
}

/** Takes a request apart; `undefined` where no operation takes it. */
export function askedOf(provider: Provider, request: WireRequest): Asked | undefined {
  const taken = incoming(request, 0);
  const routed = routerOf(provider)(taken.method, taken.path);
  return routed && { incoming: taken, routed };
}

/**
 * A request as a contract holds it. What names a resource comes from the provider's state; the idempotency key may be any; values of the
 * body and the query by their type. Of the headers there is only what the document speaks of, and no credentials: how a client's HTTP
 * stack calls itself is nobody's contract.
 */
export function requestOf(provider: Provider, { incoming, routed }: Asked): HttpInteraction['request'] {
  const named = namesIn(routed, incoming);
  const keyHeader = keyHeaderOf(provider, routed.name);
  const key = keyHeader === undefined ? undefined : incoming.headers[keyHeader];
  const body = bodyOf(incoming, named);
  return {
    method: incoming.method,
    path: pathOf(provider, routed, incoming.path, named),
    query: [...new URLSearchParams(incoming.query)].map(([name, value]) => [name, named.get(value) ?? like(value)]),
    headers: keyHeader !== undefined && key !== undefined ? { [keyHeader]: matching('^.+$', key) } : {},
    ...(body && { body }),
  };
}

/** Values that the provider's state brings along, and what stands in their place. */
type Names = ReadonlyMap<string, Matched>;

/** A reading names what it reads by its id, or by the caller's own: both were there before. */
function namesIn({ operation, parameters }: Routed, { fields }: Incoming): Names {
  const said: JsonObject = { ...fields, ...parameters };
  return new Map(
    Object.entries(operation.input).flatMap(([field, template]) => {
      const value = said[field];
      const expression = expressionOf(template, operation);
      return expression !== undefined && typeof value === 'string'
        ? [[value, fromState(expression, value)] as const]
        : [];
    }),
  );
}

function expressionOf(template: Json, { effect, given }: Operation): string | undefined {
  if (given === undefined) return undefined;
  if (template === '$resource') return '${id}';
  return template === '$marker' && effect === undefined ? '${marker}' : undefined;
}

const parameter = /\{([^{}]+)\}/g;

function pathOf(provider: Provider, { operation, parameters }: Routed, path: string, named: Names): Matched {
  const own = operation.path.replace(parameter, (_, name: string) => {
    const value = parameters[name] ?? '';
    return expressionIn(named, value) ?? encodeURIComponent(value);
  });
  const expression = `${basePathOf(provider)}${own}`;
  if (!expression.includes('${')) return path;
  const literals = expression.split(/\$\{\w+\}/).map(escapeRegex);
  return fromState(expression, path, `^${literals.join('[^/]+')}$`);
}

function expressionIn(named: Names, value: string | undefined): string | undefined {
  const known = value === undefined ? undefined : named.get(value);
  return isJsonObject(known) && typeof known.expression === 'string' ? known.expression : undefined;
}

function bodyOf({ body, text, contentType }: Incoming, named: Names): Content | undefined {
  if (text === '' || contentType === undefined) return undefined;
  return { type: contentType, value: isJson(contentType) && body !== undefined ? like(withNames(body, named)) : text };
}

function withNames(value: Json, named: Names): Matched {
  if (typeof value === 'string') return named.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withNames(item, named));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withNames(inner, named)]));
}
