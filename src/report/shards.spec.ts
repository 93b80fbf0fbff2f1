import { expect } from 'chai';
import type { NotPlayed, RunEvent } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { inconclusive, pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { exitCodeOf } from './exit-code.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { clientStarted, failed, judged, runEnded, runStarted } from './sample-run.spec.ts';
import { renderStepSummary } from './step-summary.ts';
import { renderText } from './text.ts';

const enters = clientStarted('a', ['r1', 'r2', 'r3', '-r4'], {
  unplayed: { r3: 'no operation meets it' },
  scenarios: 1830,
});
const shardOfRun = (part: number, ...events: RunEvent[]): RunEvent[] => [
  runStarted({ shard: `${part}/2` }),
  enters,
  ...events,
  runEnded,
];
const left = (scenarios: Record<string, number>): NotPlayed => ({
  type: 'not-played',
  client: 'a',
  reason: 'the run was stopped by --bail',
  scenarios,
});
const rowsOf = (events: RunEvent[]) =>
  buildReport(events).clients[0]?.requirements.map(({ id, verdict, reasons }) => [id, verdict, ...reasons]);

describe('the report of a shard', () => {
  const one = shardOfRun(
    1,
    judged('a', 0, 'r1', { 'retry.never': pass }),
    judged('a', 2, 'r1', { 'retry.never': pass }),
  );
  const two = shardOfRun(2, failed('a', 1, 'r2', 'money.once', 'must'));

  it('says in words and as data that it is one', () => {
    const report = buildReport(one);
    expect(report.shard).to.deep.equal({ shard: '1/2', scenarios: 2, of: 1830 });
    expect(Object.keys(report).slice(0, 4).join(' ')).to.equal('schema tool seed shard');
    expect(renderText(report, { color: false })).to.match(/\n\nThis is shard 1\/2: 2 of 1,830 scenarios\.\n$/);
    expect(renderMarkdown(report)).to.contain('\n**This is shard 1/2: 2 of 1,830 scenarios.**\n');
    expect(renderStepSummary(report)).to.contain('\n**This is shard 1/2: 2 of 1,830 scenarios.**\n');
  });

  it('leaves the requirements of the other shards to them', () => {
    expect(rowsOf(one)).to.deep.equal([
      ['r1', 'pass'],
      ['r2', 'not-applicable', 'its scenarios are in other shards'],
      ['r3', 'not-applicable', 'no operation meets it'],
      ['r4', 'not-applicable'],
    ]);
    expect(exitCodeOf(buildReport(one), { strict: true })).to.equal(0);
  });

  it('is that of a whole run once every shard is there', () => {
    const merged = buildReport([...two, ...one]);
    const whole = [runStarted(), enters, ...[...one, ...two].filter(({ type }) => type === 'scenario'), runEnded];
    expect(merged).to.not.have.property('shard');
    expect(renderJson(merged)).to.equal(renderJson(buildReport(whole)));
    expect(renderText(merged, { color: false })).to.not.contain('This is shard');
    expect(renderMarkdown(merged)).to.not.contain('This is shard');
  });

  it('finds what nobody played inconclusive once every shard is there', () => {
    expect(rowsOf([...shardOfRun(1), ...shardOfRun(2)])?.[0]).to.deep.equal([
      'r1',
      'inconclusive',
      'no scenario was played',
    ]);
  });

  it('refuses shards of different splits', () => {
    const other = runStarted({ shard: '2/3' });
    expect(() => buildReport([...one, other])).to.throw(
      SadpathError,
      'its logs differ in the number of shards: 2 and 3',
    );
  });

  it('does not call a waiver stale that another shard may need', () => {
    const waiver = { check: 'money.once', requirement: 'r2', reason: 'old', owner: 'me', expires: '2027-01-01' };
    const withWaiver = (events: RunEvent[]) =>
      events.map((event) => (event.type === 'run-started' ? { ...event, waivers: [waiver] } : event));
    const stateOf = (events: RunEvent[]) => buildReport(withWaiver(events)).waivers?.[0]?.state;
    expect(stateOf(one)).to.equal('unplayed');
    expect(stateOf([...one, ...two])).to.equal('used');
    expect(stateOf([...one, ...shardOfRun(2)])).to.equal('stale');
    expect(stateOf([...one, ...shardOfRun(2, left({ r2: 1 }))])).to.equal('unplayed');
  });

  it('is judged by the day on which the first shard began', () => {
    const waiver = { check: 'money.once', requirement: 'r2', reason: 'old', owner: 'me', expires: '2026-01-01' };
    const begun = (events: RunEvent[], startedAt: string) =>
      events.map((event) => (event.type === 'run-started' ? { ...event, startedAt, waivers: [waiver] } : event));
    const [late, early] = [begun(one, '2026-01-02T00:00:01Z'), begun(two, '2026-01-01T23:59:59Z')];
    for (const events of [
      [...late, ...early],
      [...early, ...late],
    ]) {
      expect(buildReport(events).waivers?.[0]?.state).to.equal('used');
    }
  });
});

describe('the report of a run that was stopped', () => {
  const reason = 'not played: the run was stopped by --bail';
  const whole = (...events: RunEvent[]) => [runStarted(), enters, ...events, runEnded];

  it('finds inconclusive what was not played, or not all of it', () => {
    const events = whole(judged('a', 0, 'r1', { 'retry.never': pass }), left({ r1: 3, r2: 1 }));
    expect(rowsOf(events)?.slice(0, 3)).to.deep.equal([
      ['r1', 'inconclusive', reason],
      ['r2', 'inconclusive', reason],
      ['r3', 'not-applicable', 'no operation meets it'],
    ]);
    expect(buildReport(events).clients[0]?.requirements[0]?.scenarios).to.equal(1);
    expect(exitCodeOf(buildReport(events), { strict: false })).to.equal(3);
  });

  it('keeps a failure, and the other reasons', () => {
    const events = whole(
      failed('a', 0, 'r1', 'money.once', 'must'),
      judged('a', 1, 'r2', { 'retry.never': inconclusive('not delivered') }),
      left({ r1: 3, r2: 1 }),
    );
    expect(rowsOf(events)?.slice(0, 2)).to.deep.equal([
      ['r1', 'fail'],
      ['r2', 'inconclusive', 'not delivered', reason],
    ]);
    expect(exitCodeOf(buildReport(events), { strict: false })).to.equal(1);
  });

  it('says so of a shard too, and of shards together', () => {
    const stopped = shardOfRun(1, left({ r2: 1 }));
    expect(rowsOf(stopped)?.[1]).to.deep.equal(['r2', 'inconclusive', reason]);
    const other = shardOfRun(2, judged('a', 1, 'r2', { 'retry.never': pass }));
    expect(rowsOf([...stopped, ...other])?.[1]).to.deep.equal(['r2', 'inconclusive', reason]);
  });
});
