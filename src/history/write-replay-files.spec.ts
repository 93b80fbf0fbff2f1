import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import type { Finding, Report } from '../model/report.ts';
import type { Scenario } from '../model/scenario.ts';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { readReplayFile } from './replay-file.ts';
import { replayFilesIn } from './replay-files-in.ts';
import { timelineHash } from './saw.ts';
import { writeReplayFiles } from './write-replay-files.ts';

const scenario: Scenario = {
  format: 1,
  provider: 'banked',
  requirement: 'banked/errors/server_error',
  group: 'g',
  calls: [{ id: 'a', operation: 'pay', intent: 'pay-1', start: 'first' }],
  tape: '500 server_error after-commit, ok',
  variant: 'bare',
  lane: 'auto',
};

const finding = (id: string): Finding => ({
  id,
  check: 'money.once',
  severity: 'must',
  requirement: scenario.requirement,
  operation: 'pay',
  tape: scenario.tape,
  message: 'two sessions',
  ledger: [],
  timeline: [],
  count: 1,
  scenario: { ...scenario, id: 'abc' },
  replay: `npx sadpath replay ${id}`,
});

const report = (...ids: string[]): Report => ({
  schema: 'sadpath-report/1',
  tool: { name: 'sadpath', version: '0.1.0' },
  seed: 7,
  clients: ids.map((id) => ({
    client: `client of ${id}`,
    provider: 'banked',
    catalogue: { title: 'T', document: 'D', revision: '1', sha256: 'x' },
    totals: { pass: 0, fail: 1, inconclusive: 0, 'not-applicable': 0, waived: 0, 'by-hand': 0 },
    controls: [],
    requirements: [],
    findings: [finding(id)],
    beliefs: {},
    policy: {},
  })),
});

describe('replay files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are written one a finding, and read back', () => {
    const target = join(folder, 'new', 'replays');
    const files = writeReplayFiles(target, report('money.once-0a', 'money.once-0b'));
    expect(files).to.deep.equal([join(target, 'money.once-0a.json'), join(target, 'money.once-0b.json')]);
    expect(readReplayFile(join(target, 'money.once-0b.json'))).to.deep.equal({
      format: 1,
      client: 'client of money.once-0b',
      seed: 7,
      check: 'money.once',
      finding: 'money.once-0b',
      scenario,
      saw: { severity: 'must', message: 'two sessions', timeline: timelineHash([]) },
    });
    expect(readFileSync(join(target, 'money.once-0a.json'), 'utf8')).to.match(/^\{\n {2}"format": 1,\n(.*\n)*\}\n$/);
  });

  it('of earlier runs go, and nothing else does', () => {
    writeReplayFiles(folder, report('old-1', 'both-1'));
    const ours = readFileSync(join(folder, 'old-1.json'), 'utf8');
    writeFileSync(join(folder, 'notes.json'), '{"mine": true}');
    writeFileSync(join(folder, 'broken.json'), '{');
    writeFileSync(join(folder, 'newer.json'), ours.replace('"format": 1', '"format": 2'));
    writeFileSync(join(folder, 'copy.txt'), ours);
    writeReplayFiles(folder, report('both-1', 'new-1'));
    expect(readdirSync(folder).sort()).to.deep.equal(
      ['both-1.json', 'broken.json', 'copy.txt', 'new-1.json', 'newer.json', 'notes.json'].sort(),
    );
    expect(writeReplayFiles(folder, report())).to.deep.equal([]);
    expect(readdirSync(folder)).to.not.include('new-1.json');
  });

  const judged = (client: string, verdict: 'pass' | 'fail', of = scenario): ScenarioJudged => ({
    type: 'scenario',
    client,
    index: 0,
    id: 'abc',
    scenario: of,
    operation: 'pay',
    verdicts: {
      'money.once': verdict === 'pass' ? pass : fail('must', 'two sessions'),
      'retry.key': notApplicable('no second attempt'),
      'retry.after': inconclusive('not delivered'),
    },
  });

  it('remember what held beside the check that failed', () => {
    writeReplayFiles(folder, report('a-1'), {
      judged: [judged('another client', 'pass'), judged('client of a-1', 'fail')],
    });
    expect(readReplayFile(join(folder, 'a-1.json')).saw?.held).to.deep.equal(['retry.key']);
  });

  it('of a search remember the first place where it was generated, each of its own client', () => {
    const sequence = { ...scenario, requirement: 'search/sequences' };
    const found = report('a-1', 'b-1', 'c-1');
    for (const { findings } of found.clients) for (const one of findings) one.scenario = { ...sequence, id: 'abc' };
    const at = (client: string, index: number, from?: string): ScenarioJudged => ({
      ...judged(client, 'fail', sequence),
      index,
      ...(from !== undefined && { from }),
    });
    writeReplayFiles(folder, found, {
      judged: [
        at('client of a-1', 412, 'x'),
        at('client of a-1', 405, 'y'),
        at('client of a-1', 420, 'w'),
        at('client of b-1', 7, 'z'),
        at('client of c-1', 3),
      ],
    });
    const placeOf = (id: string) => readReplayFile(join(folder, `${id}.json`)).place;
    expect(['a-1', 'b-1', 'c-1'].map(placeOf)).to.deep.equal([405, 7, undefined]);
  });

  it('of a run that did not search leave those alone that a search has found', () => {
    const found = report('searched');
    for (const { findings } of found.clients)
      for (const one of findings) one.scenario = { ...one.scenario, requirement: 'search/sequences' };
    writeReplayFiles(folder, found);
    writeReplayFiles(folder, report('other'));
    expect(readdirSync(folder).sort()).to.deep.equal(['other.json', 'searched.json']);
    const sequence = judged('client of other', 'pass', { ...scenario, requirement: 'search/sequences' });
    writeReplayFiles(folder, report('other'), { judged: [sequence] });
    expect(readdirSync(folder)).to.deep.equal(['other.json']);
  });

  it('of a part of a run leave those alone that it did not play', () => {
    writeReplayFiles(folder, report('first-1', 'both-1', 'still-1', 'bare-1'));
    const { variant: _, ...full } = scenario;
    writeReplayFiles(folder, report('both-1', 'second-1'), {
      part: true,
      judged: [
        judged('client of first-1', 'pass'),
        judged('client of both-1', 'fail'),
        judged('client of still-1', 'fail'),
        judged('client of bare-1', 'pass', full),
      ],
    });
    expect(readdirSync(folder).sort()).to.deep.equal(['bare-1.json', 'both-1.json', 'second-1.json', 'still-1.json']);
  });

  it('are found in a folder, whatever else is there', () => {
    const [file = ''] = writeReplayFiles(folder, report('b-1'));
    writeFileSync(join(folder, 'a.json'), '{"format":1}');
    writeFileSync(join(folder, 'copy.txt'), readFileSync(file));
    expect(replayFilesIn(folder)).to.deep.equal([{ file, replay: readReplayFile(file) }]);
    expect(replayFilesIn(join(folder, 'none'))).to.deep.equal([]);
    expect(replayFilesIn(file)).to.deep.equal([]);
  });

  it('never leave their folder', () => {
    for (const id of ['../evil', 'a/b', '..', '.hidden', '', 'a\\b', 'a\n', '\u001b[31m']) {
      expect(() => writeReplayFiles(folder, report(id)), id).to.throw(SadpathError, 'its id is no file name');
    }
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('say where they cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => writeReplayFiles(join(folder, 'file'), report('a-1'))).to.throw(
      SadpathError,
      /^Failed to write the replay files to .*file: (EEXIST|ENOTDIR).*\. Choose a folder that can be written\.$/,
    );
  });
});
