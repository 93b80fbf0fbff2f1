import { existsSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { explainIssues } from '../model/explain-issues.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import { type Waiver, waiverName } from '../model/waiver.ts';
import { formatOf } from './format-of.ts';
import { readJson } from './read-json.ts';
import { waiverSchema } from './waiver-schema.ts';

/** Where waivers stand when nobody says otherwise. */
export const waiverFile = 'sadpath.waivers.json';

const fileSchema = v.strictObject({ format: v.literal(1), waivers: v.array(waiverSchema, 'expected a list') });

/**
 * Reads a waiver file; none is no waivers.
 *
 * @throws {SadpathError} when it is no waiver file, or names one failure twice.
 */
export function readWaivers(file: string): Waiver[] {
  if (!existsSync(file)) return [];
  const value = readJson(file, (because, cause) => refused(file, because, 'Correct it there.', cause));
  const format = formatOf(value);
  if (format !== undefined && format > 1) {
    throw refused(
      file,
      `it is written in format ${format}, and this version of sadpath knows format 1`,
      'Update sadpath.',
    );
  }
  const read = v.safeParse(fileSchema, value, { abortEarly: true });
  if (!read.success) throw refused(file, plain(explainIssues(read.issues), 300), 'Correct it there.');
  const names = read.output.waivers.map(waiverName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refused(file, `two of its waivers are for ${plain(twice)}`, 'Keep one of them.');
  return read.output.waivers;
}

/**
 * Writes waivers, sorted, so that a diff shows what is new.
 *
 * @throws {SadpathError} when the file cannot be written.
 */
export function writeWaivers(file: string, waivers: Waiver[]): void {
  const sorted = [...waivers].sort((a, b) => (waiverName(a) < waiverName(b) ? -1 : 1));
  try {
    writeFileSync(file, `${JSON.stringify({ format: 1, waivers: sorted }, null, 2)}\n`);
  } catch (cause) {
    throw new SadpathError({
      to: `write the waivers to ${file}`,
      because: cause instanceof Error ? cause.message : String(cause),
      next: 'Pass --waivers with a file that can be written.',
      cause,
    });
  }
}

function refused(file: string, because: string, next: string, cause?: unknown): SadpathError {
  return new SadpathError({ to: `read the waivers of ${file}`, because, next, cause });
}
