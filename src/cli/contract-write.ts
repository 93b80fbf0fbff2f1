import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseClients } from '../config/choose-clients.ts';
import { findConfig } from '../config/load-config.ts';
import { withChild } from '../config/with-child.ts';
import { describeConfig } from '../engine/describe.ts';
import type { Slot } from '../engine/slot.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { type Contract, pactFileName } from '../model/contract.ts';
import { SadpathError } from '../model/failure.ts';
import { counted } from '../report/amount.ts';
import type { Line } from './command.ts';
import { listFlag, numberFlag, textFlag } from './flags.ts';
import { pactFolder } from './pact-files.ts';

/** `sadpath contract write`: one file a client, whole or not at all. */
export async function contractWrite(line: Line): Promise<number> {
  if (line.words.length > 0) {
    throw new SadpathError({
      to: 'run "sadpath contract write"',
      because: `it takes flags only, not ${line.words[0]}`,
      next: 'Pass --client NAME to choose a client, and --out FOLDER to choose where to.',
    });
  }
  const config = findConfig(process.cwd(), textFlag(line, 'config'));
  const folder = textFlag(line, 'out') ?? pactFolder;
  return withChild(config, async (child) => {
    const facts = await describeConfig(config, child);
    const seed = numberFlag(line, 'seed', 0) ?? facts.seed ?? 1;
    const clients = chooseClients(facts, { clients: listFlag(line, 'client') });
    checkFiles(clients);
    let complete = true;
    for (const { client } of clients) {
      const contract = await contractFrom(child, client, seed);
      const file = join(folder, pactFileName(contract));
      const kept = line.flags.check ? isSame(file, contract) : save(file, folder, contract);
      complete &&= kept && contract.leftOut.length === 0;
      say(file, contract, kept, line.flags.check === true);
    }
    return complete ? 0 : 1;
  });
}

/** @throws {SadpathError} when two contracts would be one file: the second would take the place of the first. */
function checkFiles(clients: readonly ClientFacts[]): void {
  const files = clients.map(({ client, provider }) => pactFileName({ client, provider: provider.id }));
  const twice = files.findIndex((file, index) => files.indexOf(file) !== index);
  if (twice === -1) return;
  throw new SadpathError({
    to: `write the contract of ${clients[twice]?.client}`,
    because: `that of ${clients[files.indexOf(files[twice] ?? '')]?.client} has the same file name, ${files[twice]}`,
    next: 'Give one of the clients another name.',
  });
}

/** @throws {SadpathError} when the contract cannot be written. */
async function contractFrom({ ask }: Pick<Slot, 'ask'>, client: string, seed: number): Promise<Contract> {
  const reply = await ask({ ask: 'contract', client, seed });
  if (reply.to === 'contract') return reply.contract;
  throw reply.usage
    ? new SadpathError({ line: reply.message })
    : new SadpathError({ to: `write the contract of ${client}`, because: reply.message });
}

function isSame(file: string, { text }: Contract): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') === text;
}

function save(file: string, folder: string, { text }: Contract): true {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
  return true;
}

function say(file: string, { client, keys, leftOut }: Contract, kept: boolean, checked: boolean): void {
  const stale = kept ? '' : '; the file is stale or missing: run `sadpath contract write`';
  const lines = [
    `${client}: ${counted(keys.length, 'interaction')} ${checked ? 'compared with' : 'written to'} ${file}${stale}`,
    ...leftOut.map(({ key, reason }) => `  left out: ${key}: ${reason}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
