import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { configNames } from '../config/load-config.ts';
import { isJsonObject, type Json } from '../model/json.ts';

/** The test runners that `init` writes a spec for. */
export const runners = ['mocha', 'vitest', 'jest', 'node-test', 'none'] as const;

/** One of {@link runners}. */
export type Runner = (typeof runners)[number];

/** What a folder says of the project in it. */
export interface Project {
  runner: Runner;
  typescript: boolean;
  /** Whether `.js` and `.ts` are ES modules here, as package.json says. */
  modules: boolean;
  /** Whether package.json has a script called `sadpath` already. */
  scripted: boolean;
  /** The config that it has already: the one that `sadpath run` would take. */
  config?: string;
  /** The folder of its tests, where there is one by a usual name. */
  tests?: string;
}

/** Looks at package.json, tsconfig.json and the names of folders. What cannot be read says nothing. */
export function projectIn(folder: string): Project {
  const manifest = readManifest(join(folder, 'package.json'));
  const installed = [manifest.dependencies, manifest.devDependencies].flatMap((list) => Object.keys(objectOf(list)));
  const scripts = objectOf(manifest.scripts);
  const config = configNames.find((name) => existsSync(join(folder, name)));
  const tests = ['test', 'tests'].find((name) =>
    statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory(),
  );
  return {
    runner: runnerOf(scripts, installed),
    typescript: existsSync(join(folder, 'tsconfig.json')) || installed.includes('typescript'),
    modules: manifest.type === 'module',
    scripted: 'sadpath' in scripts,
    ...(config === undefined ? {} : { config }),
    ...(tests === undefined ? {} : { tests }),
  };
}

/** The script that runs the tests says it best; then the other scripts, and at last what is installed. */
function runnerOf(scripts: Record<string, Json>, installed: string[]): Runner {
  const { test, ...others } = scripts;
  for (const script of [test, ...Object.values(others)]) {
    if (typeof script !== 'string') continue;
    if (/\bnode\b.*\s--test(\s|$)/.test(script)) return 'node-test';
    const named = runners.find((runner) => new RegExp(`(^|[\\s/&;])${runner}(\\s|$)`).test(script));
    if (named !== undefined && named !== 'none') return named;
  }
  return runners.find((runner) => installed.includes(runner)) ?? 'none';
}

function readManifest(file: string): Record<string, Json> {
  try {
    return objectOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

function objectOf(value: unknown): Record<string, Json> {
  return isJsonObject(value) ? value : {};
}
