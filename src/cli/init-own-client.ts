import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SadpathError } from '../model/failure.ts';
import type { OwnClient } from './init-config-source.ts';

const anExport = /^export\s+(default\s+)?(?:async\s+)?(class|function|const)\s+([A-Za-z_$][\w$]*)/gm;

/**
 * Looks into the module of a client for what it exports: a class, else a function. The module is not run.
 *
 * @throws {SadpathError} when it cannot be read, or exports neither.
 */
export function readOwnClient(folder: string, file: string): OwnClient {
  const found = [...textOf(folder, file).matchAll(anExport)].map(([, byDefault, kind, name = '']) => {
    return { name, isClass: kind === 'class', isDefault: byDefault !== undefined };
  });
  // An error class is told apart by its name: it is what a client throws.
  const classes = found.filter(({ name, isClass }) => isClass && !/(Error|Failed|Failure)$/.test(name));
  const exported = classes.find(({ isDefault }) => isDefault) ?? classes[0] ?? found.find(({ isClass }) => !isClass);
  if (exported) return { file, exported };
  throw new SadpathError({
    to: `find a client in ${file}`,
    because: 'it exports no class and no function by `export class Name`',
    next: 'Pass another file, or leave --client out: an example stands in its place.',
  });
}

function textOf(folder: string, file: string): string {
  try {
    return readFileSync(resolve(folder, file), 'utf8');
  } catch (cause) {
    throw new SadpathError({
      to: `read the client ${file}`,
      because: cause instanceof Error ? cause.message : String(cause),
      next: 'Pass the file of your own client, or leave --client out.',
      cause,
    });
  }
}
