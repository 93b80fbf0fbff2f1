import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { askOnce } from './ask-once.ts';
import type { WorkerOptions } from './worker.ts';

const folder = resolve(import.meta.dirname, `../../.tmp/worker-${process.pid}`);

/** What a child of this kind answers; each is one line that hears the question, or the sign of life that is asked for, as `m`. */
async function told(line: string, options: Partial<WorkerOptions> = {}): Promise<unknown> {
  const entry = join(folder, 'child.mjs');
  const say = 'const say = (reply) => process.send({ secret, reply });';
  writeFileSync(
    entry,
    `process.once('message', ({ secret }) => { ${say} process.on('message', (m) => { ${line} }); });`,
  );
  return askOnce(
    { entry, config: 'none', silenceMs: 2000, patienceMs: 60_000, memoryMb: 400, ...options },
    { ask: 'describe' },
  );
}

describe('a child', () => {
  before(() => mkdirSync(folder, { recursive: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('answers with the kind of its question, or says that it could not', async () => {
    const failed = { to: 'failed', message: 'no', usage: true };
    expect(await told(`say(${JSON.stringify(failed)});`)).to.deep.equal(failed);
    const answer = { to: 'describe', config: { clients: [] } };
    expect(await told(`say(${JSON.stringify(answer)});`)).to.deep.equal(answer);
  });

  it('is not believed when it sends something else', async () => {
    const because = 'the child process sent something that is no answer';
    for (const noise of ['"hello"', '{ to: "play" }', 'null']) {
      expect(await told(`say(${noise});`)).to.include({
        to: 'failed',
        message: because,
      });
    }
  });

  it('is waited for while its event loop turns, and no longer than one may take', async () => {
    const answer = JSON.stringify({ to: 'describe', config: { clients: [] } });
    const slow = (ms: number) =>
      `if (m === 'are you there?') say('here'); else setTimeout(() => say(${answer}), ${ms});`;
    expect(await told(slow(700), { silenceMs: 100 })).to.have.property('to', 'describe');
    expect(await told(slow(5_000), { silenceMs: 100, patienceMs: 500 })).to.include({
      message: 'the child process was not done after 0.5 s',
    });
    const blocked = 'for (;;);';
    expect(await told(blocked, { silenceMs: 200 })).to.include({
      message: 'the child process said nothing for 0.4 s',
      broke: 'blocked',
    });
  });

  it('says how it ended, with its last words', async () => {
    expect(await told("console.error('Error: out of paper'); process.exit(3);")).to.include({
      message: 'the child process ended (exit code 3): Error: out of paper',
    });
  });

  it('is not mistaken for somebody else in its process, who does not know the secret', async () => {
    const forged = JSON.stringify({ to: 'describe', config: { clients: [] } });
    const honest = JSON.stringify({ to: 'failed', message: 'no', usage: true });
    const noise = `process.send('here'); process.send(${forged}); process.send({ secret: 'guessed', reply: ${forged} });`;
    expect(await told(`${noise} setTimeout(() => say(${honest}), 50);`)).to.deep.equal(JSON.parse(honest));
  });

  for (const [kind, line] of [
    ['its heap', 'const all = []; for (;;) all.push(new Array(10_000).fill().map((_, i) => ({ i })));'],
    ['buffers', 'const all = []; for (let i = 0; i < 2_000; i += 1) all.push(Buffer.alloc(1_000_000, 1));'],
  ] as const) {
    it(`may hold so much memory, and no more, in ${kind}`, async () => {
      expect(await told(line, { memoryMb: 200 })).to.deep.equal({
        to: 'failed',
        message: 'the child process took more than 200 MB of memory',
        usage: false,
        broke: 'swollen',
      });
    });
  }

  it('takes along what it has started', async () => {
    const line =
      "import('node:child_process').then(({ spawn }) => { const { pid } = spawn('sleep', ['60'], { stdio: 'ignore' }); say({ to: 'failed', message: String(pid), usage: false }); });";
    const reply = await told(line);
    const pid = Number(typeof reply === 'object' && reply !== null && 'message' in reply ? reply.message : 0);
    expect(pid).to.be.above(0);
    // The signal is on its way when the child is told to stop.
    for (let tries = 0; tries < 200 && isAlive(pid); tries += 1) await sleep(5);
    expect(isAlive(pid)).to.equal(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Dead, and nobody has asked how: init will.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
