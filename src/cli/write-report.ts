import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** How bytes reach a file; `node:fs` unless a spec fills the disk. */
export type Write = (file: string, text: string) => void;

/**
 * Writes a report whole or not at all: where the disk is full the report of an earlier run is still there. What is no regular
 * file (`/dev/stdout`, a link) is written as it is.
 *
 * @throws {Error} as the file system does.
 */
export function writeReport(file: string, text: string, write: Write = writeFileSync): void {
  mkdirSync(dirname(file), { recursive: true });
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there && !there.isFile()) {
    write(file, text);
    return;
  }
  const draft = `${file}.${process.pid}.tmp`;
  try {
    write(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
