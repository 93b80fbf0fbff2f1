import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { openPool } from './pool.ts';

const folder = resolve(import.meta.dirname, `../../.tmp/pool-${process.pid}`);
const entry = join(folder, 'child.mjs');

/** A child that says who it is, after a moment, and ends when it is told to. */
const child = `process.once('message', ({ secret }) => process.on('message', ({ ask, operation }) => {
  if (operation === 'end') process.exit(0);
  const reply = { to: ask, result: { passed: true, fetchOnly: false, reason: String(process.pid) } };
  setTimeout(() => process.send({ secret, reply }), 20);
}));`;

describe('a pool', () => {
  before(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(entry, child);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function asked(places: number, operations: string[]): Promise<(string | undefined)[]> {
    const pool = openPool({ entry, config: 'none', silenceMs: 5000, patienceMs: 60_000, memoryMb: 400 }, places);
    try {
      const ask = (operation: string) => pool.ask({ ask: 'control', client: 'c', operation, seed: 1 });
      const replies = await Promise.all(operations.map(ask));
      return replies.map((reply) => (reply.to === 'control' ? reply.result.reason : reply.message));
    } finally {
      pool.close();
    }
  }

  it('asks as many children as it has places, and the same ones again', async () => {
    const operations = ['a', 'b', 'c', 'd', 'e'];
    expect(new Set(await asked(2, operations)).size).to.equal(2);
    expect(new Set(await asked(1, operations)).size).to.equal(1);
  });

  it('starts another child where one has ended, and asks on', async () => {
    const [first, ended, next] = await asked(1, ['a', 'end', 'b']);
    expect(ended).to.equal('the child process ended (exit code 0)');
    expect(next).to.match(/^\d+$/).and.not.equal(first);
  });
});
