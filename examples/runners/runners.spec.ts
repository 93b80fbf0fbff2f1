import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';

const root = resolve(import.meta.dirname, '../..');

/** Each runner with its own flag that picks tests by their names; Node takes it before the names of the files only. */
const runners = { mocha: '--grep', vitest: '-t', jest: '-t', 'node-test': undefined };

/** Runs a command, and gives back its exit code with all that it printed. */
function run(
  command: string,
  args: string[],
  cwd: string,
  more: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  // What the runner of this very spec has set is none of their business.
  const { NODE_OPTIONS: _, FORCE_COLOR: __, ...env } = process.env;
  return new Promise((done) => {
    execFile(
      command,
      args,
      { cwd, env: { ...env, ...more, NO_COLOR: '1' }, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` });
      },
    );
  });
}

/** A folder with the package as it is published, and beside it what this repository has installed. */
async function install(folder: string): Promise<void> {
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', folder], root);
  expect(packed.code, packed.output).to.equal(0);
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'sadpath'), { recursive: true });
  const [tarball = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const unpacked = await run('tar', ['-xzf', tarball, '-C', 'node_modules/sadpath', '--strip-components=1'], folder);
  expect(unpacked.code, unpacked.output).to.equal(0);
  for (const name of readdirSync(join(root, 'node_modules')).filter((one) => !one.startsWith('sadpath'))) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

describe('the published package, in a project of each test runner', function () {
  this.timeout(120_000);
  let folder = '';
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-runners-'));
    await install(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, spoil] of [
    ['sound', (text: string) => text],
    [
      'broken',
      (text: string) => text.replace(`'idempotency-key': idempotencyKey`, `'idempotency-key': crypto.randomUUID()`),
    ],
  ] as const) {
    for (const [runner, pick] of Object.entries(runners)) {
      it(`${runner}: ${name === 'sound' ? 'passes with a sound client' : 'fails with one that pays twice'}`, async () => {
        const project = join(folder, name);
        cpSync(import.meta.dirname, project, { recursive: true });
        const client = join(project, 'client.js');
        const text = readFileSync(client, 'utf8');
        writeFileSync(client, spoil(text));
        expect(spoil(text) === text).to.equal(name === 'sound');
        // All of it to one runner by day, and to each of them by night; one that pays twice shows it in a row with few scenarios.
        const whole = process.env.SADPATH_TESTS === 'all' || runner === 'mocha';
        const row = name === 'broken' ? 'wire/hangup' : whole ? undefined : 'banked/errors';
        const picked = row === undefined || pick === undefined ? [] : ['--', `${pick}=${row}`];
        const options = row === undefined || pick !== undefined ? '' : `--test-name-pattern=${row}`;
        const { code, output } = await run('npm', ['test', ...picked], join(project, runner), {
          NODE_OPTIONS: options,
        });
        expect(code === 0, output).to.equal(name === 'sound');
        expect(output).to.contain(row ?? 'banked/errors/internal');
        if (name === 'sound') return;
        expect(output).to.match(/one intent brought about 2 sessions: at 500 ms, at 500\s+ms/);
        expect(output).to.contain('session made for intent-1 AGAIN').and.to.contain('Repeat it: ');
      });
    }
  }
});
