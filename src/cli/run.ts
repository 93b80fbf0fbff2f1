import { join } from 'node:path';
import { findConfig } from '../config/load-config.ts';
import { run } from '../config/run.ts';
import { type EventLog, openEventLog } from '../history/event-log.ts';
import { writeReplayFiles } from '../history/write-replay-files.ts';
import type { RunEvent } from '../model/event.ts';
import { exitCodeOf } from '../report/exit-code.ts';
import type { Command } from './command.ts';
import { laneFlag, listFlag, numberFlag, textFlag } from './flags.ts';
import { openProgress } from './progress.ts';
import { parseReporters, writeReports } from './reporters.ts';

/** `sadpath run`: the whole matrix, for CI. */
export const runCommand: Command = {
  name: 'run',
  usage:
    'run [--config FILE] [--client NAME] [--provider ID] [--only ID] [--controls] [--seed N] [--workers N] [--lane LANE] [--reporter NAME[=FILE]] [--strict]',
  summary: 'Play every documented row to every client of the config, and judge what they did.',
  help: [
    '--only ID          one requirement, or all below it: banked/errors/internal, banked/errors',
    '--controls         the happy paths and nothing else',
    '--lane LANE        auto (default), fetch, msw',
    '--reporter R[=F]   text, json; may be given more than once. Default: text, json=reports/report.json',
    '--strict           a finding that the document only suggests fails the run too',
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
    workers: { type: 'string' },
    lane: { type: 'string' },
    reporter: { type: 'string', multiple: true },
    strict: { type: 'boolean' },
  },
  words: [0, 0],
  async run(line) {
    const config = findConfig(process.cwd(), textFlag(line, 'config'));
    const reporters = parseReporters(listFlag(line, 'reporter'));
    // Opened with the first event: a run that does not begin leaves the last one's log alone.
    let log: EventLog | undefined;
    const progress = openProgress(process.stderr);
    const options = {
      clients: listFlag(line, 'client'),
      providers: listFlag(line, 'provider'),
      only: listFlag(line, 'only'),
      seed: numberFlag(line, 'seed', 0),
      workers: numberFlag(line, 'workers', 1),
      lane: laneFlag(line),
    };
    try {
      const report = await run({
        config,
        ...given(options),
        controlsOnly: line.flags.controls === true,
        now: Date.now,
        onEvent(event: RunEvent) {
          log ??= openEventLog(join('reports', 'events.ndjson'));
          log.append(event);
          progress.show(event);
        },
      });
      progress.clear();
      writeReplayFiles(join('reports', 'findings'), report);
      writeReports(reporters, report, process.stdout);
      return exitCodeOf(report, { strict: line.flags.strict === true });
    } finally {
      progress.clear();
      log?.close();
    }
  },
};

/** Only what was given: an absent flag and an undefined one mean the same here. */
function given<T extends object>(options: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const present = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [K in keyof T]?: NonNullable<T[K]> };
}
