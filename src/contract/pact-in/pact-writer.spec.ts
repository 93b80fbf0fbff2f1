import type { Json } from '../../model/json.ts';

/** An interaction as a spec writes it down; the writers put it into the words of a version. */
export interface Written {
  description?: string;
  method?: string;
  path?: string;
  pathRegex?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  sent?: Json;
  status?: number;
  contentType?: string;
  body?: Json;
  /** Matchers of the response, by path. */
  rules?: Record<string, object[]>;
}

interface Names {
  consumer?: string;
  provider?: string;
}

function rulesOf(rules: Record<string, object[]>) {
  return Object.fromEntries(Object.entries(rules).map(([path, matchers]) => [path, { combine: 'AND', matchers }]));
}

function partsOf({ pathRegex, rules = {} }: Written) {
  const path = pathRegex === undefined ? {} : { path: rulesOf({ path: [{ match: 'regex', regex: pathRegex }] }).path };
  return { asked: path, said: { body: rulesOf(rules) } };
}

/** A pact of version 3. */
export function pactV3(interactions: readonly Written[], { consumer = 'shop', provider = 'acme' }: Names = {}): string {
  return JSON.stringify({
    consumer: { name: consumer },
    provider: { name: provider },
    interactions: interactions.map((one) => {
      const { description = 'it', method = 'GET', path = '/', query, headers = {}, sent, status = 200, body } = one;
      const { asked, said } = partsOf(one);
      return {
        description,
        providerStates: [{ name: 'some state', params: { a: 1 } }],
        request: {
          ...{ method, path, headers, matchingRules: asked },
          ...(query
            ? { query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])) }
            : {}),
          ...(sent === undefined ? {} : { body: sent }),
        },
        response: {
          status,
          headers: { 'Content-Type': one.contentType ?? 'application/json' },
          matchingRules: said,
          ...(body === undefined ? {} : { body }),
        },
      };
    }),
    metadata: { pactSpecification: { version: '3.0.0' } },
  });
}

/** The same of version 4. */
export function pactV4(interactions: readonly Written[], { consumer = 'shop', provider = 'acme' }: Names = {}): string {
  const content = (body: Json | undefined, contentType: string) =>
    body === undefined
      ? {}
      : { body: { content: body, contentType, encoded: typeof body === 'string' ? 'JSON' : false } };
  const lists = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return JSON.stringify({
    consumer: { name: consumer },
    provider: { name: provider },
    interactions: interactions.map((one, index) => {
      const { description = 'it', method = 'GET', path = '/', query, headers = {}, sent, status = 200, body } = one;
      const { asked, said } = partsOf(one);
      return {
        type: 'Synchronous/HTTP',
        key: String(index),
        pending: false,
        description,
        request: {
          ...{ method, path, headers: lists(headers), matchingRules: asked },
          ...(query ? { query: lists(query) } : {}),
          ...content(sent, 'application/json'),
        },
        response: { status, matchingRules: said, ...content(body, one.contentType ?? 'application/json') },
      };
    }),
    metadata: { pactSpecification: { version: '4.0' } },
  });
}
