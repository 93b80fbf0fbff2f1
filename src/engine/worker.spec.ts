import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { askOnce } from './ask-once.ts';
import type { WorkerOptions } from './worker.ts';

const folder = resolve(import.meta.dirname, `../../.tmp/worker-${process.pid}`);

/** What a child of this kind answers; each is one line that listens for the question. */
async function told(child: string, options: Partial<WorkerOptions> = {}): Promise<unknown> {
  const entry = join(folder, 'child.mjs');
  writeFileSync(entry, child);
  return askOnce({ entry, config: 'none', silenceMs: 2000, patienceMs: 60_000, ...options }, { ask: 'describe' });
}

describe('a child', () => {
  before(() => mkdirSync(folder, { recursive: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('answers with the kind of its question, or says that it could not', async () => {
    const failed = { to: 'failed', message: 'no', usage: true };
    expect(await told(`process.on('message', () => process.send(${JSON.stringify(failed)}));`)).to.deep.equal(failed);
    const answer = { to: 'describe', config: { clients: [] } };
    expect(await told(`process.on('message', () => process.send(${JSON.stringify(answer)}));`)).to.deep.equal(answer);
  });

  it('is not believed when it sends something else', async () => {
    const because = 'the child process sent something that is no answer';
    for (const noise of ['"hello"', '{ to: "play" }', 'null']) {
      expect(await told(`process.on('message', () => process.send(${noise}));`)).to.include({
        to: 'failed',
        message: because,
      });
    }
  });

  it('is waited for while its event loop turns, and no longer than one may take', async () => {
    const answer = JSON.stringify({ to: 'describe', config: { clients: [] } });
    const slow = (ms: number) =>
      `process.on('message', (m) => m === 'are you there?' ? process.send('here') : setTimeout(() => process.send(${answer}), ${ms}));`;
    expect(await told(slow(700), { silenceMs: 100 })).to.have.property('to', 'describe');
    expect(await told(slow(5_000), { silenceMs: 100, patienceMs: 500 })).to.include({
      message: 'the child process was not done after 0.5 s',
    });
    const blocked = "process.on('message', () => { for (;;); });";
    expect(await told(blocked, { silenceMs: 200 })).to.include({
      message: 'the child process said nothing for 0.4 s',
      broke: 'blocked',
    });
  });

  it('says how it ended, with its last words', async () => {
    const last = "process.on('message', () => { console.error('Error: out of paper'); process.exit(3); });";
    expect(await told(last)).to.include({ message: 'the child process ended (exit code 3): Error: out of paper' });
  });
});
