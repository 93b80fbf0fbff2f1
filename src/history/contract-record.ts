import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import type { ContractRecord } from '../model/contract.ts';
import { explainIssues } from '../model/explain-issues.ts';
import { SadpathError } from '../model/failure.ts';
import { recordSchema } from './contract-schema.ts';
import { readJson } from './read-json.ts';

/** Where the record of a pact file is: `contracts/verified/NAME.json` for `contracts/pacts/NAME.json`. */
export function recordFileOf(pact: string): string {
  return join(dirname(dirname(pact)), 'verified', basename(pact));
}

/**
 * What is known of a pact file as it is now; of one that has changed since, or was never verified, nothing is.
 *
 * @throws {SadpathError} when there is a record, and it cannot be read.
 */
export function readRecord(pact: string): ContractRecord {
  const file = recordFileOf(pact);
  const sha256 = createHash('sha256').update(readFileSync(pact)).digest('hex');
  if (!existsSync(file)) return { sha256 };
  const refused = (because: string, cause?: unknown): SadpathError =>
    new SadpathError({
      to: `read ${file}`,
      because,
      next: 'Delete it, and run `sadpath contract verify` again.',
      cause,
    });
  const read = v.safeParse(recordSchema, readJson(file, refused), { abortEarly: true });
  if (!read.success) throw refused(explainIssues(read.issues));
  return read.output.sha256 === sha256 ? read.output : { sha256 };
}

/** Adds what was found out to the record of a pact file. */
export function writeRecord(pact: string, found: Omit<ContractRecord, 'sha256'>): string {
  const file = recordFileOf(pact);
  mkdirSync(dirname(file), { recursive: true });
  // In one order, whatever was there: the file is committed. What is not known leaves no trace.
  const { sha256, catalogue, simulator, sandbox } = { ...readRecord(pact), ...found };
  writeFileSync(file, `${JSON.stringify({ sha256, catalogue, simulator, sandbox }, null, 2)}\n`);
  return file;
}
