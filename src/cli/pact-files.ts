import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SadpathError } from '../model/failure.ts';

/** Where contracts are, when nothing else is said. */
export const pactFolder = join('contracts', 'pacts');

/**
 * The pact files that are named, each by itself or by its folder; those of {@link pactFolder} when none is. In order.
 *
 * @throws {SadpathError} for what is not there, and for a folder without any: of nothing everything holds.
 */
export function pactFiles(named: readonly string[]): string[] {
  return (named.length > 0 ? named : [pactFolder]).flatMap((path) => {
    if (!existsSync(path)) {
      throw new SadpathError({
        to: `find the contract ${path}`,
        because: 'there is no such file or folder',
        next: 'Write contracts with `sadpath contract write`.',
      });
    }
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path).filter((name) => name.endsWith('.json'));
    if (files.length > 0) return files.sort().map((name) => join(path, name));
    throw new SadpathError({
      to: `find a contract in ${path}`,
      because: 'the folder holds none',
      next: 'Write contracts with `sadpath contract write`.',
    });
  });
}
