import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { joinLogs } from '../history/join-logs.ts';
import { parseEventLog, readEventLog } from '../history/read-event-log.ts';
import type { RunEvent } from '../model/event.ts';
import type { Report } from '../model/report.ts';
import { isInShard } from '../model/shard.ts';
import { buildReport } from '../report/build-report.ts';
import { parseReporters, reporterNames, writeReports } from './reporters.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.tmp', `merge-${process.pid}`);
const naive = join(root, 'examples/naive.config.ts');
const everything = reporterNames.flatMap((name) => ['--reporter', `${name}=${join('out', name)}`]);
// Requirements with one, with a few and with many scenarios, that pass and that fail.
const rows = ['rules/partial-success', 'errors/invalid_amount', 'errors/unauthorized'];
const only = rows.flatMap((row) => ['--only', `banked/${row}`]);

/** Runs the command line as a shell would, with what the CI says. */
function sadpath(args: string[], ci: Record<string, string> = {}) {
  const entry = join(root, 'src/cli/bin.ts');
  const env = { PATH: process.env.PATH, NO_COLOR: '1', ...ci };
  const done = spawnSync(process.execPath, ['--conditions=sadpath-source', entry, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, error: done.stderr };
}

const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');
const filesIn = (...path: string[]): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(folder, ...path))
      .sort()
      .map((name) => [name, read(...path, name)]),
  );
const logs = ['1-of-3', '2-of-3', '3-of-3'].map((part) => join('reports', `events-${part}.ndjson`));

describe('merge', function () {
  this.timeout(180_000);
  let whole: { code: number | null; outputs: Record<string, string>; findings: Record<string, string> };
  let recorded: RunEvent[];

  before(() => {
    mkdirSync(folder, { recursive: true });
    const { code } = sadpath(['run', '--config', naive, ...only, ...everything]);
    whole = { code, outputs: filesIn('out'), findings: filesIn('reports', 'findings') };
    recorded = readEventLog(join(folder, 'reports', 'events.ndjson')).events;
    sadpath(['run', '--config', naive, ...only, '--shard', '1/3']);
    sadpath(['run', '--config', naive, ...only], { CIRCLECI: '1', CIRCLE_NODE_INDEX: '1', CIRCLE_NODE_TOTAL: '3' });
    sadpath(['run', '--config', naive, ...only], { GITLAB_CI: '1', CI_NODE_INDEX: '3', CI_NODE_TOTAL: '3' });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('makes of three shards what one run makes, byte for byte', () => {
    expect(whole.code).to.equal(1);
    expect(Object.keys(whole.outputs)).to.have.members([...reporterNames]);
    rmSync(join(folder, 'out'), { recursive: true });
    rmSync(join(folder, 'reports', 'findings'), { recursive: true });
    const { code, error } = sadpath(['merge', ...[...logs].reverse(), ...everything]);
    expect([code, error]).to.deep.equal([whole.code, '']);
    expect(filesIn('out')).to.deep.equal(whole.outputs);
    expect(filesIn('reports', 'findings')).to.deep.equal(whole.findings);
  });

  it('finds the logs and reports of all shards side by side, and that each is one', () => {
    expect(readdirSync(join(folder, 'reports'))).to.include.members([
      ...['1', '2', '3'].map((part) => `report-${part}-of-3.json`),
      'events-2-of-3.ndjson',
    ]);
    const counts = [1, 2, 3].map((part) => {
      const report: Report = JSON.parse(read('reports', `report-${part}-of-3.json`));
      expect(report.shard?.shard).to.equal(`${part}/3`);
      return report.shard;
    });
    const played = recorded.filter(({ type }) => type === 'scenario').length;
    expect(counts.map((one) => one?.of)).to.deep.equal([played, played, played]);
    expect(counts.reduce((sum, one) => sum + (one?.scenarios ?? 0), 0)).to.equal(played);
  });

  it('makes the same of any split of recorded events, in any order', () => {
    const two = twoClients(recorded);
    const expected = outputsOf(two, 'expected');
    const splits = fc
      .integer({ min: 1, max: 7 })
      .chain((of) => fc.tuple(...Array.from({ length: of }, (_, at) => logOf(two, at + 1, of))))
      .chain((texts) => fc.shuffledSubarray(texts, { minLength: texts.length }));
    fc.assert(
      fc.property(splits, (texts) => {
        const files = texts.map((text, at) => ({ ...parseEventLog(text), name: `${at}.ndjson` }));
        expect(outputsOf(joinLogs(files), 'merged')).to.deep.equal(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what is not the logs of one run, in one line, and leaves the last report alone', () => {
    const [one = '', two = '', three = ''] = logs;
    const change = (name: string, from: string, turn: (text: string) => string): string => {
      writeFileSync(join(folder, name), turn(read(from)));
      return name;
    };
    const cases: [string[], string][] = [
      [[], 'it takes at least 1 word beside its flags, not 0.'],
      [['nowhere.ndjson'], 'Failed to read the event log nowhere.ndjson: ENOENT'],
      [[one, three], 'Failed to merge 2 logs: shard 2/3 is missing.'],
      [[one, two, three, two], `Failed to merge ${two}: it is shard 2/3, and ${two} is that too.`],
      [[one, two, join('reports', 'events.ndjson')], 'its number of shards is 1, and that of'],
      [[one, change('seed', two, (text) => text.replace('"seed":1', '"seed":2')), three], 'seed: its seed is 2'],
      [
        [one, change('tool', two, (text) => text.replace(/"version":"[^"]*"/, '"version":"9.9.9"')), three],
        'tool: its version of sadpath is 9.9.9',
      ],
      [
        [one, change('hash', two, (text) => text.replace(/"sha256":"[^"]*"/, '"sha256":"tea"')), three],
        'hash: its catalogue of naive-banked is tea',
      ],
      [
        [one, change('cut', two, (text) => text.slice(0, -30)), three],
        'Failed to merge cut: it ends before its run did.',
      ],
      [
        [one, change('ended', two, (text) => text.replace(/[^\n]*\n$/, '')), three],
        'Failed to merge ended: it ends before its run did.',
      ],
      [
        [one, change('newer', two, (text) => text.replace('"format":1', '"format":2')), three],
        'Failed to read the event log newer: it is written in format 2',
      ],
      [[one, change('none', two, () => 'hello\n'), three], 'Failed to read the event log none: line 1 is not JSON.'],
    ];
    const before = filesIn('reports', 'findings');
    for (const [args, message] of cases) {
      const { code, out, error } = sadpath(['merge', ...args]);
      expect(error).to.contain(message);
      expect(error.trimEnd().split('\n')).to.have.lengthOf(1);
      expect([code, out]).to.deep.equal([2, '']);
    }
    expect(filesIn('reports', 'findings')).to.deep.equal(before);
  });

  it('has run refuse a shard that is none, in one line', () => {
    const gitlab = { GITLAB_CI: '1', CI_NODE_INDEX: '4', CI_NODE_TOTAL: '3' };
    for (const [args, ci, message] of [
      [['--shard', '4/3'], {}, 'Failed to read --shard 4/3: it takes i/n'],
      [[], gitlab, 'Failed to read the shard from CI_NODE_INDEX=4 and CI_NODE_TOTAL=3: '],
    ] as const) {
      const { code, out, error } = sadpath(['run', '--config', naive, ...args], ci);
      expect(error).to.contain(message);
      expect([code, out, error.trimEnd().split('\n').length]).to.deep.equal([2, '', 1]);
    }
  });

  it('has run stop at the first broken must, and say what was not played', () => {
    const some = ['--only', 'banked/errors/not_found', '--only', 'banked/rules/partial-success'];
    const { code, out } = sadpath(['run', '--config', naive, ...some, '--bail', '--workers', '1']);
    expect(code).to.equal(1);
    expect(out).to.contain('not played: the run was stopped by --bail');
    const { events } = readEventLog(join(folder, 'reports', 'events.ndjson'));
    const musts = events.filter(
      (event) =>
        event.type === 'scenario' &&
        Object.values(event.verdicts).some((one) => one.verdict === 'fail' && one.severity === 'must'),
    );
    expect(musts).to.have.lengthOf(1);
    expect(events.map(({ type }) => type).slice(-3)).to.deep.equal(['scenario', 'not-played', 'run-ended']);
    expect(events.at(-3)).to.equal(musts[0]);
  });
});

/** The recorded events, and those of a second client that was played the same. */
function twoClients(events: RunEvent[]): RunEvent[] {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing was recorded');
  const own = events.slice(1, -1);
  return [first, ...own, ...own.map((event) => ('client' in event ? { ...event, client: 'another' } : event)), last];
}

/** The log of one shard, its scenarios in any order. */
function logOf(events: RunEvent[], part: number, of: number): fc.Arbitrary<string> {
  const scenarios = events.filter((event) => event.type === 'scenario' && isInShard({ part, of }, event.index));
  return fc.shuffledSubarray(scenarios, { minLength: scenarios.length }).map((shuffled) =>
    [
      ...events.flatMap((event) => {
        if (event.type === 'run-started') return { ...event, shard: `${part}/${of}`, startedAt: `${part}` };
        if (event.type === 'client-started') {
          return {
            ...event,
            ofShard: scenarios.filter((one) => 'client' in one && one.client === event.client).length,
          };
        }
        return event.type === 'control' ? event : [];
      }),
      ...shuffled,
      ...events.slice(-1),
    ]
      .map((event) => `${JSON.stringify(event)}\n`)
      .join(''),
  );
}

/** What every reporter writes. */
function outputsOf(events: RunEvent[], name: string): Record<string, string> {
  const chosen = parseReporters(reporterNames.map((reporter) => `${reporter}=${join(folder, name, reporter)}`));
  writeReports(chosen, buildReport(events), { terminal: process.stdout });
  return filesIn(name);
}
