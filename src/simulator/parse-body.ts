import { isJsonObject, type Json } from '../model/json.ts';

const deepest = 64;

/**
 * What a request's body says, as the provider understands it: JSON, or form pairs (`a[b]=c` nests). `undefined` for an
 * empty body, for what is neither, and for what nests deeper than 64 levels. Never throws.
 */
export function parseBody(text: string, contentType = ''): Json | undefined {
  if (text.trim() === '') return undefined;
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return parseForm(text);
  try {
    // The border to what a client sent: JSON.parse gives JSON and nothing else.
    const value = JSON.parse(text) as Json;
    return tooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

function tooDeep(value: Json): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((item) => (Array.isArray(item) ? item : isJsonObject(item) ? Object.values(item) : []));
  }
  return false;
}

type Pair = { path: string[]; value: string };

function parseForm(text: string): Json {
  return grow([...new URLSearchParams(text)].map(([name, value]) => ({ path: pathOf(name), value })));
}

function pathOf(name: string): string[] {
  const nested = /^([^[\]]+)((?:\[[^[\]]*\]){1,8})$/.exec(name);
  if (!nested) return [name];
  const [, head = '', rest = ''] = nested;
  return [head, ...rest.slice(1, -1).split('][')];
}

function grow(pairs: Pair[]): Json {
  const leaves = pairs.filter(({ path }) => path.length === 0).map(({ value }) => value);
  if (leaves.length > 0) return leaves.length === 1 ? (leaves[0] ?? '') : leaves;
  const branches = new Map<string, Pair[]>();
  for (const { path, value } of pairs) {
    const [head = '', ...rest] = path;
    const branch = branches.get(head) ?? [];
    branch.push({ path: rest, value });
    branches.set(head, branch);
  }
  const only = branches.get('');
  if (only && branches.size === 1) return only.map((pair) => grow([pair]));
  return Object.fromEntries([...branches].map(([head, branch]) => [head, grow(branch)]));
}
