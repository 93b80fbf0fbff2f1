import type { ParseArgsOptionsConfig } from 'node:util';

/** A parsed command line. */
export interface Line {
  /** Flags by name. */
  flags: Record<string, string | boolean | (string | boolean)[] | undefined>;
  words: string[];
}

/** One command of the command line. */
export interface Command {
  name: string;
  /** Its form, after `sadpath`. */
  usage: string;
  /** More lines for its `--help`. */
  help?: string[];
  flags: ParseArgsOptionsConfig;
  /** How many words it takes beside flags: at least, at most. */
  words: [number, number];
  /** Does it, and returns the exit code. */
  run(line: Line): Promise<number>;
}
