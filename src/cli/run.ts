import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findConfig } from '../config/load-config.ts';
import { run } from '../config/run.ts';
import { contractFacts } from '../contract/contract-facts.ts';
import { type EarlierRun, earlierRun } from '../history/earlier-run.ts';
import { type EventLog, openEventLog, reopenEventLog } from '../history/event-log.ts';
import { readPolicies, type StoredPolicy } from '../history/policy-file.ts';
import { readEventLog } from '../history/read-event-log.ts';
import { replayFilesIn } from '../history/replay-files-in.ts';
import { readWaivers, waiverFile } from '../history/waiver-file.ts';
import { writeReplayFiles } from '../history/write-replay-files.ts';
import type { RunEvent, ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { wholeRun } from '../model/shard.ts';
import { exitCodeOf } from '../report/exit-code.ts';
import { renderPolicyDiff } from '../report/policy-diff.ts';
import type { Command } from './command.ts';
import { laneFlag, listFlag, mostRuns, mostWorkers, numberFlag, textFlag } from './flags.ts';
import { pactFolder } from './pact-files.ts';
import { openProgress } from './progress.ts';
import { parseReporters, writeReports } from './reporters.ts';
import { shardFile } from './shard-file.ts';
import { shardOf } from './shard-of.ts';
import { waiveAll, waivesAll } from './waive-all.ts';

const findingsFolder = join('reports', 'findings');

/** Flags that leave something out of a run. */
const narrowing = ['client', 'provider', 'only', 'controls'];

/** `sadpath run`: the whole matrix, for CI. */
export const runCommand: Command = {
  name: 'run',
  usage:
    'run [--config FILE] [--client NAME] [--provider ID] [--only ID|CHECK] [--controls] [--seed N] [--runs N] [--workers N] [--lane LANE] [--shard I/N] [--resume] [--reporter NAME[=FILE]] [--compare FILE] [--strict] [--bail] [--waivers FILE] [--write-waivers]',
  help: [
    '--only ID          one requirement, all below it, or one check: banked/errors/internal, banked/errors, retry.key',
    '--controls         the happy paths and nothing else',
    '--runs N           generate N scenarios a client after its matrix; what fails is shrunk to the shortest that does',
    '--lane LANE        auto (default), fetch, msw',
    '--shard I/N        every n-th scenario, from the i-th on; the log is reports/events-I-of-N.ndjson, see merge.',
    "                   Default: the CI's own count of parallel jobs (GitLab, CircleCI, Buildkite), else 1/1",
    '--resume           go on with the run of reports/events.ndjson, which was interrupted: same client, same flags',
    '--reporter R[=F]   text, json, junit, markdown, github, policy; may be given more than once.',
    "                   Default: the config's, else text, json=reports/report.json",
    '--compare FILE     say how the retry policies differ from those of an earlier report.json; the exit code stays',
    '--strict           a finding that the document only suggests fails the run too',
    `--waivers FILE     failures that are known and put up with. Default: ${waiverFile}`,
    '--write-waivers    waive everything that fails now, for 90 days; --owner NAME says who answers for it',
    '--bail             stop after the first must that failed; what was not played is inconclusive',
    '',
    `What has failed before, and has its file in ${findingsFolder}, is played first: see replay.`,
    '',
    'Exit code: 1 a must failed (--strict: or a should), 2 usage or config, 3 something is inconclusive, else 0.',
  ],
  flags: {
    config: { type: 'string' },
    client: { type: 'string', multiple: true },
    provider: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    controls: { type: 'boolean' },
    seed: { type: 'string' },
    runs: { type: 'string' },
    workers: { type: 'string' },
    lane: { type: 'string' },
    shard: { type: 'string' },
    resume: { type: 'boolean' },
    reporter: { type: 'string', multiple: true },
    compare: { type: 'string' },
    strict: { type: 'boolean' },
    bail: { type: 'boolean' },
    waivers: { type: 'string' },
    'write-waivers': { type: 'boolean' },
    owner: { type: 'string' },
  },
  words: [0, 0],
  async run(line) {
    const config = findConfig(process.cwd(), textFlag(line, 'config'));
    const shard = shardOf(textFlag(line, 'shard'), process.env);
    const waivedIn = textFlag(line, 'waivers') ?? waiverFile;
    const waivers = readWaivers(waivedIn);
    const toWaive = waivesAll(line, shard);
    const comparedWith = comparison(textFlag(line, 'compare'));
    let reporters = parseReporters(listFlag(line, 'reporter'), shard);
    // Opened with the first event: a run that does not begin leaves the last one's log alone.
    let log: EventLog | undefined;
    let end: RunEvent | undefined;
    const judged: ScenarioJudged[] = [];
    let part = shard !== wholeRun || narrowing.some((flag) => line.flags[flag] !== undefined);
    const file = shardFile(join('reports', 'events.ndjson'), shard);
    const earlier = line.flags.resume === true ? interruptedRun(file) : undefined;
    const progress = openProgress(process.stderr);
    const record = (event: RunEvent): void => {
      // Asked first: a run that is another one leaves the log alone.
      if (earlier?.holds(event)) return;
      log ??= earlier ? reopenEventLog(file) : openEventLog(file);
      log.append(event);
    };
    const options = {
      clients: listFlag(line, 'client'),
      providers: listFlag(line, 'provider'),
      only: listFlag(line, 'only'),
      seed: numberFlag(line, 'seed', 0),
      runs: numberFlag(line, 'runs', 0, mostRuns),
      workers: numberFlag(line, 'workers', 1, mostWorkers),
      lane: laneFlag(line),
    };
    try {
      const report = await run({
        config,
        ...given(options),
        controlsOnly: line.flags.controls === true,
        shard,
        bail: line.flags.bail === true,
        waivers,
        ...(earlier && { earlier }),
        findings: replayFilesIn(findingsFolder).map(({ replay }) => replay),
        contracts: (parties) => contractFacts(pactFolder, parties),
        now: Date.now,
        onConfig({ reporters: own }) {
          if (own && line.flags.reporter === undefined) reporters = parseReporters(own, shard);
        },
        onEvent(event: RunEvent) {
          progress.show(event);
          if (event.type === 'scenario') judged.push(event);
          if (event.type === 'not-played') part = true;
          // Written last: a run that is killed before its reports are written can be resumed.
          if (event.type === 'run-ended') end = event;
          else record(event);
        },
      });
      progress.clear();
      if (toWaive) {
        process.stdout.write(waiveAll(line, report, waivedIn, waivers));
        if (end) record(end);
        return 0;
      }
      writeReports(reporters, report, {
        terminal: process.stdout,
        stepSummary: process.env.GITHUB_STEP_SUMMARY,
        keep: () => writeReplayFiles(findingsFolder, report, { judged, part }),
      });
      if (comparedWith) process.stdout.write(renderPolicyDiff(report, comparedWith.stored, comparedWith.file));
      if (end) record(end);
      return exitCodeOf(report, { strict: line.flags.strict === true });
    } finally {
      progress.clear();
      log?.close();
    }
  },
};

/** Read before anything is played: whoever mistypes a name waits for no run. */
function comparison(file: string | undefined): { file: string; stored: StoredPolicy[] } | undefined {
  return file === undefined ? undefined : { file, stored: readPolicies(file) };
}

/** What stands in the log of a run that did not come to its end; nothing where it was stopped before its first line was whole. */
function interruptedRun(file: string): EarlierRun | undefined {
  if (existsSync(file) && !readFileSync(file).includes('\n')) return undefined;
  const { events } = readEventLog(file);
  if (!events.some(({ type }) => type === 'run-ended')) return earlierRun(events);
  throw new SadpathError({
    to: `resume the run of ${file}`,
    because: 'it has come to its end',
    next: 'Run without --resume.',
  });
}

/** Only what was given: an absent flag and an undefined one mean the same here. */
function given<T extends object>(options: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const present = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [K in keyof T]?: NonNullable<T[K]> };
}
