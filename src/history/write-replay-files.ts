import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SadpathError } from '../model/failure.ts';
import type { Report } from '../model/report.ts';
import { type ReplayFile, readReplayFile } from './replay-file.ts';

/**
 * Writes one file a finding, `⟨id⟩.json`, and then removes those of earlier runs: all stay as they are where one cannot be
 * written. What is no replay file of ours stays.
 *
 * @param keepOthers remove nothing: other shards of the run may have written theirs.
 * @returns the paths of the files, in the report's order.
 * @throws {SadpathError} with path and reason, when the folder cannot be written.
 */
export function writeReplayFiles(folder: string, report: Report, { keepOthers = false } = {}): string[] {
  const drafts: string[] = [];
  const draftOf = (name: string): string => join(folder, `${name}.tmp`);
  const files = replayFilesOf(report).map((replay) => ({ name: fileName(replay.finding), replay }));
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, replay } of files) {
      drafts.push(draftOf(name));
      writeFileSync(draftOf(name), `${JSON.stringify(replay, null, 2)}\n`);
    }
    for (const { name } of files) renameSync(draftOf(name), join(folder, name));
    const written = new Set(files.map(({ name }) => name));
    for (const name of keepOthers ? [] : readdirSync(folder)) {
      if (!written.has(name) && name.endsWith('.json') && isOurs(join(folder, name))) rmSync(join(folder, name));
    }
  } catch (cause) {
    for (const draft of drafts) rmSync(draft, { force: true });
    throw new SadpathError({
      to: `write the replay files to ${folder}`,
      because: cause instanceof Error ? cause.message : String(cause),
      next: 'Choose a folder that can be written.',
      cause,
    });
  }
  return files.map(({ name }) => join(folder, name));
}

function replayFilesOf({ seed, clients }: Report): ReplayFile[] {
  return clients.flatMap(({ client, findings }) =>
    findings.map(({ id, check, scenario: { id: _, ...scenario } }) => {
      return { format: 1, client, seed, check, finding: id, scenario };
    }),
  );
}

/** Reports come from files too: an id must not lead out of the folder. */
function fileName(id: string): string {
  if (/^[\w-][\w.-]*$/.test(id)) return `${id}.json`;
  throw new SadpathError({
    to: `write a replay file for the finding ${JSON.stringify(id)}`,
    because: 'its id is no file name',
  });
}

function isOurs(file: string): boolean {
  try {
    readReplayFile(file);
    return true;
  } catch {
    return false;
  }
}
