import { parseArgs } from 'node:util';
import { SadpathError } from '../model/failure.ts';
import type { Command, Line } from './command.ts';

/**
 * Reads what stands behind a command's name.
 *
 * @throws {SadpathError} for a flag that the command does not know, one without its value, and too few or too many words.
 */
export function parseLine({ name, flags, words }: Pick<Command, 'name' | 'flags' | 'words'>, args: string[]): Line {
  try {
    const { values, positionals } = parseArgs({ args, options: flags, allowPositionals: true, strict: true });
    const [least, most] = words;
    if (positionals.length >= least && positionals.length <= most) return { flags: values, words: positionals };
    throw new Error(`it takes ${counted(least, most)} beside its flags, not ${positionals.length}`);
  } catch (error) {
    // Node goes on with advice on its own, over several lines.
    const because = error instanceof Error ? (error.message.split(/\. |\n/, 1)[0] ?? '') : String(error);
    throw new SadpathError({
      to: `read the command line of "sadpath ${name}"`,
      because,
      next: `See \`sadpath ${name} --help\`.`,
    });
  }
}

function counted(least: number, most: number): string {
  const count =
    most === Number.POSITIVE_INFINITY ? `at least ${least}` : least === most ? least : `${least} to ${most}`;
  return `${count} ${(most === Number.POSITIVE_INFINITY ? least : most) === 1 ? 'word' : 'words'}`;
}
