import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { expect } from 'chai';

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
      'Failed to find the reporter "html": there are text, json, junit, markdown, github.',
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

    const again = sadpath('replay', id, '--config', naive);
    expect(again.out).to.contain(`FAILED  ${id}`);
    expect(again.code).to.equal(1);
  });

  it('plays nothing but the happy paths when it is asked to', () => {
    const { code, out } = sadpath('run', '--config', naive, '--controls');
    expect(code).to.equal(0);
    expect(out).to.not.contain('✗');
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
