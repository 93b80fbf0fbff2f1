import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { findConfig } from '../config/load-config.ts';
import { withChild } from '../config/with-child.ts';
import { describeConfig } from '../engine/describe.ts';
import { type ReplayFile, readReplayFile } from '../history/replay-file.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import { asTest } from './as-test.ts';
import type { Command, Line } from './command.ts';
import { laneFlag, textFlag } from './flags.ts';
import { playAlone } from './play-alone.ts';
import { renderPlayed } from './render-played.ts';
import { useColor } from './use-color.ts';
import { type Became, exitCodeOfAll, whatBecame } from './what-became.ts';

const folder = join('reports', 'findings');

/** `sadpath replay`: a finding again, alone. */
export const replayCommand: Command = {
  name: 'replay',
  usage: 'replay FILE|ID|FOLDER [--as test] [--config FILE] [--lane LANE]',
  help: [
    `ID is the id of a finding of the last run (${folder}/ID.json).`,
    '',
    'FIXED      the check was judged, and does not fail any more',
    'FAILED     it fails as it did: the same words, the same timeline',
    'CHANGED    it fails in another way, or another check fails that did not, or it could not be judged; it says which',
    '',
    '--as test  print the finding as a test for mocha and chai, in TypeScript, and play nothing. It fails as long as',
    '           the check does: sadpath replay ID --as test > ID.spec.ts',
    '',
    'Exit code: 1 when something fails, 2 usage or config, 3 when something could not be judged, else 0.',
  ],
  flags: { as: { type: 'string' }, config: { type: 'string' }, lane: { type: 'string' } },
  words: [1, 1],
  async run(line) {
    const printed = asksForTest(line);
    const paths = filesOf(line.words[0] ?? '');
    const files = (printed ? [onlyOne(paths)] : paths).map(readReplayFile);
    const config = findConfig(process.cwd(), textFlag(line, 'config'));
    if (!printed) return replay(files, config, line);
    for (const file of files) process.stdout.write(asTest(file, specifierOf(config)));
    return 0;
  },
};

function replay(files: ReplayFile[], config: string, line: Line): Promise<number> {
  return withChild(config, async (child) => {
    const { clients } = await describeConfig(config, child);
    const alone = playAlone(config, child);
    const all: Became[] = [];
    for (const file of files) {
      const judged = await alone.play({ ...file, lane: laneFlag(line) ?? 'auto' });
      const became = whatBecame(file, judged, clients.find(({ client }) => client === file.client)?.off);
      all.push(became);
      const why = became.why === undefined ? '' : `: ${became.why}`;
      process.stdout.write(
        `${renderPlayed(file.client, judged, useColor(process.stdout))}\n\n${became.word}  ${title(file)}${why}\n`,
      );
    }
    return exitCodeOfAll(all);
  });
}

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

function asksForTest(line: Line): boolean {
  const as = textFlag(line, 'as');
  if (as === undefined || as === 'test') return as === 'test';
  throw new SadpathError({ to: `read --as ${plain(as, 60)}`, because: 'there is test', next: 'Pass --as test.' });
}

function onlyOne(files: string[]): string {
  const [file, ...others] = files;
  if (file !== undefined && others.length === 0) return file;
  throw new SadpathError({
    to: `print ${files.length} findings as a test`,
    because: 'a test is about one',
    next: 'Name the file or the id of one.',
  });
}

/** How a test in this folder imports the config. */
function specifierOf(config: string): string {
  const path = relative(process.cwd(), config).split(sep).join('/');
  return path.startsWith('../') ? path : `./${path}`;
}
