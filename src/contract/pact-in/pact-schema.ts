import * as v from 'valibot';
import { isJsonObject, type Json } from '../../model/json.ts';

/*
 * Pact files of versions 2 to 4 (https://github.com/pact-foundation/pact-specification), as far as they are read here. Every tool
 * adds keys of its own, so unknown ones are let through.
 */

const json = v.custom<Json>((value) => value !== undefined, 'expected JSON');

const texts = v.union([v.string(), v.array(v.string())], 'expected text, or a list of texts');

/** `v.record` drops the keys that JavaScript gives a meaning of its own; nothing of a pact hangs on them here. */
const byName = <S extends v.GenericSchema>(value: S) => v.record(v.string(), value);

const matcher = v.looseObject({
  match: v.optional(v.string()),
  regex: v.optional(v.string()),
  min: v.optional(v.number()),
  status: v.optional(json),
});

const matchers = v.looseObject({ matchers: v.array(matcher) });

/** Since version 3: by part of the message. Before: by path, `$.body.code`. */
const matchingRules = v.looseObject({
  path: v.optional(matchers),
  status: v.optional(matchers),
  body: v.optional(byName(matchers)),
});

const flatRules = byName(matcher);

const rules = v.lazy((value) =>
  isJsonObject(value) && Object.keys(value).some((key) => key.startsWith('$')) ? flatRules : matchingRules,
);

const message = {
  headers: v.optional(v.nullable(byName(texts)), {}),
  body: v.optional(json),
  matchingRules: v.optional(rules, {}),
};

const status = v.pipe(
  v.number('expected an HTTP status'),
  v.integer('expected an HTTP status'),
  v.minValue(100, 'expected an HTTP status from 100 to 599'),
  v.maxValue(599, 'expected an HTTP status from 100 to 599'),
);

/** One interaction of HTTP. What is left out has the default of the specification. */
export const interactionSchema = v.looseObject({
  description: v.optional(v.string(), ''),
  request: v.looseObject({
    method: v.optional(v.string(), 'GET'),
    path: v.optional(v.string(), '/'),
    query: v.optional(v.nullable(v.union([v.string(), byName(texts)], 'expected text, or an object of texts'))),
    generators: v.optional(json),
    ...message,
  }),
  response: v.looseObject({ status: v.optional(status, 200), ...message }),
});

/** An interaction as it is read. */
export type WrittenInteraction = v.InferOutput<typeof interactionSchema>;

const name = v.optional(v.looseObject({ name: v.optional(v.string(), '') }), {});

/** A pact; its interactions are read one by one, for not all are of HTTP. */
export const pactSchema = v.looseObject({
  consumer: name,
  provider: name,
  interactions: v.optional(v.array(v.looseObject({ type: v.optional(v.string()) })), []),
  messages: v.optional(v.array(v.unknown()), []),
});

/** The body of a message since version 4. */
export const contentSchema = v.looseObject({
  content: v.optional(json),
  contentType: v.optional(v.string(), ''),
  encoded: v.optional(v.union([v.boolean(), v.string()], 'expected false, or the name of an encoding'), false),
});
