import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { thrownOf } from '../engine/thrown.ts';
import { SadpathError } from '../model/failure.ts';
import { type Config, defineConfig } from './define-config.ts';

/** The names that a config is looked for by, in this order. */
export const configNames: readonly string[] = ['ts', 'mts', 'js', 'mjs'].map(
  (extension) => `sadpath.config.${extension}`,
);

/**
 * The config file: the one that is named, or the first `sadpath.config.{ts,mts,js,mjs}` of the folder.
 *
 * @throws {SadpathError} when there is none.
 */
export function findConfig(folder: string, named?: string): string {
  const candidates = named === undefined ? configNames : [named];
  const found = candidates.map((name) => resolve(folder, name)).find((file) => existsSync(file));
  if (found !== undefined && !statSync(found).isDirectory()) return found;
  throw new SadpathError({
    to: named === undefined ? 'find a config' : `find the config ${named}`,
    because:
      named === undefined
        ? `there is no ${configNames.join(', ')} in this folder`
        : found
          ? 'it is a folder'
          : 'there is no such file',
    next: 'Write a sadpath.config.ts that exports defineConfig({ clients: [...] }), or pass --config FILE.',
  });
}

/**
 * Imports a config. The clients' own modules are loaded with it, so the sandbox must stand before.
 *
 * @throws {SadpathError} when the file cannot be loaded, or does not export a config by default.
 */
export async function loadConfig(file: string): Promise<Config> {
  let loaded: { default?: Config };
  try {
    loaded = await import(pathToFileURL(file).href);
  } catch (error) {
    // A mistake in a client or a catalogue has told its place already; the class may be another copy's.
    if (error instanceof Error && error.name === 'SadpathError') throw new SadpathError({ line: error.message });
    throw new SadpathError({
      to: `load the config ${file}`,
      because: firstLine(error),
      next: hint(error, file),
      cause: error,
    });
  }
  if (loaded.default === undefined) {
    throw new SadpathError({
      to: `load the config ${file}`,
      because: 'it has no default export',
      next: 'Write `export default defineConfig({ ... })`.',
    });
  }
  return defineConfig(loaded.default);
}

function firstLine(error: unknown): string {
  const { name, message } = thrownOf(error);
  return message.split('\n', 1)[0] || `it threw ${name} without a message`;
}

/** Node strips types, but refuses what would have to be compiled; a loader does the rest. */
function hint(error: unknown, file: string): string {
  if (error instanceof SyntaxError && error.message.includes('outside a module')) {
    return 'Set "type": "module" in package.json, or run with NODE_OPTIONS="--import tsx".';
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (firstLine(error).startsWith('Cannot find package')) return 'Install it, or mend the import.';
  return code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' ||
    code === 'ERR_MODULE_NOT_FOUND' ||
    code === 'ERR_UNKNOWN_FILE_EXTENSION'
    ? 'If it is TypeScript that Node cannot strip, run with NODE_OPTIONS="--import tsx".'
    : `Mend it and run again; \`node ${file}\` shows the place.`;
}
