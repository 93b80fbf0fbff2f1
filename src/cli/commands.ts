import type { Command } from './command.ts';

/** A command by its name, before it is loaded. */
export interface ListedCommand {
  name: Command['name'];
  /** One sentence. */
  summary: string;
  load(): Promise<Command>;
}

/** Every command, in the order of the first page. Each is loaded when it is run: most bring the whole engine along. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'init',
    summary: 'Write a config that runs, and a spec for your test runner.',
    load: async () => (await import('./init.ts')).initCommand,
  },
  {
    name: 'run',
    summary: 'Play every documented row to every client of the config, and judge what they did.',
    load: async () => (await import('./run.ts')).runCommand,
  },
  {
    name: 'play',
    summary: 'Play one tape to one operation, and print what happened.',
    load: async () => (await import('./play.ts')).playCommand,
  },
  {
    name: 'replay',
    summary:
      'Play a finding again, alone, and say whether it is FIXED, still FAILED or CHANGED; or print it as a test.',
    load: async () => (await import('./replay.ts')).replayCommand,
  },
  {
    name: 'merge',
    summary: 'Make one report out of the logs of all shards, as if the run had never been split.',
    load: async () => (await import('./merge.ts')).mergeCommand,
  },
  {
    name: 'list',
    summary: 'List the providers, their operations and every requirement.',
    load: async () => (await import('./list.ts')).listCommand,
  },
  {
    name: 'explain',
    summary: 'Say what an error means, what to believe and do after it, and how sure that is.',
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  {
    name: 'contract',
    summary: "Write down in Pact's format what clients rely on, verify it, and publish it.",
    load: async () => (await import('./contract.ts')).contractCommand,
  },
  {
    name: 'import',
    summary: 'Make a catalogue out of a pact: what its error interactions say, as rows to keep and edit.',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'selftest',
    summary: 'Play clients with known mistakes, and sound ones, and prove that the checks tell them apart.',
    load: async () => (await import('./selftest.ts')).selftestCommand,
  },
];
