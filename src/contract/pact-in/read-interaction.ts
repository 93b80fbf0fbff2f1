import * as v from 'valibot';
import { explainIssues } from '../../model/explain-issues.ts';
import { isJsonObject, type Json } from '../../model/json.ts';
import type { BodyRule, Matcher, PactInteraction } from './pact.ts';
import { keysOf } from './pact-rules.ts';
import { contentSchema, type WrittenInteraction } from './pact-schema.ts';

/** Bodies that are nested deeper are nobody's, and no catalogue could hold them. */
const deepest = 40;

/** What an interaction is read with. */
export interface Reading {
  /** Of the version of the specification. */
  major: number;
  /** Makes the error of why it cannot be read. */
  refused(because: string): Error;
}

/** One HTTP interaction in the form that no longer hangs on the version. */
export function readInteraction(written: WrittenInteraction, reading: Reading): PactInteraction {
  const { description, request, response } = written;
  const asked = rulesOf(request.matchingRules);
  const said = rulesOf(response.matchingRules);
  const requestHeaders = headersOf(request.headers);
  const responseHeaders = headersOf(response.headers);
  const sent = bodyOf(request.body, requestHeaders['content-type'], reading);
  const answered = bodyOf(response.body, responseHeaders['content-type'], reading);
  const expression = expressionOf(request.generators);
  const contentType = (answered.contentType ?? responseHeaders['content-type'])?.split(';')[0]?.trim().toLowerCase();
  return {
    description,
    request: {
      method: request.method.toUpperCase(),
      path: request.path.replace(/[?#].*$/s, ''),
      pathMatchers: asked.path,
      ...(expression === undefined ? {} : { pathExpression: expression }),
      query: queryOf(request.query),
      headers: requestHeaders,
      ...(sent.body === undefined ? {} : { body: sent.body }),
      rules: asked.body,
    },
    response: {
      statuses: [response.status, ...said.statuses.filter((status) => status !== response.status)],
      ...(contentType ? { contentType } : {}),
      ...(answered.body === undefined ? {} : { body: answered.body }),
      ...(answered.encoded === undefined ? {} : { encoded: answered.encoded }),
      rules: said.body,
    },
  };
}

interface Rules {
  path: Matcher[];
  statuses: number[];
  body: BodyRule[];
}

type WrittenRules = WrittenInteraction['request']['matchingRules'];
type WrittenMatcher = { match?: string | undefined; regex?: string | undefined; min?: number | undefined };

/** Before version 3 all rules stand in one list, by path: `$.path`, `$.body.code`. */
function rulesOf(written: WrittenRules): Rules {
  const rules: Rules = { path: [], statuses: [], body: [] };
  const { path, status, body } = written;
  if (isList(path)) rules.path = path.matchers.map(matcherOf);
  if (isList(status)) rules.statuses = status.matchers.flatMap(statusesOf);
  if (typeof body === 'object' && body !== null)
    for (const [at, list] of Object.entries(body)) if (isList(list)) addRule(rules.body, at, list.matchers);
  for (const [at, matcher] of Object.entries(written)) {
    if (!at.startsWith('$') || !isMatcher(matcher)) continue;
    if (at === '$.path') rules.path.push(matcherOf(matcher));
    else if (at.startsWith('$.body')) addRule(rules.body, at.replace(/^\$\.body/, '$'), [matcher]);
  }
  return rules;
}

function isList(value: unknown): value is { matchers: (WrittenMatcher & { status?: Json })[] } {
  return typeof value === 'object' && value !== null && 'matchers' in value;
}

/** The schema has seen to what is inside. */
function isMatcher(value: unknown): value is WrittenMatcher {
  return typeof value === 'object' && value !== null;
}

function addRule(rules: BodyRule[], at: string, matchers: WrittenMatcher[]): void {
  const keys = keysOf(at);
  if (keys) rules.push({ keys, matchers: matchers.map(matcherOf) });
}

function matcherOf({ match, regex, min }: WrittenMatcher): Matcher {
  return {
    match: match ?? (regex === undefined ? 'type' : 'regex'),
    ...(regex === undefined ? {} : { regex }),
    ...(min === undefined ? {} : { min }),
  };
}

/** The statuses that a matcher lists; a class of them ("clientError") lists none. */
function statusesOf({ status }: { status?: Json }): number[] {
  const listed = Array.isArray(status) ? status : [];
  return listed.filter((each): each is number => Number.isInteger(each) && Number(each) >= 100 && Number(each) <= 599);
}

function headersOf(written: Record<string, string | string[]> | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(written ?? {}).map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
  );
}

function queryOf(written: string | Record<string, string | string[]> | null | undefined): Record<string, string> {
  if (typeof written === 'string') return Object.fromEntries(new URLSearchParams(written));
  return Object.fromEntries(Object.entries(written ?? {}).map(([name, value]) => [name, [value].flat()[0] ?? '']));
}

function expressionOf(generators: Json | undefined): string | undefined {
  const path = isJsonObject(generators) ? generators.path : undefined;
  const expression = isJsonObject(path) ? path.expression : undefined;
  return typeof expression === 'string' ? expression : undefined;
}

interface Body {
  body?: Json;
  contentType?: string;
  encoded?: string;
}

function bodyOf(written: Json | undefined, contentType: string | undefined, { major, refused }: Reading): Body {
  if (written === undefined || written === null) return {};
  if (major < 4) return readable(written, contentType, refused);
  const read = v.safeParse(contentSchema, written, { abortEarly: true });
  if (!read.success) throw refused(`body: ${explainIssues(read.issues)}`);
  const { content, encoded, contentType: type } = read.output;
  if (content === undefined || content === null) return {};
  const told = type === '' ? {} : { contentType: type };
  // `json`: a value that would be taken for text without it.
  if (encoded === false || String(encoded).toLowerCase() === 'json')
    return { ...readable(content, type || contentType, refused), ...told };
  return { ...told, encoded: encoded === true ? 'base64' : encoded };
}

/** JSON as it is; JSON or a form that stands there as text is taken apart. Any other text is no data. */
function readable(content: Json, contentType = '', refused: Reading['refused']): Body {
  if (depthOf(content) > deepest) throw refused(`the body is nested more than ${deepest} levels deep`);
  if (typeof content !== 'string') return { body: content };
  if (/x-www-form-urlencoded/i.test(contentType)) return { body: Object.fromEntries(new URLSearchParams(content)) };
  try {
    const parsed: Json = JSON.parse(content);
    if (typeof parsed === 'object' && depthOf(parsed) <= deepest) return { body: parsed };
  } catch {
    // It is text, then.
  }
  return {};
}

/** How deep a value is nested, as far as it matters. */
function depthOf(value: Json, above = 0): number {
  if (typeof value !== 'object' || value === null || above > deepest) return above;
  return Object.values(value).reduce((most: number, inner) => Math.max(most, depthOf(inner, above + 1)), above);
}
