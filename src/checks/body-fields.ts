import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { RequestEvent } from '../model/trace.ts';

/** What a request says, in a form in which order and spelling do not matter; a string where it is only text. */
export function fieldsOf({ body, contentType = '' }: Pick<RequestEvent, 'body' | 'contentType'>): Json {
  const boundary = /^multipart\/[^;]*;.*?\bboundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary !== undefined) return partsOf(body, boundary);
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return pairsOf(body);
  if (!/json/i.test(contentType) && !/^\s*[[{]/.test(body)) return body;
  try {
    const parsed: Json = JSON.parse(body);
    return parsed;
  } catch {
    return body;
  }
}

/** A name that occurs several times has a list of values, in their order. */
function pairsOf(body: string): JsonObject {
  const names = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(names.keys())].map((name) => {
      const values = names.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** Parts by their names; the boundary is new with every attempt and says nothing. */
function partsOf(body: string, boundary: string): Json {
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part, index): [string, string] => [/\bname="([^"]*)"/i.exec(part)?.[1] ?? String(index), part]);
  const fields = Object.fromEntries(parts);
  return isJsonObject(fields) && Object.keys(fields).length === parts.length ? fields : parts.map(([, part]) => part);
}
