import { get } from 'node:http';
import { expect } from 'chai';
import type { ClientDefinition } from '../model/client.ts';
import type { Scenario } from '../model/scenario.ts';
import { banked } from '../providers/banked.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { judgeScenario } from './judge-scenario.ts';

const authorization = `Basic ${Buffer.from('pk_test_sadpath:sk_test_sadpath').toString('base64')}`;
const url = 'http://banked.sadpath.test/v2/payment_sessions/none';

/** Reads by fetch; after a failure it asks again by another stack. */
const client: ClientDefinition = {
  name: 'two-stacks',
  provider: { ...banked, origin: 'http://banked.sadpath.test' },
  create: () => undefined,
  operations: {
    getPaymentSession: async () => {
      const response = await fetch(url, { headers: { authorization } });
      if (response.ok) return response.status;
      return new Promise((resolve, reject) => {
        get(url, { headers: { authorization } }, (again) => resolve(again.statusCode)).on('error', reject);
      });
    },
  },
  interpret: ({ value }) => ({
    outcome: value === 404 ? 'failed' : 'unknown',
    category: 'not_found',
    code: 'session_not_found',
  }),
};

const scenario: Scenario = {
  format: 1,
  provider: 'banked',
  requirement: 'banked/errors/session_not_found',
  group: 'g',
  calls: [{ id: 'call-1', operation: 'getPaymentSession', intent: 'intent-1', start: 'first' }],
  tape: '404 session_not_found ×∞',
  lane: 'auto',
};

describe('judgeScenario', () => {
  it('sees a client that turns to sockets on the sad path only', async () => {
    const options = {
      client,
      scenario,
      lane: 'fetch',
      seed: 1,
      control: { passed: true },
      keepEvidence: true,
    } as const;
    const { judged } = await judgeScenario(openSandbox(), options);
    const requests = judged.evidence?.timeline.filter(({ event }) => event === 'request');
    expect(requests).to.have.lengthOf(2);
    expect(judged.verdicts['classify.code']).to.deep.equal({ verdict: 'pass' });
    expect(judged.evidence?.timeline.some(({ event }) => event === 'escaped')).to.equal(false);
  });

  it('switches checks off that the client switches off, and says so', async () => {
    const options = {
      client: { ...client, rules: { 'classify.code': 'off' as const } },
      scenario,
      seed: 1,
      control: { passed: true },
    };
    const { judged } = await judgeScenario(openSandbox(), { ...options, lane: 'msw' });
    expect(judged.verdicts['classify.code']).to.deep.equal({
      verdict: 'not-applicable',
      reason: 'switched off by `rules`',
    });
  });

  for (const [what, more, undo] of [
    [
      'has changed what others share',
      { create: () => Reflect.set(process.env, 'PAID', '1') },
      () => Reflect.deleteProperty(process.env, 'PAID'),
    ],
    ['is not disposed of', { dispose: () => new Promise<void>(() => {}) }, () => {}],
    ['has left an interval', { create: () => void setInterval(() => {}, 1_000) }, () => {}],
  ] as const) {
    it(`lets nothing else be played in the process after a client that ${what}`, async () => {
      const options = { scenario, lane: 'msw', seed: 1, control: { passed: true } } as const;
      const { clean } = await judgeScenario(openSandbox(), { ...options, client: { ...client, ...more } });
      undo();
      expect(clean).to.equal(false);
      expect((await judgeScenario(openSandbox(), { ...options, client })).clean).to.equal(true);
    });
  }
});
