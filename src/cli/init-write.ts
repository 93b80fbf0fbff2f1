import { existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SadpathError } from '../model/failure.ts';
import type { NewFile } from './init-files.ts';

/**
 * Writes all of some files, or none of them and no folder either.
 *
 * @param force whether files that are there are overwritten.
 * @param flag the one that gives them another name.
 * @throws {SadpathError} for a file that is there, and for one that cannot be written.
 */
export function writeNew(folder: string, files: NewFile[], force: boolean, flag = '--config'): void {
  const there = files.filter(({ path }) => existsSync(resolve(folder, path)));
  if (there.length > 0 && !force) {
    throw new SadpathError({
      to: `write ${files.map(({ path }) => path).join(', ')}`,
      because: `${there.map(({ path }) => path).join(' and ')} ${there.length === 1 ? 'is' : 'are'} there already, and nothing was written`,
      next: `Pass --force to overwrite, or ${flag} FILE for another name.`,
    });
  }
  const made: string[] = [];
  try {
    const drafts = files.map(({ path, text }) => {
      const file = resolve(folder, path);
      const first = mkdirSync(dirname(file), { recursive: true });
      if (first !== undefined) made.push(first);
      if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${path} is a folder`);
      const draft = `${file}.${process.pid}.tmp`;
      made.push(draft);
      writeFileSync(draft, text);
      return { draft, file };
    });
    for (const { draft, file } of drafts) renameSync(draft, file);
  } catch (cause) {
    for (const path of made) rmSync(path, { recursive: true, force: true });
    throw new SadpathError({
      to: `write ${files.map(({ path }) => path).join(', ')}`,
      because: `${cause instanceof Error ? cause.message : String(cause)}; nothing was written`,
      next: 'Choose a folder that can be written.',
      cause,
    });
  }
}
