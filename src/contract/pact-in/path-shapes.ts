import type { PactInteraction, PactRequest } from './pact.ts';

/** One part of a path between slashes. */
export interface Segment {
  text: string;
  /** It stands for an id, or something else that varies. */
  varies: boolean;
}

/** The paths of some interactions, with what varies in them; in the order of the interactions. */
export function pathShapes(interactions: readonly PactInteraction[]): Segment[][] {
  const paths = interactions.map((interaction) => {
    const varying = varyingParts(interaction.request);
    return segmentsOf(interaction.request.path).map(
      (text, at): Segment => ({ text, varies: varying[at] || isSurelyId(text) }),
    );
  });
  const longest = Math.max(0, ...paths.map((path) => path.length));
  for (let at = 0; at < longest; at++) {
    const siblings = Map.groupBy(interactions.keys(), (index) => siblingsOf(interactions, paths, index, at));
    for (const group of siblings.values()) alignAt(at, group, interactions, paths);
  }
  return paths;
}

/** The parts of a path: `['v1', 'payments']` of `/v1/payments`. A slash at the end is a part, too. */
export function segmentsOf(path: string): string[] {
  return path.replace(/^\//, '').split('/');
}

/** Interactions of one method whose paths are the same but for one part, and those after it. */
function siblingsOf(
  interactions: readonly PactInteraction[],
  paths: readonly Segment[][],
  index: number,
  at: number,
): string {
  const path = paths[index] ?? [];
  const before = path.slice(0, at).map(({ text, varies }) => (varies ? null : text));
  const after = path.slice(at + 1).map(({ text, varies }) => (varies || mayBeId(text) ? null : text));
  return JSON.stringify([interactions[index]?.request.method, before, path.length > at, after]);
}

function alignAt(
  at: number,
  group: readonly number[],
  interactions: readonly PactInteraction[],
  paths: readonly Segment[][],
): void {
  const here = group.flatMap((index) => {
    const segment = paths[index]?.[at];
    return segment ? [{ segment, status: interactions[index]?.response.statuses[0] ?? 200 }] : [];
  });
  const ids = new Set(here.flatMap(({ segment }) => (mayBeId(segment.text) ? [segment.text] : [])));
  const known = here.some(({ segment }) => segment.varies);
  if (!known && ids.size < 2) return;
  // What never goes well is most likely the id of nothing: `/payments/unknown`.
  const works = new Set(here.flatMap(({ segment, status }) => (status < 400 ? [segment.text] : [])));
  for (const { segment } of here)
    if (mayBeId(segment.text) || (known && segment.text !== '' && !works.has(segment.text))) segment.varies = true;
}

/** Ids that nobody takes for a word: numbers, UUIDs, long strings of hexadecimal digits. */
function isSurelyId(text: string): boolean {
  return (
    /^\d+$/.test(text) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) || /^[0-9a-f]{16,}$/i.test(text)
  );
}

/** What may be an id where another stands in the same place: `pay_17`, and not `v2`. */
function mayBeId(text: string): boolean {
  return isSurelyId(text) || (/\d/.test(text) && !/^v\d+(\.\d+)*$/i.test(text));
}

/** What the pact itself says of each part of a path. */
function varyingParts({ path, pathMatchers, pathExpression }: PactRequest): boolean[] {
  const parts = segmentsOf(path);
  const byExpression = pathExpression === undefined ? [] : segmentsOf(pathExpression);
  const expressed = byExpression.length === parts.length ? byExpression.map((part) => part.includes('${')) : [];
  const open = pathMatchers.filter(({ match }) => match !== 'equality');
  const patterns = open.flatMap(({ regex }) => (regex === undefined ? [] : [partsOfRegex(regex)]));
  return parts.map((text, at) => {
    if (expressed[at]) return true;
    const matched = patterns.map((pattern) =>
      pattern.length === parts.length ? !isLiteral(pattern[at] ?? '', text) : mayBeId(text),
    );
    return matched.some(Boolean) || (open.length > patterns.length && mayBeId(text));
  });
}

/** A regular expression of a path, cut at the slashes that stand in no class and no group. */
function partsOfRegex(regex: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [token] of regex
    .replace(/^\^?(\\?\/)?/, '')
    .replace(/\$$/, '')
    .matchAll(/\\.|[^\\]/gs)) {
    if (token === '[' || token === '(') depth++;
    if (token === ']' || token === ')') depth--;
    if ((token === '/' || token === '\\/') && depth <= 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}

function isLiteral(pattern: string, text: string): boolean {
  return !/[[(*+?{|]|\\[a-z]/i.test(pattern) && pattern.replace(/\\(.)/g, '$1') === text;
}
