import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { configNames, findConfig } from '../config/load-config.ts';
import { withChild } from '../config/with-child.ts';
import { type ContractFile, readContract } from '../contract/contract-file.ts';
import { type Against, type Verification, verifyContract } from '../contract/verify-contract.ts';
import { catalogueHash } from '../engine/catalogue-hash.ts';
import { providerAsAsked } from '../engine/client-facts.ts';
import { describeConfig } from '../engine/describe.ts';
import { writeRecord } from '../history/contract-record.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { ContractRecord, Held } from '../model/contract.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import type { Provider } from '../model/provider.ts';
import { counted } from '../report/amount.ts';
import type { Line } from './command.ts';
import { textFlag } from './flags.ts';
import { pactFiles } from './pact-files.ts';
import { findProvider } from './providers.ts';
import { whoRuns } from './who-runs.ts';

/** `sadpath contract verify`: against the simulator, or a provider of flesh and blood. */
export async function contractVerify(line: Line): Promise<number> {
  const elsewhere = elsewhereOf(line);
  const files = pactFiles(line.words);
  const clients = elsewhere ? [] : await clientsOf(textFlag(line, 'config'));
  let all = true;
  for (const file of files) {
    const against = elsewhere ?? { simulator: simulated(readContract(file), clients) };
    const verification = await verifyContract(resolve(file), against);
    if (line.flags.output) process.stdout.write(verification.output);
    const holding = heldOf(verification);
    all &&= holding.held === holding.of;
    const record = writeRecord(file, recorded(holding, against, line));
    say(file, verification, elsewhere ? elsewhere.url : 'the simulator', record);
  }
  return all ? 0 : 1;
}

type Elsewhere = Extract<Against, { url: string }>;

/** @throws {SadpathError} for an address that is none, or a header that is none. */
function elsewhereOf(line: Line): Elsewhere | undefined {
  const url = urlFlag(line, 'provider-url');
  const states = urlFlag(line, 'states-url');
  const events = urlFlag(line, 'events-url');
  if (url !== undefined) {
    return { url, headers: headersOf(line), ...(states && { states }), ...(events && { events }) };
  }
  const alone = ['states-url', 'events-url', 'header', 'by'].find((name) => line.flags[name] !== undefined);
  if (alone === undefined) return undefined;
  throw new SadpathError({
    to: `read --${alone}`,
    because: 'it is about a provider, and none is named',
    next: 'Pass --provider-url URL, or leave it out to verify against the simulator.',
  });
}

function urlFlag(line: Line, name: string): string | undefined {
  const text = textFlag(line, name);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.username === '') return text.replace(/\/$/, '');
  throw new SadpathError({
    to: `read --${name} ${plain(text, 80) || '""'}`,
    because: 'it is no http or https address, or carries a password',
    next: 'Pass credentials with --header "Authorization: …".',
  });
}

function headersOf({ flags }: Line): Record<string, string> {
  const texts = Array.isArray(flags.header) ? flags.header.map(String) : [];
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.+)$/.exec(text) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw new SadpathError({ to: 'read --header', because: 'it is no "name: value"' });
    }),
  );
}

/** The clients of the config, where there is one: catalogues that are nobody else's stand there. */
async function clientsOf(named: string | undefined): Promise<ClientFacts[]> {
  if (named === undefined && !configNames.some((name) => existsSync(name))) return [];
  const config = findConfig(process.cwd(), named);
  return withChild(config, async (child) => (await describeConfig(config, child)).clients);
}

/** @throws {SadpathError} for a provider that neither the config nor sadpath has. */
function simulated({ consumer, provider }: ContractFile, clients: readonly ClientFacts[]): Provider {
  const of = clients.filter((facts) => facts.provider.id === provider.name);
  const facts = of.find(({ client }) => client === consumer.name) ?? of[0];
  return facts ? providerAsAsked(facts) : findProvider(provider.name);
}

function heldOf({ interactions }: Verification): Held {
  return { held: interactions.filter(({ faults }) => faults.length === 0).length, of: interactions.length };
}

function recorded(holding: Held, against: Against, line: Line): Omit<ContractRecord, 'sha256'> {
  if ('simulator' in against) return { simulator: holding, catalogue: catalogueHash(against.simulator) };
  const by = textFlag(line, 'by') ?? whoRuns(process.env);
  // What stands behind a question mark may be a key.
  const { origin, pathname } = new URL(against.url);
  return { sandbox: { ...holding, url: `${origin}${pathname}`.replace(/\/$/, ''), at: new Date().toISOString(), by } };
}

/** A fault's words are Pact's, and in them whatever the provider said. */
function say(file: string, verification: Verification, against: string, record: string): void {
  const { held, of } = heldOf(verification);
  const failed = verification.interactions.filter(({ faults }) => faults.length > 0);
  const lines = [
    `${file}: ${held === of ? `all ${counted(of, 'interaction')} hold` : `${of - held} of ${counted(of, 'interaction')} do not hold`} against ${against} (noted in ${record})`,
    ...failed.flatMap(({ key, faults }) => [`  ${plain(key)}`, ...faults.map((fault) => `    ${plain(fault, 400)}`)]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
