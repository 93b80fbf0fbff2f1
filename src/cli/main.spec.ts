import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { type ReplayFile, readReplayFile } from '../history/replay-file.ts';
import type { RunEvent } from '../model/event.ts';
import { asTest } from './as-test.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.tmp', `cli-${process.pid}`);
const naive = join(root, 'examples/naive.config.ts');

interface Said {
  code: number | null;
  out: string;
  error: string;
}

/** Runs the command line as a shell would, in a folder of its own. */
function sadpath(...args: string[]): Said {
  const entry = join(root, 'src/cli/bin.ts');
  const env = { ...process.env, NO_COLOR: '1' };
  const done = spawnSync(process.execPath, ['--conditions=sadpath-source', entry, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, error: done.stderr };
}

describe('the command line', function () {
  this.timeout(60_000);
  beforeEach(() => mkdirSync(folder, { recursive: true }));
  const replayFile: ReplayFile = {
    format: 1,
    client: 'naive-banked',
    seed: 1,
    check: 'money.once',
    finding: 'known-1',
    scenario: {
      format: 1,
      provider: 'banked',
      requirement: 'wire/reset',
      group: 'g',
      calls: [{ id: 'call-1', operation: 'createPaymentSession', intent: 'intent-1', start: 'first' }],
      tape: 'reset',
      lane: 'auto',
    },
  };
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('tells what there is, and the version', () => {
    expect(sadpath('--help').out).to.contain('sadpath replay').and.contain('sadpath explain');
    expect(sadpath('play', '--help').out).to.contain('after-commit');
    expect(sadpath('--version').out.trim()).to.match(/^\d+\.\d+\.\d+$/);
  });

  const mistakes: [string, string[], string][] = [
    ['an unknown command', ['runn'], 'Failed to run "sadpath runn": there is no such command. See `sadpath --help`.'],
    [
      'an unknown flag',
      ['run', '--sed', '1'],
      'Failed to read the command line of "sadpath run": Unknown option \'--sed\'. See',
    ],
    ['a word too many', ['run', 'now'], 'it takes 0 words beside its flags, not 1.'],
    [
      'a seed that is no number',
      ['run', '--config', naive, '--seed', 'x'],
      'Failed to read --seed x: it takes a whole number from 0 on.',
    ],
    ['no worker at all', ['run', '--config', naive, '--workers', '0'], 'it takes a whole number from 1 to 64.'],
    [
      'an unknown lane',
      ['run', '--config', naive, '--lane', 'air'],
      'Failed to read --lane air: there are auto, fetch, msw, wire.',
    ],
    [
      'an unknown reporter',
      ['run', '--config', naive, '--reporter', 'html'],
      'Failed to find the reporter "html": there are text, json, junit, markdown, github, policy.',
    ],
    ['no config', ['run'], 'Failed to find a config: there is no sadpath.config.ts'],
    [
      'a config that is not there',
      ['run', '--config', 'nowhere.ts'],
      'Failed to find the config nowhere.ts: there is no such file.',
    ],
    [
      'a tape with a typo',
      ['play', 'pay', '500 internal after-comit'],
      '"after-comit" does not belong there (at character 14).',
    ],
    ['a fault that does not exist', ['play', 'createPaymentSession', 'explode', '--config', naive], 'explode'],
    [
      'an unknown operation',
      ['play', 'pay', 'ok', '--config', naive],
      'Failed to find the operation "pay": there are naive-banked: createPaymentSession',
    ],
    [
      'an unknown provider',
      ['explain', 'acme'],
      'Failed to find the provider "acme": there are banked, http, openapi-platform, paysg, useepay.',
    ],
    ['an unknown code', ['explain', 'banked', 'oops'], 'Failed to explain "oops":'],
    ['a form that no finding has', ['replay', 'x', '--as', 'pdf'], 'Failed to read --as pdf: there is test. Pass --as'],
    [
      'a finding that is not there',
      ['replay', 'money.once-1'],
      'Failed to find "money.once-1": it is no file, no folder, and no finding',
    ],
  ];
  for (const [what, args, message] of mistakes) {
    it(`answers ${what} with one line and exit code 2`, () => {
      const { code, out, error } = sadpath(...args);
      expect(error).to.contain(message);
      expect(error.trimEnd().split('\n')).to.have.lengthOf(1);
      expect([code, out]).to.deep.equal([2, '']);
    });
  }

  it('refuses a replay file that is none', () => {
    writeFileSync(join(folder, 'x.json'), '{"format":2}');
    const { code, error } = sadpath('replay', 'x.json');
    expect(error).to.contain('Failed to read the replay file x.json: it is written in format 2');
    expect(code).to.equal(2);
  });

  it('plays one tape, and shows what happened', () => {
    const { code, out } = sadpath('play', 'createPaymentSession', '500 internal after-commit, ok', '--config', naive);
    expect(out).to.contain('● session made for intent-1, the reply does not say so');
    expect(out).to.contain('● session made for intent-1 AGAIN');
    expect(out).to.contain('must  money.once:');
    expect(code).to.equal(1);
  });

  it('runs, writes the report, the log and a file for each finding, and repeats one', () => {
    const { code, out } = sadpath('run', '--config', naive, '--only', 'banked/rules/partial-success');
    expect(code).to.equal(1);
    const id = /npx sadpath replay (money\.once-[0-9a-f]{8})/.exec(out)?.[1] ?? '';
    expect(readdirSync(join(folder, 'reports/findings'))).to.include(`${id}.json`);
    const report: unknown = JSON.parse(readFileSync(join(folder, 'reports/report.json'), 'utf8'));
    const schema = JSON.parse(readFileSync(join(root, 'src/report/report.schema.json'), 'utf8'));
    const ajv = new Ajv.default({ strict: false });
    expect(ajv.validate(schema, report), ajv.errorsText()).to.equal(true);
    expect(JSON.stringify(report)).to.not.contain('sk_test_sadpath');
    const log = readFileSync(join(folder, 'reports/events.ndjson'), 'utf8').trimEnd().split('\n');
    expect(JSON.parse(log[0] ?? '')).to.include({ type: 'run-started', format: 1, seed: 1 });

    expect(sadpath('run', '--config', naive, '--client', 'nobody').code).to.equal(2);
    expect(readFileSync(join(folder, 'reports/events.ndjson'), 'utf8').trimEnd().split('\n')).to.deep.equal(log);

    const file = join(folder, 'reports/findings', `${id}.json`);
    const replay: ReplayFile = readReplayFile(file);
    expect(replay.saw?.held).to.include('robust.settles').and.not.include('money.once');
    const printed = sadpath('replay', id, '--as', 'test', '--config', naive);
    expect(printed).to.deep.equal({ code: 0, out: asTest(replay, '../../examples/naive.config.ts'), error: '' });

    // What is played first is told by the log: of several scenarios that fail, the one that has a file.
    const failing = log
      .map((line): RunEvent => JSON.parse(line))
      .flatMap((event) => (event.type === 'scenario' && event.verdicts['money.once']?.verdict === 'fail' ? event : []));
    const last = failing.at(-1);
    expect(failing).to.have.lengthOf.above(1);
    rmSync(join(folder, 'reports/findings'), { recursive: true });
    mkdirSync(join(folder, 'reports/findings'));
    writeFileSync(file, JSON.stringify({ ...replay, scenario: last?.scenario }));
    writeFileSync(join(folder, 'reports/findings/none.json'), '{');
    const bailed = sadpath('run', '--config', naive, '--only', 'banked/rules/partial-success', '--bail', '--workers=1');
    expect(bailed.code).to.equal(1);
    const played = readFileSync(join(folder, 'reports/events.ndjson'), 'utf8').match(
      /"type":"scenario".*?"index":\d+/g,
    );
    expect(played).to.deep.equal([`"type":"scenario","client":"naive-banked","index":${last?.index}`]);

    // One that holds, one that failed in other words, and one that fails as it did.
    mkdirSync(join(folder, 'known'));
    writeFileSync(join(folder, 'known/c.json'), JSON.stringify(replay));
    writeFileSync(join(folder, 'known/a.json'), JSON.stringify({ ...replay, check: 'robust.settles' }));
    const otherwise = { ...replay, saw: { ...replay.saw, message: 'three' } };
    writeFileSync(join(folder, 'known/b.json'), JSON.stringify(otherwise));
    const all = sadpath('replay', 'known', '--config', naive);
    expect(all.out).to.contain(`\nFIXED  ${id}  robust.settles  banked/rules/partial-success\n`);
    expect(all.out).to.match(
      /\nCHANGED {2}\S+ {2}money\.once {2}\S+: it fails in another way: one .*\(it was: three\)\n/,
    );
    expect(all.out).to.match(new RegExp(`\\nFAILED {2}${id} {2}money\\.once {2}banked/rules/partial-success\\n$`));
    expect(all.code).to.equal(1);
    expect(sadpath('replay', 'known', '--as', 'test', '--config', naive).error).to.match(
      /^Failed to print 3 findings as a test: a test is about one\. Name the file or the id of one\.\n$/,
    );
  });

  it('plays nothing but the happy paths when it is asked to', () => {
    const known = join(folder, 'reports/findings/known-1.json');
    mkdirSync(join(folder, 'reports/findings'), { recursive: true });
    writeFileSync(known, JSON.stringify(replayFile));
    const { code, out } = sadpath('run', '--config', naive, '--controls');
    expect(code).to.equal(0);
    expect(out).to.not.contain('✗');
    expect(readReplayFile(known), 'what was not played stays known').to.deep.equal(replayFile);
  });

  it('lists everything as data', () => {
    const { providers } = JSON.parse(sadpath('list', '--json').out);
    expect(providers.map(({ id }: { id: string }) => id)).to.deep.equal([
      'banked',
      'http',
      'openapi-platform',
      'paysg',
      'useepay',
    ]);
    const [create] = providers[0].operations;
    expect(create).to.deep.include({
      name: 'createPaymentSession',
      method: 'POST',
      marker: 'reference',
      effect: 'session',
    });
    expect(create.key).to.deep.equal({ header: 'idempotency-key' });
    expect(providers[0].requirements).to.deep.include({
      id: 'banked/errors/invalid_payer_email',
      judged: 'traffic',
      operations: ['createPaymentSession'],
      summary: 'The email of the payer of the request is refused.',
    });
  });

  it('explains a row', () => {
    const { out } = sadpath('explain', 'paysg', '409');
    expect(out)
      .to.contain('paysg/statuses/409')
      .and.contain('pending or unknown or retryable or failed  (inferred, should)');
  });
});
