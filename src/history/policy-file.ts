import * as v from 'valibot';
import { explainIssues } from '../model/explain-issues.ts';
import { SadpathError } from '../model/failure.ts';
import { isJsonObject } from '../model/json.ts';
import { plain } from '../model/plain.ts';
import type { PolicyCard } from '../model/policy.ts';
import { cardSchema } from './card-schema.ts';
import { readJson } from './read-json.ts';

/** The retry policies of one client as a file holds them; of a file with nothing but policies nobody knows whose they are. */
export interface StoredPolicy {
  client?: string;
  policy: Record<string, PolicyCard>;
}

const policy = v.record(v.string(), cardSchema);

/** Of a report nothing else is looked at: one of another version may have more to say. */
const report = v.object({ clients: v.array(v.object({ client: v.string(), policy })) });
const alone = v.object({ policy });

/**
 * Reads the retry policies of an earlier run: a `report.json`, or an object with the `policy` of one client.
 *
 * @throws {SadpathError} when it cannot be read, or holds no policies.
 */
export function readPolicies(file: string): StoredPolicy[] {
  const value = readJson(file, (because, cause) => refused(file, because, cause));
  if (isJsonObject(value) && Array.isArray(value.clients)) {
    return checked(file, report, value).clients;
  }
  return [checked(file, alone, value)];
}

function checked<T>(file: string, schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const read = v.safeParse(schema, value, { abortEarly: true });
  if (read.success) return read.output;
  throw refused(file, plain(explainIssues(read.issues), 300));
}

function refused(file: string, because: string, cause?: unknown): SadpathError {
  return new SadpathError({
    to: `read the policies of ${file}`,
    because,
    next: 'Pass a report.json that sadpath run has written, or an object with the policy of one client.',
    cause,
  });
}
