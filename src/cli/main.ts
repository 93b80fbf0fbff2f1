import { version } from '../config/version.ts';
import { SadpathError } from '../model/failure.ts';
import { commands } from './commands.ts';
import { commandHelp, help } from './help.ts';
import { parseLine } from './parse-line.ts';

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') return say(version);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return say(help(commands));
  const listed = commands.find((candidate) => candidate.name === name);
  if (listed === undefined) {
    throw new SadpathError({
      to: `run "sadpath ${name}"`,
      because: 'there is no such command',
      next: 'See `sadpath --help`.',
    });
  }
  const command = await listed.load();
  if (rest.includes('--help') || rest.includes('-h')) return say(commandHelp(command, listed.summary));
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
