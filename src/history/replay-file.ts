import * as v from 'valibot';
import { explainIssues } from '../model/explain-issues.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Entries } from './entries.ts';
import { formatOf } from './format-of.ts';
import { readJson } from './read-json.ts';
import { type Saw, sawSchema } from './saw.ts';
import { scenarioSchema } from './scenario-schema.ts';

/** A finding's scenario with what it takes to play it again. */
export interface ReplayFile {
  format: 1;
  client: string;
  seed: number;
  /** The check that failed. */
  check: string;
  /** The finding's id; the file bears its name. */
  finding: string;
  scenario: Scenario;
  /** Of a search: the place in its client's run, after the matrix, of the generated scenario that this one was shrunk from. */
  place?: number;
  /** What was seen of it then; absent in files of older versions. */
  saw?: Saw;
}

const replayFileSchema = v.strictObject({
  format: v.literal(1),
  client: v.string(),
  seed: v.number(),
  check: v.string(),
  finding: v.string(),
  scenario: scenarioSchema,
  place: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  saw: v.exactOptional(sawSchema),
} satisfies Entries<ReplayFile>);

/**
 * Reads a replay file. Unknown keys and newer formats are refused.
 *
 * @throws {SadpathError} when it cannot be read, or is no replay file.
 */
export function readReplayFile(file: string): ReplayFile {
  const value = readJson(file, (because, cause) => refused(file, because, undefined, cause));
  const format = formatOf(value);
  if (format !== undefined && format > 1) {
    throw refused(
      file,
      `it is written in format ${format}, and this version of sadpath knows format 1`,
      'Update sadpath.',
    );
  }
  const read = v.safeParse(replayFileSchema, value, { abortEarly: true });
  if (!read.success) throw refused(file, plain(explainIssues(read.issues), 300));
  return read.output;
}

function refused(file: string, because: string, next?: string, cause?: unknown): SadpathError {
  return new SadpathError({
    to: `read the replay file ${file}`,
    because,
    next: next ?? 'Pass the id of a finding of the last run, or a file that sadpath run has written.',
    cause,
  });
}
