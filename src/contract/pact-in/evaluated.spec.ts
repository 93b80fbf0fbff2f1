import { runInThisContext } from 'node:vm';

/** What the source of a generated module makes, with others in the place of what it imports. */
export function evaluated(source: string, imports: Record<string, unknown>): unknown {
  const found = /^(?:\/\/[^\n]*\n)*((?:import \{ \w+ \} from '[\w/]+';\n)+)\nexport const (\w+) = ([\s\S]*;\n)$/.exec(
    source,
  );
  const [, lines = '', , expression = ''] = found ?? [];
  if (!found) throw new Error(`this is no module:\n${source}`);
  const names = [...lines.matchAll(/\{ (\w+) \}/g)].map(([, name = '']) => name);
  const make: (...values: unknown[]) => unknown = runInThisContext(`(${names.join(', ')}) => { return ${expression} }`);
  return make(...names.map((name) => imports[name]));
}
