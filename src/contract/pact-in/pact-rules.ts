import type { BodyRule, Matcher } from './pact.ts';

/** What a pact demands of one place of a body: its very value, a pattern, or no more than some kind of value. */
export type Demand = 'pinned' | 'open' | { regex: string };

/** Matchers that hold for everything below their place too, until one below says otherwise. */
const cascading = ['type', 'equality', 'min', 'max'];

const token = /\.([^.[\]]+)|\[(\d+|\*)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/gy;

/** The keys of a path as pacts write them: `$.errors[*].code`, `$['error']`. Undefined for what is none. */
export function keysOf(path: string): (string | number)[] | undefined {
  const keys: (string | number)[] = [];
  token.lastIndex = 1;
  let read = path.startsWith('$') ? 1 : 0;
  if (read === 0) return undefined;
  for (let match = token.exec(path); match; match = token.exec(path)) {
    const [all, name, index, ...quoted] = match;
    const text = quoted.find((each) => each !== undefined)?.replace(/\\(.)/g, '$1');
    keys.push(name ?? text ?? (index === '*' ? '*' : Number(index)));
    read += all.length;
  }
  return read === path.length ? keys : undefined;
}

/** The matchers for one place of a body: those of the rule that is most particular about it, or about what it stands in. */
export function matchersAt(rules: readonly BodyRule[], place: readonly (string | number)[]): Matcher[] {
  const [best] = rules
    .filter(({ keys, matchers }) => covers(keys, place) && (keys.length === place.length || cascades(matchers)))
    .toSorted((a, b) => b.keys.length - a.keys.length || wildcards(a) - wildcards(b));
  return best?.matchers ?? [];
}

/** What the matchers of one place come to. `null` alone says that the value is null, beside others that it may be. */
export function demandOf(matchers: readonly Matcher[]): Demand {
  const telling = matchers.filter(({ match }) => match !== 'null');
  if (telling.length === 0 || telling.some(({ match }) => match === 'equality')) return 'pinned';
  const regex = telling.find((each) => each.regex !== undefined)?.regex;
  return regex === undefined ? 'open' : { regex };
}

/** Whether what stands at a place may be null, or an empty list: as good as nothing. */
export function maybeNothing(matchers: readonly Matcher[], value: unknown): boolean {
  const nullable = matchers.some(({ match }) => match === 'null') && matchers.length > 1;
  return nullable || (Array.isArray(value) && matchers.some(({ min }) => min === 0));
}

/**
 * The texts that a regular expression lists, `^(a|b)$`; undefined for one that says anything else.
 */
export function alternativesOf(regex: string): string[] | undefined {
  const bare = regex.replace(/^\^/, '').replace(/\$$/, '');
  const inner = /^\((?:\?:)?([^()]*)\)$/.exec(bare)?.[1] ?? bare;
  const listed = inner.split('|').map((each) => each.replace(/\\([^A-Za-z0-9])/g, '$1'));
  return inner.split('|').every((each) => /^(?:[\w :/-]|\\[^A-Za-z0-9])+$/.test(each)) ? listed : undefined;
}

function covers(keys: readonly (string | number)[], place: readonly (string | number)[]): boolean {
  return keys.length <= place.length && keys.every((key, index) => key === '*' || String(key) === String(place[index]));
}

function cascades(matchers: readonly Matcher[]): boolean {
  return matchers.every(({ match }) => cascading.includes(match));
}

function wildcards({ keys }: BodyRule): number {
  return keys.filter((key) => key === '*').length;
}
