import type { ChildProcess } from 'node:child_process';

/** What a child wrote to stderr towards its end. */
export interface LastWords {
  /** The line that says why it ended, behind a colon; empty where none does. */
  reason(): string;
  /** Whether it is V8 that ended it: the memory of its heap was used up. */
  outOfMemory(): boolean;
  /** Waits until all has been read that it wrote before it ended, but not for whoever else may hold the pipe. */
  complete(): Promise<void>;
}

/** V8 ends with a page of native frames; what comes before them says why. In characters. */
const most = 10_000;

/** How long to wait for the rest of what an ended child has written, in real milliseconds. */
const patienceMs = 500;

/** Listens to what a child writes to stderr. */
export function lastWordsOf({ stderr }: ChildProcess): LastWords {
  let tail = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-most);
  });
  return {
    reason() {
      const lines = tail.split('\n').map((text) => text.trim());
      const line = lines.findLast((text) => /error/i.test(text) && !text.startsWith("Emitted 'error' event"));
      return line ? `: ${line.slice(0, 300)}` : '';
    },
    outOfMemory: () => tail.includes('JavaScript heap out of memory'),
    complete() {
      return new Promise((resolve) => {
        if (!stderr || stderr.readableEnded || stderr.destroyed) return resolve();
        const limit = setTimeout(resolve, patienceMs);
        stderr.once('close', () => {
          clearTimeout(limit);
          resolve();
        });
      });
    },
  };
}
