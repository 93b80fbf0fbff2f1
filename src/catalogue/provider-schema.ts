import * as v from 'valibot';
import { meanings } from '../model/journey.ts';
import { isJsonObject } from '../model/json.ts';
import { categories, outcomes, retryRules } from '../model/outcome.ts';
import { effectKinds, type Provider } from '../model/provider.ts';
import { json, jsonObject, list, object, oneOf, record, slug, someOf, status, text, word } from './schema-parts.ts';

const optional = v.exactOptional;

const basis = oneOf(['stated', 'inferred']);

const row = {
  summary: text,
  expect: object({
    outcome: someOf(oneOf(outcomes)),
    category: list(oneOf(categories)),
    retry: someOf(oneOf(retryRules)),
  }),
  basis: object({ status: optional(basis), outcome: basis, category: basis, retry: basis }),
  operations: v.union([v.literal('*'), v.array(v.string())], '"*" for all operations, or a list of their names'),
  stored: optional(v.boolean('true or false')),
  echo: optional(v.literal(true, 'true, or no such key')),
  source: optional(v.literal('outside', '"outside", or no such key')),
  force: optional(v.literal('advises', '"advises", or no such key')),
  note: optional(text),
};

const sample = object({ code: text, type: optional(text), message: text });

const errorRow = object({
  code: text,
  status: someOf(status),
  types: optional(someOf(text)),
  message: text,
  parameter: optional(text),
  ...row,
});

const statusRow = object({ status, sample: optional(sample), ...row });

const typeRow = object({ type: text, status: someOf(status), sample, ...row });

const ruleRow = object({
  name: slug,
  summary: text,
  judged: oneOf(['traffic', 'by-hand']),
  basis,
  force: row.force,
  source: row.source,
  note: row.note,
  plays: optional(someOf(object({ operation: text, tape: v.string('a tape') }))),
});

const pattern = v.pipe(v.string('a regular expression'), v.check(compiles, 'a regular expression'));

const milliseconds = v.pipe(v.number('milliseconds'), v.minValue(0, 'milliseconds'));

const authentication = v.variant(
  'scheme',
  [
    object({ scheme: v.literal('basic'), error: optional(text), username: text, password: text }),
    object({ scheme: v.literal('bearer'), error: optional(text), token: text }),
    object({
      scheme: v.literal('headers'),
      error: optional(text),
      headers: record(text, text),
      shapes: optional(record(text, object({ pattern, error: text }))),
      time: optional(object({ header: text, toleranceMs: milliseconds, error: text })),
    }),
  ],
  'basic, bearer or headers',
);

const replayRules = { replays: list(text), onMismatch: text, onOpen: optional(text), onRepeat: optional(text) };

const keyInBody = object({ body: v.literal(true, 'true'), ...replayRules });

/** Told apart by its key, so that what is wrong inside is told in its own place. */
const idempotency = v.lazy((value) =>
  isJsonObject(value) && Object.hasOwn(value, 'body') ? keyInBody : object({ header: text, ...replayRules }),
);

const operation = object({
  method: oneOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: v.pipe(v.string('a path'), v.regex(/^\/[^?#\s]*$/, 'a path that begins with /')),
  input: jsonObject,
  intentField: optional(text),
  effect: optional(oneOf(effectKinds)),
  given: optional(text),
  journey: optional(text),
  success: object({ status, body: json, state: optional(text), outcome: optional(someOf(oneOf(outcomes))) }),
  reads: optional(text),
  keyed: optional(v.boolean('true or false')),
  missing: optional(text),
});

const state = object({
  summary: text,
  meaning: oneOf(meanings),
  source: row.source,
  basis: optional(basis),
  fields: optional(v.union([jsonObject, someOf(jsonObject)], 'an object, or a list of objects')),
});

const journey = object({
  resource: text,
  field: text,
  initial: text,
  states: record(text, state),
  transitions: record(text, list(text)),
  fields: optional(list(text)),
  pollEveryMs: optional(milliseconds),
});

const webhooks = object({
  source: text,
  journey: text,
  events: record(text, text),
  body: jsonObject,
  signature: optional(
    object({
      algorithm: oneOf(['hmac-sha256', 'rsa-sha256']),
      credential: text,
      privateKey: optional(text),
      signed: text,
      encoding: oneOf(['hex', 'base64']),
      headers: record(text, text),
      time: oneOf(['seconds', 'iso']),
      toleranceMs: optional(milliseconds),
    }),
  ),
  answer: optional(json),
});

/** The shape of a catalogue. Keys that it does not name are refused; what its parts say of each other is for `referenceFaults`. */
export const providerSchema: v.GenericSchema<unknown, Provider> = object({
  id: slug,
  title: text,
  source: object({ title: text, revision: text }),
  origin: v.pipe(
    v.string('an origin'),
    v.regex(
      /^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?(?<!\/)$/,
      'an origin without a slash at its end, such as https://api.example.com',
    ),
  ),
  credentials: record(word, text),
  publicCredentials: optional(v.array(text, 'a list')),
  authentication,
  envelope: json,
  envelopeType: optional(text),
  idempotency: optional(idempotency),
  otherReadings: optional(list(idempotency)),
  operations: record(word, operation),
  statuses: v.array(statusRow, 'a list'),
  types: v.array(typeRow, 'a list'),
  results: v.array(typeRow, 'a list'),
  errors: v.array(errorRow, 'a list'),
  rules: v.array(ruleRow, 'a list'),
  journeys: record(word, journey),
  webhooks: optional(webhooks),
  volatile: optional(list(v.pipe(v.string('a JSON pointer'), v.startsWith('/', 'a JSON pointer')))),
});

function compiles(source: string): boolean {
  try {
    return Boolean(new RegExp(source));
  } catch {
    return false;
  }
}
