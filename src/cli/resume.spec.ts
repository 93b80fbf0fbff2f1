import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, `.tmp/resume-${process.pid}`);
const config = join(folder, 'sadpath.config.ts');
const entry = join(root, 'src/cli/main.ts');
const asked = ['run', '--config', config, '--client', 'banked-fetch', '--only', 'banked/errors', '--only', 'wire/dns'];

function start(...more: string[]): { child: ChildProcess; ended: Promise<{ code: number | null; told: string }> } {
  const child = spawn(process.execPath, ['--conditions=sadpath-source', entry, ...asked, ...more], { cwd: folder });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (told += text));
  const ended = new Promise<{ code: number | null; told: string }>((done) => {
    child.once('close', (code) => done({ code, told }));
  });
  return { child, ended };
}

const log = join(folder, 'reports/events.ndjson');
const lines = () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0);
const report = () => readFileSync(join(folder, 'reports/report.json'), 'utf8');

/** Processes that have our config on their command line. */
function alive(): string[] {
  const own = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return own.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(config);
    } catch {
      return false;
    }
  });
}

describe('a run that was killed', function () {
  this.timeout(180_000);
  let whole = '';
  let events = 0;
  before(async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(config, "export { default } from '../../sadpath.config.ts';\n");
    expect((await start().ended).code).to.equal(0);
    whole = report();
    events = lines();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  // Early, and with a few lines to go.
  for (const share of [0.1, 0.8]) {
    it(`has its verdicts in the log, and ends in the same bytes when it is resumed (at ${share})`, async () => {
      rmSync(join(folder, 'reports'), { recursive: true, force: true });
      const { child, ended } = start();
      while (lines() < events * share) await sleep(2);
      child.kill('SIGKILL');
      await ended;
      const judged = lines();
      expect(judged).to.be.within(events * share, events - 1);
      // A line that was being written.
      writeFileSync(log, '{"type":"scen', { flag: 'a' });

      const resumed = await start('--resume').ended;
      expect(resumed.code, resumed.told).to.equal(0);
      expect(report()).to.equal(whole);
      expect(lines()).to.equal(events);
    });
  }

  it('leaves no process behind', async () => {
    rmSync(join(folder, 'reports'), { recursive: true, force: true });
    const { child, ended } = start();
    while (lines() < 5) await sleep(2);
    expect(alive()).to.not.deep.equal([]);
    child.kill('SIGKILL');
    await ended;
    for (let tries = 0; tries < 50 && alive().length > 0; tries += 1) await sleep(100);
    expect(alive()).to.deep.equal([]);
  });

  it('is not resumed as another one, nor when it has ended', async () => {
    const other = await start('--resume', '--seed', '7').ended;
    expect(other.code).to.equal(2);
    expect(other.told).to.contain('Failed to resume the run of the log: its seed is 1, and that of this one is 7.');
    expect((await start('--resume').ended).code).to.equal(0);
    const again = await start('--resume').ended;
    expect(again.code).to.equal(2);
    expect(again.told).to.contain('it has come to its end. Run without --resume.');
    rmSync(log);
    expect((await start('--resume').ended).code).to.equal(2);
  });
});
