import { retryAfterMs } from '../backoff.ts';
import { isRecord, parseJson, type Unchecked } from '../json.ts';
import { type Failure, refusal, unreadable } from './failure.ts';
import type { Reply } from './post.ts';
import { readResult } from './result.ts';

/** A reply to a request that succeeded, with the text fields that its operation promises. */
export type Success<Field extends string = never> = Unchecked & Record<Field, string>;

/** What came of one attempt. `askedMs`: the milliseconds to wait that the platform asks for. */
export type Attempt<Field extends string> = { success: Success<Field> } | { failure: Failure; askedMs: number };

/** Reads a reply. It is a success with result status S, under a 2xx, and with the text fields without which it is of no use. */
export function judge<Field extends string>({ status, text, retryAfter }: Reply, fields: Field[]): Attempt<Field> {
  const body = parseJson(text);
  const result = readResult(body);
  const askedMs = retryAfterMs(retryAfter, Date.now());
  if (result && result.status !== 'S') return { failure: refusal(result), askedMs };
  if (result && status >= 200 && status < 300 && hasTexts(body, fields)) return { success: body };
  return { failure: unreadable(status), askedMs };
}

function hasTexts<Field extends string>(body: unknown, fields: Field[]): body is Success<Field> {
  return isRecord(body) && fields.every((field) => typeof body[field] === 'string');
}
