import { appendFileSync, closeSync, mkdirSync, openSync } from 'node:fs';
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
 * Starts an event log: NDJSON, one {@link RunEvent} a line. Its folder is made; a file of that name is emptied.
 *
 * @throws {SadpathError} with path and reason, when the file cannot be opened.
 */
export function openEventLog(file: string): EventLog {
  let handle: number | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    handle = openSync(file, 'w');
  } catch (cause) {
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
        throw unwritable(file, cause);
      }
    },
    close() {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

function unwritable(file: string, cause: unknown): SadpathError {
  return new SadpathError({
    to: `write the event log ${file}`,
    because: cause instanceof Error ? cause.message : String(cause),
    next: 'Choose a folder that can be written.',
    cause,
  });
}
