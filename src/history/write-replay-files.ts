import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { canonical, type Json } from '../model/json.ts';
import type { Report } from '../model/report.ts';
import type { Scenario } from '../model/scenario.ts';
import type { ReplayFile } from './replay-file.ts';
import { replayFilesIn } from './replay-files-in.ts';
import { sawOf } from './saw.ts';

/** What else is known of the run whose findings are written. */
export interface KeptOf {
  /** Everything that it has judged. */
  judged?: readonly ScenarioJudged[];
  /** It was a part of a run: a file of an earlier one goes only where its scenario was judged, and does not show it any more. */
  part?: boolean;
}

/**
 * Writes one file a finding, `⟨id⟩.json`, and then removes those of earlier runs: all stay as they are where one cannot be
 * written. What is no replay file of ours stays.
 *
 * @returns the paths of the files, in the report's order.
 * @throws {SadpathError} with path and reason, when the folder cannot be written.
 */
export function writeReplayFiles(folder: string, report: Report, { judged = [], part = false }: KeptOf = {}): string[] {
  const drafts: string[] = [];
  const draftOf = (name: string): string => join(folder, `${name}.tmp`);
  const searched = judged.some(isSearched);
  const verdicts = new Map(judged.map((event) => [keyOf(event.client, event.scenario), event.verdicts]));
  const files = replayFilesOf(report, verdicts, placesOf(judged)).map((replay) => ({
    name: fileName(replay.finding),
    replay,
  }));
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, replay } of files) {
      drafts.push(draftOf(name));
      writeFileSync(draftOf(name), `${JSON.stringify(replay, null, 2)}\n`);
    }
    for (const { name } of files) renameSync(draftOf(name), join(folder, name));
    const written = new Set(files.map(({ name }) => name));
    for (const { file, replay } of replayFilesIn(folder)) {
      if (!written.has(basename(file)) && ((!part && (searched || !isSearched(replay))) || isOver(replay, verdicts)))
        rmSync(file);
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

/** The verdicts on each scenario of a run. */
type Verdicts = ReadonlyMap<string, ScenarioJudged['verdicts']>;

/** Where each scenario that a search has shrunk was generated: of several places the first. */
type Places = ReadonlyMap<string, number>;

function placesOf(judged: readonly ScenarioJudged[]): Places {
  const places = new Map<string, number>();
  for (const { client, scenario, from, index } of judged) {
    const key = keyOf(client, scenario);
    if (from !== undefined) places.set(key, Math.min(index, places.get(key) ?? index));
  }
  return places;
}

function replayFilesOf({ seed, clients }: Report, verdicts: Verdicts, places: Places): ReplayFile[] {
  return clients.flatMap(({ client, findings }) =>
    findings.map((finding) => {
      const { id: _, ...scenario } = finding.scenario;
      const key = keyOf(client, scenario);
      const place = places.get(key);
      const saw = sawOf(finding, verdicts.get(key));
      const { check, id } = finding;
      return { format: 1, client, seed, check, finding: id, scenario, ...(place !== undefined && { place }), saw };
    }),
  );
}

function keyOf(client: string, scenario: Scenario): string {
  // A scenario is plain JSON by its type; the copy drops keys that hold undefined, as a file does.
  const plain: Json = JSON.parse(JSON.stringify(scenario));
  return canonical([client, plain]);
}

/** Reports come from files too: an id must not lead out of the folder. */
function fileName(id: string): string {
  if (/^[\w-][\w.-]*$/.test(id)) return `${id}.json`;
  throw new SadpathError({
    to: `write a replay file for the finding ${JSON.stringify(id)}`,
    because: 'its id is no file name',
  });
}

/** Whether no matrix has its scenario: a run that does not search cannot know what has become of it. */
function isSearched({ scenario }: Pick<ReplayFile, 'scenario'>): boolean {
  return scenario.requirement.startsWith('search/');
}

/** Whether a run has played the scenario of an earlier finding, and its check held. */
function isOver({ client, check, scenario }: ReplayFile, verdicts: Verdicts): boolean {
  const now = verdicts.get(keyOf(client, scenario))?.[check]?.verdict;
  return now === 'pass' || now === 'not-applicable';
}
