import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, `.tmp/resume-${process.pid}`);
const config = join(folder, 'sadpath.config.ts');
const entry = join(root, 'src/cli/bin.ts');
const only = ['banked/errors/internal', 'banked/errors/unauthorized', 'wire/dns'];
const asked = ['run', '--config', config, ...only.flatMap((id) => ['--only', id])];

/** How often it is killed, and what the moments come from. */
const kills = process.env.SADPATH_TESTS === 'all' ? 30 : 5;
const seed = 7;

function start(...more: string[]): { child: ChildProcess; ended: Promise<{ code: number | null; told: string }> } {
  const child = spawn(process.execPath, ['--conditions=sadpath-source', entry, ...asked, ...more], {
    cwd: folder,
    env: process.env,
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (told += text));
  const ended = new Promise<{ code: number | null; told: string }>((done) => {
    child.once('close', (code) => done({ code, told }));
  });
  return { child, ended };
}

const log = join(folder, 'reports/events.ndjson');
const lines = () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0);
const wholeLines = () => {
  const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
  return text.slice(0, text.lastIndexOf('\n') + 1);
};
const clear = () => rmSync(join(folder, 'reports'), { recursive: true, force: true });
const report = () => readFileSync(join(folder, 'reports/report.json'), 'utf8');

/** Starts a run, or goes on with one, and kills it when its log has so many lines; false where it came to its end before. */
async function killedAt(at: number, more: string[]): Promise<boolean> {
  const { child, ended } = start(...more);
  // Before its first line there is nothing to resume from but the file.
  while ((lines() < at || !existsSync(log)) && child.exitCode === null) await sleep(1);
  child.kill('SIGKILL');
  const { code } = await ended;
  return code === null;
}

/** Whole numbers below a limit, always the same ones: a linear congruential generator (Numerical Recipes). Says what it drew, for who has to repeat it. */
function draw(from: number): { next(below: number): number; drawn(): string } {
  let state = from;
  const drawn: number[] = [];
  return {
    next(below) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const number = Math.floor((state / 2 ** 32) * below);
      drawn.push(number);
      return number;
    },
    drawn: () => `seed ${from}, drawn ${drawn.join(' ')}`,
  };
}

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
  let aLine = '';
  before(async () => {
    mkdirSync(folder, { recursive: true });
    const client = "import { bankedFetch } from '../../examples/banked/sadpath.ts';";
    const own = "import { defineConfig } from 'sadpath';";
    writeFileSync(config, `${own}\n${client}\nexport default defineConfig({ clients: [bankedFetch], seed: 1 });\n`);
    expect((await start().ended).code).to.equal(0);
    whole = report();
    events = lines();
    aLine = wholeLines().split('\n').at(-3) ?? '';
  });

  /** Resumes what was killed, unless it had come to its end: all that was judged stands, and the report is the one of a whole run. */
  async function endsAsEver(kept: string, where: string): Promise<void> {
    if (!wholeLines().includes('"run-ended"')) {
      const { code, told } = await start('--resume').ended;
      expect(code, `${told} ${where}`).to.equal(0);
    }
    expect(wholeLines().startsWith(kept), where).to.equal(true);
    expect(report(), where).to.equal(whole);
    expect(lines(), where).to.equal(events);
  }

  after(() => rmSync(folder, { recursive: true, force: true }));

  it(`has its verdicts in the log, and ends in the same bytes when it is resumed: killed ${kills} times`, async () => {
    const { next, drawn } = draw(seed);
    for (let killed = 0; killed < kills; ) {
      clear();
      let kept = '';
      // What is resumed is killed again, and again, until it comes to its end: nothing may be lost on the way.
      for (let at = next(4); killed < kills; at = lines() + 1 + next((events - lines()) / 2)) {
        if (!(await killedAt(at, kept === '' ? [] : ['--resume']))) break;
        killed += 1;
        expect(wholeLines().startsWith(kept), drawn()).to.equal(true);
        kept = wholeLines();
        // A line that was being written.
        appendFileSync(log, aLine.slice(0, next(aLine.length)));
      }
      await endsAsEver(kept, drawn());
    }
  });

  it('before the first line was whole, begins when it is resumed', async () => {
    for (const begun of ['', '{"type":"run-st']) {
      clear();
      mkdirSync(join(folder, 'reports'));
      writeFileSync(log, begun);
      await endsAsEver('', begun);
    }
  });

  it('leaves no process behind', async () => {
    clear();
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
