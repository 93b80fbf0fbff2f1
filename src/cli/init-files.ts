import { basename, dirname, extname, join, posix, relative, sep } from 'node:path';
import type { Provider } from '../model/provider.ts';
import { clientSource } from './init-client-source.ts';
import { configSource, type OwnClient } from './init-config-source.ts';
import type { Project, Runner } from './init-project.ts';

/** What `init` is to write. */
export interface InitPlan {
  provider: Provider;
  runner: Runner;
  /** Path of the config, from the project's folder. */
  config: string;
  /** The module of the user's own client; when left out an example is written in its place. */
  client?: OwnClient;
}

/** A file by its path from the project's folder. */
export interface NewFile {
  path: string;
  text: string;
}

/** The config's usual name in a project: TypeScript where the project is, and an ES module whatever package.json says. */
export function configName({ typescript, modules }: Pick<Project, 'typescript' | 'modules'>): string {
  return `sadpath.config.${modules ? '' : 'm'}${typescript ? 'ts' : 'js'}`;
}

/** The files of a plan: the config, the example client beside it, and a spec for the test runner. */
export function filesOf({ provider, runner, config, client }: InitPlan, { tests }: Project): NewFile[] {
  const extension = extname(config);
  const example = `sadpath-example-client${extension}`;
  const own = client && { ...client, file: specifier(dirname(config), client.file) };
  const files = [{ path: config, text: configSource(provider, own ?? `./${example}`) }];
  if (!client) {
    files.push({ path: join(dirname(config), example), text: clientSource(provider, /ts$/.test(extension)) });
  }
  if (runner !== 'none') {
    // mocha looks into `test` alone when it is told nothing else; the others find the file by its name.
    const path = join(tests ?? (runner === 'mocha' ? 'test' : '.'), 'sadpath.test.mjs');
    files.push({ path, text: specSource(runner, specifier(dirname(path), config)) });
  }
  return files;
}

function specifier(from: string, to: string): string {
  const path = relative(from, to).split(sep).join(posix.sep);
  return path.startsWith('.') ? path : `./${path}`;
}

/** `.mjs` is read alike in every package and by every runner; child processes need no set-up of the runner. */
function specSource(runner: Exclude<Runner, 'none'>, config: string): string {
  const [imports, options] = {
    mocha: ['', ''],
    jest: ['', ''],
    vitest: [`import { afterAll, describe, it } from 'vitest';\n`, ', { runner: { describe, it, afterAll } }'],
    'node-test': [`import { after, describe, it } from 'node:test';\n`, ', { runner: { describe, it, after } }'],
  }[runner];
  const own = `import { conformance } from 'sadpath';\n`;
  return `${runner === 'node-test' ? imports + own : own + imports}
// One test for each error that the provider documents, played in child processes to the clients of ${basename(config)}.
await conformance(new URL('${config}', import.meta.url)${options});
`;
}
