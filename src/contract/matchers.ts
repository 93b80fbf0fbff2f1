import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/** A value in Pact's own notation: examples, and where they may differ, the rule beside them. */
export type Matched = Json;

const rule = 'pact:matcher:type';

/** Whatever has the type of the example, all the way down. */
export function like(value: Json): Matched {
  return { [rule]: 'type', value };
}

/** Whatever matches. */
export function matching(regex: string, value: string): Matched {
  return { [rule]: 'regex', regex, value };
}

/** What the provider's own state brings along, written into an expression: `${id}`. Anything of the example's type is taken. */
export function fromState(expression: string, value: string, regex?: string): Matched {
  const taken = regex === undefined ? like(value) : matching(regex, value);
  return { ...(isJsonObject(taken) ? taken : {}), 'pact:generator:type': 'ProviderState', expression };
}

/** The example alone, without rules. */
export function exampleOf(matched: Matched): Json {
  if (Array.isArray(matched)) return matched.map(exampleOf);
  if (!isJsonObject(matched)) return matched;
  if (isRule(matched)) return exampleOf(matched.value ?? null);
  return Object.fromEntries(Object.entries(matched).map(([key, inner]) => [key, exampleOf(inner)]));
}

/** Examples that do not match their own regular expression: a mock server would serve them all the same. */
export function brokenExamples(matched: Matched): string[] {
  if (Array.isArray(matched)) return matched.flatMap(brokenExamples);
  if (!isJsonObject(matched)) return [];
  const { regex, value } = matched;
  if (isRule(matched) && typeof regex === 'string')
    return new RegExp(regex).test(String(value)) ? [] : [`${String(value)} does not match ${regex}`];
  return Object.values(matched).flatMap(brokenExamples);
}

function isRule(value: JsonObject): boolean {
  return Object.hasOwn(value, rule);
}
