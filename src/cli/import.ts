import { readFileSync } from 'node:fs';
import { moduleExtending, moduleOfPact } from '../contract/pact-in/module-of-pact.ts';
import { readPact } from '../contract/pact-in/read-pact.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import type { Command } from './command.ts';
import { textFlag } from './flags.ts';
import { writeNew } from './init-write.ts';
import { builtIn, findProvider } from './providers.ts';

/** `sadpath import`: a catalogue out of a pact. */
export const importCommand: Command = {
  name: 'import',
  usage: 'import FILE [--extend PROVIDER] [--out FILE] [--force]',
  help: [
    'FILE               a pact: a JSON file that the contract tests of a client have written, version 2, 3 or 4',
    `--extend PROVIDER  only what that catalogue does not have yet: ${builtIn.map(({ id }) => id).join(', ')}`,
    '--out FILE         where the catalogue goes; without it, to the standard output',
    '--force            overwrite a file that is there',
    '',
    'Every interaction with a status of 400 or more becomes a row. What the pact does not say is guessed, and a comment says so.',
  ],
  flags: {
    extend: { type: 'string' },
    out: { type: 'string' },
    force: { type: 'boolean' },
  },
  words: [1, 1],
  async run(line) {
    const [file = ''] = line.words;
    const extended = textFlag(line, 'extend');
    const out = outFlag(textFlag(line, 'out'));
    const provider = extended === undefined ? undefined : findProvider(extended);
    const pact = readPact(textOf(file), file);
    const { source, name, lines } = provider ? moduleExtending(provider, pact, file) : moduleOfPact(pact, file);
    const told = lines.map((each) => `${plain(each, 1000)}\n`).join('');
    if (source === undefined) process.stderr.write(`${told}There is nothing to write.\n`);
    else if (out === undefined) process.stdout.write(source);
    else {
      writeNew(process.cwd(), [{ path: out, text: source }], line.flags.force === true, '--out');
      process.stdout.write(`Written: ${out}, which exports ${name}.\n${told}`);
    }
    return 0;
  },
};

function outFlag(file: string | undefined): string | undefined {
  if (file === undefined || /\.m?[jt]s$/.test(file)) return file;
  throw new SadpathError({ to: `read --out ${file || '""'}`, because: 'it is no .ts, .mts, .js or .mjs file' });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SadpathError({
      to: `read the pact ${file}`,
      because: cause instanceof Error ? cause.message : String(cause),
      next: 'Pass the pact file that the contract tests of your client have written.',
      cause,
    });
  }
}
