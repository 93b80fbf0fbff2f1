import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRecord, recordFileOf } from '../history/contract-record.ts';
import { type Contract, type ContractFacts, type Held, pactFileName } from '../model/contract.ts';
import { SadpathError } from '../model/failure.ts';
import { readContract } from './contract-file.ts';

/** Whose contract it is. */
export interface Parties extends Pick<Contract, 'client' | 'provider'> {
  /** The hash of the provider's catalogue as it is now. */
  catalogue?: string;
}

/**
 * What is known of a client's contract with its provider, where there is one in the folder. A file of its name that is of other parties
 * (`a-b` with `c`, `a` with `b-c`) is not its own.
 *
 * @throws {SadpathError} when the pact file or its record cannot be read, and when the record tells of more or fewer interactions.
 */
export function contractFacts(folder: string, parties: Parties): ContractFacts | undefined {
  const file = join(folder, pactFileName(parties));
  if (!existsSync(file)) return undefined;
  const { consumer, provider, interactions } = readContract(file);
  if (consumer.name !== parties.client || provider.name !== parties.provider) return undefined;
  const { simulator, sandbox, catalogue } = readRecord(file);
  // Of a simulator that has another catalogue by now nothing is known.
  const verified = {
    ...(simulator && catalogue === parties.catalogue && { simulator }),
    ...(sandbox && { sandbox }),
  };
  for (const held of [verified.simulator, verified.sandbox]) checkWhole(file, held, interactions.length);
  return { interactions: interactions.length, ...verified };
}

/** Else a line could say "all" of a part. */
function checkWhole(file: string, held: Held | undefined, interactions: number): void {
  if (held === undefined || held.of === interactions) return;
  throw new SadpathError({
    to: `read ${recordFileOf(file)}`,
    because: `it tells of ${held.of}, and ${interactions} interactions are in ${file}`,
    next: 'Delete it, and run `sadpath contract verify` again.',
  });
}
