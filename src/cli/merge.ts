import { join } from 'node:path';
import { joinLogs } from '../history/join-logs.ts';
import { readEventLog } from '../history/read-event-log.ts';
import { writeReplayFiles } from '../history/write-replay-files.ts';
import { buildReport } from '../report/build-report.ts';
import { exitCodeOf } from '../report/exit-code.ts';
import type { Command } from './command.ts';
import { listFlag } from './flags.ts';
import { parseReporters, writeReports } from './reporters.ts';

/** `sadpath merge`: one report out of the logs of all shards, the same bytes as of a run that was never split. */
export const mergeCommand: Command = {
  name: 'merge',
  usage: 'merge LOG... [--reporter NAME[=FILE]] [--strict]',
  help: [
    'LOG                reports/events-1-of-3.ndjson and so on, each shard once, in any order',
    '--reporter R[=F]   as for run',
    '--strict           a finding that the document only suggests fails it too',
    '',
    'Exit code: as of run.',
  ],
  flags: {
    reporter: { type: 'string', multiple: true },
    strict: { type: 'boolean' },
  },
  words: [1, Number.POSITIVE_INFINITY],
  async run(line) {
    const reporters = parseReporters(listFlag(line, 'reporter'));
    const logs = line.words.map((file) => ({ ...readEventLog(file), name: file }));
    const events = joinLogs(logs);
    const report = buildReport(events);
    const judged = events.filter((event) => event.type === 'scenario');
    writeReports(reporters, report, {
      terminal: process.stdout,
      stepSummary: process.env.GITHUB_STEP_SUMMARY,
      keep: () => writeReplayFiles(join('reports', 'findings'), report, { judged }),
    });
    return exitCodeOf(report, { strict: line.flags.strict === true });
  },
};
