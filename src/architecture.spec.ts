import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect } from 'chai';

/*
 * The import table of ARCHITECTURE.md, and the doors: imports point one way, and each heavy library has one place.
 */
const root = import.meta.dirname;

const below: Record<string, string[]> = {
  model: [],
  catalogue: ['model'],
  faults: ['model'],
  checks: ['model'],
  policy: ['model'],
  report: ['model', 'policy'],
  fixtures: ['model'],
  history: ['model'],
  sandbox: ['model'],
  providers: ['model', 'catalogue'],
  scenarios: ['model', 'catalogue', 'faults'],
  simulator: ['model', 'catalogue', 'faults'],
  engine: ['model', 'catalogue', 'faults', 'scenarios', 'simulator', 'sandbox', 'checks'],
};
const everythingBelow = [...Object.keys(below)];
const table: Record<string, string[]> = {
  ...below,
  contract: everythingBelow,
  config: [...everythingBelow, 'contract'],
  testing: [...everythingBelow, 'config'],
  cli: [...everythingBelow, 'contract', 'config', 'testing'],
  '.': [...everythingBelow, 'config', 'testing'],
};

const doors: Record<string, RegExp> = {
  msw: /^(sandbox|testing\/msw)\//,
  '@mswjs/interceptors': /^sandbox\//,
  '@sinonjs/fake-timers': /^sandbox\//,
  'pure-rand': /^sandbox\//,
  '@pact-foundation/pact-core': /^contract\//,
  'fast-check': /^(scenarios\/arbitrary|engine\/search)/,
};

/** Words that mean ambient time or chance; only the sandbox and the command line may say them, and clients under test. */
const ambient = /\b(Date\.now|Math\.random|performance\.now|new Date\(\)|randomUUID|randomBytes)(?!\w)/;
const mayBeAmbient = ['sandbox', 'cli', 'fixtures'];

interface Source {
  file: string;
  folder: string;
  text: string;
  imports: string[];
}

const sources: Source[] = globSync('**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('.spec.ts'))
  .map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const imports = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(([, name]) => name ?? '');
    return { file, folder: dirname(file).split('/')[0] ?? '.', text, imports };
  });

function target(source: Source, name: string): string {
  return normalize(join(dirname(source.file), name));
}

describe('the architecture', () => {
  it('sees the sources', () => {
    expect(sources.length).to.be.greaterThan(50);
    expect(sources.flatMap(({ imports }) => imports).length).to.be.greaterThan(200);
  });

  it('has a row for every folder', () => {
    expect([...new Set(sources.map(({ folder }) => folder))].filter((folder) => !(folder in table))).to.deep.equal([]);
  });

  it('imports one way', () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter((name) => name.startsWith('.'))
        .map((name) => target(source, name))
        .filter((file) => {
          const folder = dirname(file).split('/')[0] ?? '.';
          return folder !== source.folder && !table[source.folder]?.includes(folder);
        })
        .map((file) => `${source.file} imports ${file}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('has no cycle', () => {
    const edges = new Map(
      sources.map((source) => [
        source.file,
        source.imports.filter((name) => name.startsWith('.')).map((name) => target(source, name)),
      ]),
    );
    expect(cycle(edges)).to.equal(undefined);
  });

  it('finds a cycle where there is one', () => {
    const edges = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(cycle(edges)).to.equal('b → c → b');
  });

  it('lets each library in by its own door', () => {
    const wrong = sources.flatMap((source) =>
      Object.entries(doors)
        .filter(
          ([library, door]) =>
            source.imports.some((name) => name === library || name.startsWith(`${library}/`)) &&
            !door.test(source.file),
        )
        .map(([library]) => `${source.file} imports ${library}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('knows no ambient time or chance outside the sandbox and the command line', () => {
    const wrong = sources
      .filter(({ folder, text }) => !mayBeAmbient.includes(folder) && ambient.test(text))
      .map(({ file }) => file);
    expect(wrong).to.deep.equal([]);
  });

  it('keeps barrels out: only the public lists export what they import', () => {
    const barrels = sources
      .filter(({ text }) => /^export (\*|\{[^}]*\}|type \{[^}]*\}) from/m.test(text))
      .map(({ file }) => file);
    expect(barrels.filter((file) => !['index.ts', 'providers/index.ts'].includes(file))).to.deep.equal([]);
  });
});

function cycle(edges: Map<string, string[]>): string | undefined {
  const done = new Set<string>();
  function visit(file: string, path: string[]): string | undefined {
    const from = path.indexOf(file);
    if (from >= 0) return [...path.slice(from), file].join(' → ');
    if (done.has(file)) return undefined;
    for (const next of edges.get(file) ?? []) {
      const found = visit(next, [...path, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  }
  for (const file of edges.keys()) {
    const found = visit(file, []);
    if (found) return found;
  }
  return undefined;
}
