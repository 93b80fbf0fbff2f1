import {
  appendFileSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
} from 'node:fs';
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
  let old: string | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    old = setAside(file);
    return logOf(file, openSync(file, 'w'), old);
  } catch (cause) {
    if (old !== undefined) renameSync(old, file);
    throw unwritable(file, cause);
  }
}

function logOf(file: string, opened: number, old?: string): EventLog {
  let handle: number | undefined = opened;
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

/**
 * Goes on with the log of a run that was interrupted: a last line that was cut off is taken away, and what comes is added.
 *
 * @throws {SadpathError} with path and reason, when the file cannot be opened.
 */
export function reopenEventLog(file: string): EventLog {
  try {
    const whole = readFileSync(file);
    truncateSync(file, whole.lastIndexOf('\n') + 1);
    return logOf(file, openSync(file, 'a'));
  } catch (cause) {
    throw unwritable(file, cause);
  }
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
