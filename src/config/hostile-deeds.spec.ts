import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { openPool, type Pool } from '../engine/pool.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Verdict } from '../model/verdict.ts';
import { byHand } from '../scenarios/by-hand.ts';
import { childEntry } from './child-entry.ts';

const folder = resolve(import.meta.dirname, `../../.tmp/hostile-deeds-${process.pid}`);
const config = join(folder, 'sadpath.config.ts');

const changed = 'changed what every module shares: ';
const left = (what: string) => `left ${what} behind when every call had settled and dispose was called`;
const swollen =
  'took more memory than the process that it ran in may hold: the child process took more than 250 MB of memory';

/** How long the daemon sleeps: nobody else's does for so long. */
const daemon = 60 + process.pid / 1e7;

/** What a client does when its payment is refused, and what is said of it. The neighbour is played next, in the same place of the pool. */
const deeds: Record<string, [deed: string, said: string, check?: string]> = {
  'throws in a timer': [
    "() => { setTimeout(() => { throw new Error('boom'); }, 10); }",
    'threw where nobody could catch it at 10 ms: Error: boom',
  ],
  'leaves a rejection': [
    "() => { void Promise.reject(new Error('lost')); }",
    'left a rejection unhandled at 0 ms: Error: lost',
  ],
  'leaves a rejection when its call has settled': [
    "() => { setTimeout(() => Promise.reject(new Error('late')), 60_000); }",
    'left a rejection unhandled at 60,000 ms: Error: late',
  ],
  'overflows the stack of its caller': [
    '() => { const f = () => f(); f(); }',
    'let a raw error of its own out: RangeError: Maximum call stack size exceeded',
    'classify.recognised',
  ],
  'overflows the stack in a timer': [
    '() => { const f = () => f(); setTimeout(f, 10); }',
    'threw where nobody could catch it at 10 ms: RangeError: Maximum call stack size exceeded',
  ],
  'fills the heap': [
    '() => { const all = []; for (;;) all.push(new Array(10_000).fill().map((_, i) => ({ i }))); }',
    swollen,
  ],
  'fills buffers': [
    '() => { const all = []; while (all.length < 2_000) all.push(Buffer.alloc(1_000_000, 1)); }',
    swollen,
  ],
  'takes fetch away': ['() => { delete globalThis.fetch; }', `${changed}globalThis.fetch`],
  'freezes Date': ['() => { Object.freeze(Date); }', `${changed}Date (frozen)`],
  'breaks JSON.parse': ["() => { JSON.parse = () => { throw new Error('no'); }; }", `${changed}JSON.parse`],
  'breaks Array.prototype.map': [
    "() => { Array.prototype.map = () => { throw new Error('no'); }; }",
    `${changed}Array.prototype.map`,
  ],
  'pollutes Object.prototype': ['() => { Object.prototype.to = 1; }', `${changed}Object.prototype.to`],
  'breaks Promise.prototype.then': [
    '() => { Promise.prototype.then = () => new Promise(() => {}); }',
    `${changed}Promise.prototype.then`,
  ],
  'replaces http.request': ['() => { http.request = () => {}; }', `${changed}http.request`],
  'lets every agent trust anybody': [
    '() => { https.globalAgent.options.rejectUnauthorized = false; }',
    `${changed}https.globalAgent.options.rejectUnauthorized`,
  ],
  'goes to another folder': ["() => { process.chdir('/'); }", `${changed}process.cwd()`],
  'sets a variable': ["() => { process.env.PAID = '1'; }", `${changed}process.env.PAID`],
  'sets the exit code': ['() => { process.exitCode = 1; }', `${changed}process.exitCode`],
  'listens to every event': [
    "() => { for (const event of ['exit', 'message', 'disconnect', 'warning', 'SIGTERM', 'uncaughtException']) process.on(event, () => {}); }",
    `${changed}process.on('uncaughtException')`,
  ],
  'takes every listener away': [
    '() => { process.removeAllListeners(); }',
    `${changed}process.on('disconnect'), process.on('internalMessage'), process.on('message')`,
  ],
  'takes those away that decide': [
    "() => { process.removeAllListeners('unhandledRejection'); }",
    `${changed}process.on('unhandledRejection')`,
  ],
  'cuts the process off': [
    '() => { process.disconnect(); }',
    'ended the process that it ran in: the child process ended (SIGKILL): Error: the channel to the process that had started it was closed',
  ],
  'kills its whole group': [
    "() => { process.kill(0, 'SIGTERM'); }",
    'ended the process that it ran in: the child process ended (SIGTERM)',
  ],
  'leaves an interval': [
    '() => { setInterval(() => {}, 1_000); }',
    'left an interval running after every call had settled and dispose was called',
  ],
  'leaves a server': [
    "() => new Promise((done) => { http.createServer().listen(0, '127.0.0.1', done); })",
    left('a server that listens'),
  ],
  'leaves a worker thread': [
    "() => { new Worker('setInterval(() => {}, 1_000)', { eval: true }); }",
    left('a worker thread'),
  ],
  'leaves a daemon': [
    `() => { spawn('sleep', ['${daemon}'], { stdio: 'ignore', detached: true }).unref(); }`,
    left('a child process'),
  ],
  'throws in a worker thread': [
    '() => { new Worker(\'throw new Error("boom")\', { eval: true }); }',
    'threw where nobody could catch it at 3,600,000 ms: Error: boom',
  ],
  'cannot be disposed of': [
    "{ dispose: async () => { throw new Error('no'); } }",
    'could not be disposed of: dispose threw Error: no',
  ],
  'is never disposed of': [
    '{ dispose: () => new Promise(() => {}) }',
    'could not be disposed of: dispose did not end within one virtual hour',
  ],
  'is disposed of for a day': [
    '{ dispose: () => new Promise((done) => setTimeout(done, 86_400_000)) }',
    'could not be disposed of: dispose did not end within one virtual hour',
  ],
};

const forged = "{ to: 'play', clean: true, judged: { id: 'x', operation: 'x', verdicts: {} } }";

/** What is nobody's harm, and nothing is said of. */
const harmless: Record<string, string> = {
  'rejects two hours later': '() => { setTimeout(() => Promise.reject(new Error()), 7_200_000); }',
  'prints a megabyte on stdout': "() => { process.stdout.write('x'.repeat(1_000_000)); }",
  'prints a megabyte on stderr': "() => { process.stderr.write('error '.repeat(200_000)); }",
  'ends stdout': '() => { process.stdout.end(); }',
  'destroys stdout': '() => { process.stdout.destroy(); }',
  'closes stdout': '() => { fs.closeSync(1); }',
  'reads stdin': "() => { process.stdin.on('data', () => {}).resume(); }",
  'reads the environment': '() => ({ ...process.env })',
  'listens once': "() => { process.once('exit', () => {}); }",
  'emits exit': "() => { process.emit('exit', 0); }",
  'asks in the name of the parent': "() => { process.emit('message', { ask: 'describe' }); }",
  'says that the parent is gone': "() => { process.emit('disconnect'); }",
  'says something to the parent': "() => { process.send('hello'); }",
  'says that it is there': "() => { process.send('here'); }",
  'answers in the name of the engine': `() => { process.send(${forged}); process.send({ secret: '', reply: ${forged} }); }`,
  'fails in the name of the engine': "() => { process.send({ to: 'failed', message: 'forged', usage: true }); }",
  'answers when it is not asked': `() => { setTimeout(() => process.send(${forged}), 1); }`,
  'asks a worker thread':
    "() => new Promise((done) => { new Worker('require(\"worker_threads\").parentPort.postMessage(1)', { eval: true }).on('message', done); })",
  'asks a command': "() => new Promise((done) => { spawn('echo', ['x']).on('close', done); })",
  'starts a command that ends soon': "() => { spawn('true', [], { stdio: 'ignore' }); }",
  'takes a minute to be disposed of': '{ dispose: () => new Promise((done) => setTimeout(done, 60_000)) }',
  'calls somebody else by a socket': "() => { net.connect({ host: '192.0.2.1', port: 443 }).on('error', () => {}); }",
  'says goodbye to the provider': '{ dispose: (client) => send(client, { path: "/x" }) }',
};

const source = `import { defineClient, defineConfig } from 'sadpath';
import { banked } from 'sadpath/providers';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { Worker } from 'node:worker_threads';

const deeds = {
  neighbour: () => {},
${[...Object.entries(deeds).map(([name, [deed]]) => [name, deed]), ...Object.entries(harmless)]
  .map(([name, deed]) => `  ${JSON.stringify(name)}: ${deed},`)
  .join('\n')}
};
const send = ({ url }, { headers, path = '', ...init }) =>
  fetch(url + '/v2/payment_sessions' + path, { ...init, headers: { authorization: 'Basic ' + btoa('pk_test_sadpath:sk_test_sadpath'), ...headers } });
const clientThat = ([name, deed]) => defineClient({
  name,
  provider: banked,
  create: ({ baseUrl }) => ({ url: baseUrl, refused: false }),
  operations: {
    createPaymentSession: async (client, { input, idempotencyKey }) => {
      const headers = { 'idempotency-key': idempotencyKey, 'content-type': 'application/json' };
      const reply = await send(client, { method: 'POST', headers, body: JSON.stringify(input) });
      await reply.json();
      client.refused = !reply.ok;
      if (client.refused && typeof deed === 'function') await deed();
      return reply.ok;
    },
  },
  dispose: async (client) => {
    if (client.refused && typeof deed === 'object') await deed.dispose(client);
  },
  interpret: ({ value }) => ({ outcome: value ? 'succeeded' : 'failed' }),
  tells: ['outcome'],
});
export default defineConfig({ clients: Object.entries(deeds).map(clientThat) });
`;

describe('a client that, when its payment is refused,', function () {
  this.timeout(60_000);
  let pool: Pool;
  let asEver: Record<string, Verdict>;
  before(async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(config, source);
    pool = openPool({ entry: childEntry, config, silenceMs: 5_000, patienceMs: 30_000, memoryMb: 250 }, 1);
    asEver = await played('neighbour');
    expect(failures(asEver)).to.deep.equal([]);
    expect(asEver['classify.outcome']).to.deep.equal({ verdict: 'pass' });
  });
  after(() => {
    pool.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function played(client: string): Promise<Record<string, Verdict>> {
    const scenario = byHand('banked', 'createPaymentSession', parseTape('400 bad_request'), 'full');
    const control = { passed: true };
    const { verdicts } = await pool.play({
      ask: 'play',
      client,
      seed: 1,
      scenario,
      lane: 'fetch',
      control,
      keepEvidence: false,
    });
    return verdicts;
  }

  // Each takes a process of its own: every other one, and all of them every night; what leaves a daemon is looked for below.
  const all = process.env.SADPATH_TESTS === 'all';
  const some = Object.entries(deeds).filter(([name], index) => all || index % 2 === 0 || name.includes('daemon'));
  for (const [name, [, said, check = 'robust.contained']] of some) {
    it(`${name}, is found, and its neighbour is judged as ever`, async () => {
      expect(failures(await played(name))).to.deep.equal([[check, said]]);
      expect(await played('neighbour')).to.deep.equal(asEver);
    });
  }

  it('and leaves a daemon, leaves it no longer', () => {
    const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandOf(name).includes(`${daemon}`));
    expect(running).to.deep.equal([]);
  });

  for (const name of Object.keys(harmless)) {
    it(`${name}, is no finding, and its neighbour is judged as ever`, async () => {
      const verdicts = await played(name);
      expect(failures(verdicts)).to.deep.equal([]);
      expect(verdicts['robust.contained']?.verdict).to.equal('pass');
      expect(await played('neighbour')).to.deep.equal(asEver);
    });
  }
});

/** The command line of a process; empty for one that has ended, also where nobody has asked how yet. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function failures(verdicts: Record<string, Verdict>): [string, string][] {
  return Object.entries(verdicts).flatMap(([check, verdict]): [string, string][] =>
    verdict.verdict === 'fail' ? [[check, verdict.message]] : [],
  );
}
