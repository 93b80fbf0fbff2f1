import { version } from '../config/version.ts';
import { SadpathError } from '../model/failure.ts';
import type { Command } from './command.ts';
import { explainCommand } from './explain.ts';
import { commandHelp, help } from './help.ts';
import { initCommand } from './init.ts';
import { listCommand } from './list.ts';
import { mergeCommand } from './merge.ts';
import { parseLine } from './parse-line.ts';
import { playCommand } from './play.ts';
import { replayCommand } from './replay.ts';
import { runCommand } from './run.ts';
import { selftestCommand } from './selftest.ts';

const commands: readonly Command[] = [
  initCommand,
  runCommand,
  playCommand,
  replayCommand,
  mergeCommand,
  listCommand,
  explainCommand,
  selftestCommand,
];

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') return say(version);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return say(help(commands));
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    throw new SadpathError({
      to: `run "sadpath ${name}"`,
      because: 'there is no such command',
      next: 'See `sadpath --help`.',
    });
  }
  if (rest.includes('--help') || rest.includes('-h')) return say(commandHelp(command));
  return command.run(parseLine(command, rest));
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // A mistake of the user's is one line. Anything else is ours, and whoever mends it needs the stack.
  process.stderr.write(
    `${error instanceof SadpathError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 2;
}
