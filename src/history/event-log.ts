import { appendFileSync, closeSync, lstatSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunEvent } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';

/** An open event log. */
export interface EventLog {
  /**
   * Writes one line, and returns when the system has it: what was judged is in the log, whatever happens to the process next.
   *
   * @throws {SadpathError} when it cannot be written (disk full, log closed).
   */
  append(event: RunEvent): void;
  /** Closes the file; a second call does nothing. */
  close(): void;
}

/**
 * Starts an event log: NDJSON, one {@link RunEvent} a line. Its folder is made. An older log of that name is kept beside it as
 * `⟨file⟩.old` until the new one is closed, and comes back where a line cannot be written.
 *
 * @throws {SadpathError} with path and reason, when the file cannot be opened.
 */
export function openEventLog(file: string): EventLog {
  let handle: number | undefined;
  let old: string | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    old = setAside(file);
    handle = openSync(file, 'w');
  } catch (cause) {
    if (old !== undefined) renameSync(old, file);
    throw unwritable(file, cause);
  }
  return {
    append(event) {
      if (handle === undefined) {
        throw new SadpathError({ to: `write the event log ${file}`, because: 'it is closed' });
      }
      try {
        appendFileSync(handle, `${JSON.stringify(event)}\n`);
      } catch (cause) {
        closeSync(handle);
        handle = undefined;
        if (old !== undefined) renameSync(old, file);
        throw unwritable(file, cause);
      }
    },
    close() {
      if (handle === undefined) return;
      closeSync(handle);
      handle = undefined;
      if (old !== undefined) rmSync(old, { force: true });
    },
  };
}

/** What is no regular file (`/dev/stdout`, a link) stays where it is. */
function setAside(file: string): string | undefined {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  const old = `${file}.old`;
  renameSync(file, old);
  return old;
}

function unwritable(file: string, cause: unknown): SadpathError {
  return new SadpathError({
    to: `write the event log ${file}`,
    because: cause instanceof Error ? cause.message : String(cause),
    next: 'Choose a folder that can be written.',
    cause,
  });
}
