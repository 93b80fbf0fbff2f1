import { SadpathError } from '../model/failure.ts';
import type { Command, Line } from './command.ts';

const deeds: Record<string, () => Promise<(line: Line) => Promise<number>>> = {
  write: async () => (await import('./contract-write.ts')).contractWrite,
  verify: async () => (await import('./contract-verify.ts')).contractVerify,
  publish: async () => (await import('./contract-publish.ts')).contractPublish,
};

/** `sadpath contract`: what clients rely on, in Pact's format. */
export const contractCommand: Command = {
  name: 'contract',
  usage: 'contract write|verify|publish [FILE|FOLDER]…',
  help: [
    "write      Play every documented reply to the clients of the config, from Pact's own mock server, and write what",
    '           they handle to contracts/pacts/CLIENT-PROVIDER.json.',
    '           [--config FILE] [--client NAME]… [--out FOLDER] [--seed N] [--check: compare, and write nothing]',
    'verify     Have Pact verify contracts (contracts/pacts when none is named) against the simulator, or a provider.',
    '           [--config FILE] [--provider-url URL] [--states-url URL] [--events-url URL] [--header "NAME: VALUE"]…',
    '           [--by WHO] [--output: show what Pact printed]',
    "publish    Hand contracts over to Pact's own command line, which publishes them to a broker. What stands behind --",
    '           is for it. Set PACT_BROKER_BASE_URL and PACT_BROKER_TOKEN, or pass its own flags.',
    '           sadpath contract publish -- --consumer-app-version 1.2.3 --branch main',
    '',
    'Pact is an optional peer: npm install --save-dev @pact-foundation/pact-core@20.2.0',
    '',
    'Exit code: 1 when something was left out, is stale or does not hold, 2 usage or config, else 0.',
  ],
  flags: {
    config: { type: 'string' },
    client: { type: 'string', multiple: true },
    out: { type: 'string' },
    seed: { type: 'string' },
    check: { type: 'boolean' },
    'provider-url': { type: 'string' },
    'states-url': { type: 'string' },
    'events-url': { type: 'string' },
    header: { type: 'string', multiple: true },
    by: { type: 'string' },
    output: { type: 'boolean' },
  },
  words: [1, 500],
  async run(line) {
    const [deed = '', ...words] = line.words;
    const load = Object.hasOwn(deeds, deed) ? deeds[deed] : undefined;
    if (!load) {
      throw new SadpathError({
        to: `run "sadpath contract ${deed}"`,
        because: `there are ${Object.keys(deeds).join(', ')}`,
        next: 'See `sadpath contract --help`.',
      });
    }
    return (await load())({ ...line, words });
  },
};
