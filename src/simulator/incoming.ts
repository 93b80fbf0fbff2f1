import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { WireRequest } from '../model/reply.ts';
import { parseBody } from './parse-body.ts';

/** A request, taken apart once. */
export interface Incoming {
  exchange: number;
  method: string;
  /** Without origin and query, still encoded. */
  path: string;
  query: string;
  headers: Record<string, string>;
  contentType?: string;
  /** As it came. */
  text: string;
  /** Parsed; absent where nothing can be made of it. */
  body?: Json;
  /** The body's fields; none where the body is no object. */
  fields: JsonObject;
}

/** Takes a request apart. Whatever a client sends is taken: it never throws. */
export function incoming(request: WireRequest, exchange: number): Incoming {
  const { pathname, search } = addressOf(request.url);
  const contentType = request.headers['content-type'];
  const body = parseBody(request.body, contentType);
  return {
    exchange,
    method: request.method.toUpperCase(),
    path: pathname,
    query: search,
    headers: request.headers,
    ...(contentType === undefined ? {} : { contentType }),
    text: request.body,
    ...(body === undefined ? {} : { body }),
    fields: isJsonObject(body) ? body : {},
  };
}

/** The texts that a request says beside its path: in its body's fields, and in its query. */
export function valuesOf({ fields, query }: Incoming): string[] {
  return [...Object.values(fields), ...new URLSearchParams(query).values()].filter(
    (value) => typeof value === 'string',
  );
}

function addressOf(url: string): { pathname: string; search: string } {
  return URL.parse(url, 'http://request.invalid') ?? { pathname: url, search: '' };
}
