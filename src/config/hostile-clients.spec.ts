import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { openPool, type Pool } from '../engine/pool.ts';
import { parseTape } from '../model/parse-tape.ts';
import { byHand } from '../scenarios/by-hand.ts';
import { childEntry } from './child-entry.ts';

const folder = resolve(import.meta.dirname, `../../.tmp/hostile-${process.pid}`);
const config = join(folder, 'sadpath.config.ts');

/** Clients that take a reply badly. The reply's code says which way. */
const hostile = `import { defineClient, defineConfig } from 'sadpath';
import { banked } from 'sadpath/providers';
import { execSync } from 'node:child_process';

const ways = {
  invalid_amount: () => process.exit(3),
  invalid_currency: () => process.kill(process.pid, 'SIGKILL'),
  invalid_payee: () => { for (;;); },
  invalid_reference: () => { execSync('sleep 60'); },
  invalid_business: () => process.abort(),
};
const call = async (url, { input, idempotencyKey }) => {
  const headers = { authorization: 'Basic ' + btoa('pk_test_sadpath:sk_test_sadpath'), 'idempotency-key': idempotencyKey, 'content-type': 'application/json' };
  const reply = await fetch(url + '/v2/payment_sessions', { method: 'POST', headers, body: JSON.stringify(input) });
  const body = await reply.json();
  ways[body.errors?.[0]?.code]?.();
  return reply.ok;
};
export default defineConfig({
  clients: [
    defineClient({
      name: 'hostile',
      provider: banked,
      create: ({ baseUrl }) => baseUrl,
      operations: { createPaymentSession: call },
      interpret: ({ value }) => ({ outcome: value ? 'succeeded' : 'failed' }),
      tells: ['outcome'],
    }),
  ],
});
`;

describe('a client that takes its process along', function () {
  this.timeout(60_000);
  let pool: Pool;
  before(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(config, hostile);
    pool = openPool({ entry: childEntry, config, silenceMs: 1_000, patienceMs: 30_000, memoryMb: 400 }, 1);
  });
  after(() => {
    pool.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function judged(code: string, passed = true) {
    const scenario = byHand('banked', 'createPaymentSession', parseTape(`400 ${code}`), 'full');
    const control = { passed, ...(passed ? {} : { reason: 'no' }) };
    const question = {
      ask: 'play',
      client: 'hostile',
      seed: 1,
      scenario,
      lane: 'fetch',
      control,
      keepEvidence: false,
    } as const;
    const { verdicts } = await pool.play(question);
    const failed = Object.entries(verdicts).filter(([, { verdict }]) => verdict === 'fail');
    return { verdicts, failed: failed.map(([check, verdict]) => [check, 'message' in verdict ? verdict.message : '']) };
  }

  for (const [code, how] of [
    ['invalid_amount', 'exit code 3'],
    ['invalid_currency', 'SIGKILL'],
    ['invalid_business', 'SIGABRT'],
  ] as const) {
    it(`is caught when it ends it (${how}), and nothing else is said of it`, async () => {
      const { verdicts, failed } = await judged(code);
      expect(failed).to.have.lengthOf(1);
      expect(failed[0]?.[0]).to.equal('robust.contained');
      expect(failed[0]?.[1]).to.contain(`ended the process that it ran in: the child process ended (${how})`);
      expect(verdicts['money.once']?.verdict).to.equal('inconclusive');
    });
  }

  for (const [code, how] of [
    ['invalid_payee', 'a busy loop'],
    ['invalid_reference', 'a command that it waits for'],
  ] as const) {
    it(`is caught when it blocks it, by ${how}`, async () => {
      const { failed } = await judged(code);
      expect(failed).to.deep.equal([
        [
          'robust.settles',
          'blocked the process that it ran in, so that no timer and no reply could reach it any more: the child process said nothing for 2 s',
        ],
      ]);
    });
  }

  it('leaves the verdicts of its neighbours alone', async () => {
    const { verdicts, failed } = await judged('bad_request');
    expect(failed).to.deep.equal([]);
    expect(verdicts['classify.outcome']?.verdict).to.equal('pass');
  });

  it('is not blamed where its happy path does not work', async () => {
    expect((await judged('invalid_amount', false)).failed).to.deep.equal([]);
  });
});
