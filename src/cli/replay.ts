import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findConfig } from '../config/load-config.ts';
import { withChild } from '../config/with-child.ts';
import { type ReplayFile, readReplayFile } from '../history/replay-file.ts';
import { SadpathError } from '../model/failure.ts';
import type { Command } from './command.ts';
import { laneFlag, textFlag } from './flags.ts';
import { playOnce } from './play-once.ts';
import { renderPlayed } from './render-played.ts';
import { useColor } from './use-color.ts';

const folder = join('reports', 'findings');

/** `sadpath replay`: a finding again, alone. */
export const replayCommand: Command = {
  name: 'replay',
  usage: 'replay FILE|ID|FOLDER [--config FILE] [--lane LANE]',
  help: [
    `ID is the id of a finding of the last run (${folder}/ID.json).`,
    '',
    'Exit code: 1 when one still fails, else 0.',
  ],
  flags: { config: { type: 'string' }, lane: { type: 'string' } },
  words: [1, 1],
  async run(line) {
    const files = filesOf(line.words[0] ?? '').map(readReplayFile);
    const config = findConfig(process.cwd(), textFlag(line, 'config'));
    let failed = 0;
    for (const file of files) {
      // A child each: what one leaves behind is none of the next one's business.
      const judged = await withChild(config, (child) => playOnce(child, { ...file, lane: laneFlag(line) ?? 'auto' }));
      const verdict = judged.verdicts[file.check]?.verdict ?? 'not judged';
      if (verdict === 'fail') failed += 1;
      const word =
        verdict === 'fail' ? 'FAILED' : verdict === 'pass' ? 'FIXED' : `CHANGED: ${file.check} is ${verdict} now`;
      process.stdout.write(
        `${renderPlayed(file.client, judged, useColor(process.stdout))}\n\n${word}  ${title(file)}\n`,
      );
    }
    return failed > 0 ? 1 : 0;
  },
};

function title({ finding, check, scenario }: ReplayFile): string {
  return `${finding}  ${check}  ${scenario.requirement}`;
}

function filesOf(named: string): string[] {
  const byId = join(folder, `${named}.json`);
  const found = [named, byId].find((path) => existsSync(path));
  if (found === undefined) {
    throw new SadpathError({
      to: `find "${named}"`,
      because: `it is no file, no folder, and no finding in ${folder}`,
      next: 'Run `sadpath run` first: it writes one file for each finding.',
    });
  }
  if (!statSync(found).isDirectory()) return [found];
  const files = readdirSync(found)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(found, name));
  if (files.length > 0) return files;
  throw new SadpathError({ to: `replay the folder ${named}`, because: 'it holds no .json file' });
}
