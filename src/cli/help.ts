import type { Command } from './command.ts';
import type { ListedCommand } from './commands.ts';

/** The first page: what it is, and a line for each command. */
export function help(commands: readonly ListedCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'sadpath: plays every documented error to your API client, and proves that the money moves exactly once.',
    '',
    ...commands.map(({ name, summary }) => `  sadpath ${name.padEnd(width)}  ${summary}`),
    '',
    '`sadpath COMMAND --help` tells more. `sadpath --version` tells the version.',
  ].join('\n');
}

/** The page of one command. */
export function commandHelp({ usage, help: more }: Command, summary: string): string {
  return [`sadpath ${usage}`, '', summary, ...(more ? ['', ...more.map((line) => `  ${line}`.trimEnd())] : [])].join(
    '\n',
  );
}
