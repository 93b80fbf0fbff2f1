import { expect } from 'chai';
import { judge } from '../checks/judge.ts';
import type { Case } from '../model/case.ts';
import type { CallContext, CallInput, ClientDefinition } from '../model/client.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Provider } from '../model/provider.ts';
import type { Scenario, ScenarioCall } from '../model/scenario.ts';
import { banked } from '../providers/banked.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { paysg } from '../providers/paysg.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { playScenario } from './play.ts';

const sandbox = openSandbox();
const authorization = `Basic ${Buffer.from('pk_test_sadpath:sk_test_sadpath').toString('base64')}`;
const create = 'createPaymentSession';

type Send = (input: CallInput, key: string | undefined) => Promise<Response>;

function send(input: CallInput, key: string | undefined, timeoutMs: number = 10_000): Promise<Response> {
  const headers = { authorization, 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) };
  const url = `${banked.origin}/v2/payment_sessions`;
  const signal = AbortSignal.timeout(timeoutMs);
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(input), signal });
}

const sendOnce: Send = (input, key) => send(input, key);

/** Sends by what `made` returns, which is made anew for each scenario. */
function sender(made: () => Send, otherwise: Outcome = 'unknown'): ClientDefinition {
  return {
    name: 'sender',
    provider: banked,
    create: made,
    operations: { [create]: async (by: Send, { input, idempotencyKey }) => (await by(input, idempotencyKey)).status },
    interpret: ({ value }) => ({ outcome: value === 201 ? 'succeeded' : otherwise }),
  };
}

/** One request at a time. Whoever finds nobody at work works for all who come meanwhile, within its own async context. */
function queue(timeoutMs?: number): Send {
  const waiting: (() => Promise<void>)[] = [];
  let busy = false;
  const work = async () => {
    busy = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
    busy = false;
  };
  return (input, key) =>
    new Promise((resolve, reject) => {
      waiting.push(() => send(input, key, timeoutMs).then(resolve, reject));
      if (!busy) void work();
    });
}

function scenarioOf(calls: Omit<ScenarioCall, 'id' | 'operation'>[], more: Partial<Scenario> = {}): Scenario {
  return {
    format: 1,
    provider: 'banked',
    requirement: 'wire/calls-at-once',
    group: 'g',
    calls: calls.map((call, index) => ({ id: `call-${index + 1}`, operation: create, ...call })),
    tape: '',
    latencyMs: 100,
    lane: 'auto',
    ...more,
  };
}

async function played(client: ClientDefinition, scenario: Scenario): Promise<Case> {
  const control = { passed: true };
  return (await playScenario(sandbox, { client, scenario, lane: 'fetch', seed: 1, control })).case;
}

function sent({ trace }: Case): string[] {
  return trace.flatMap((event) => (event.event === 'request' ? [`${event.at} ${event.call} ${event.intent}`] : []));
}

const two = [
  { intent: 'one', start: 'first' },
  { intent: 'two', start: 'with' },
] satisfies Partial<ScenarioCall>[];
const same = [
  { intent: 'one', start: 'first' },
  { intent: 'one', start: 'with' },
] satisfies Partial<ScenarioCall>[];

function broken(result: Case): string[] {
  return Object.entries(judge(result)).flatMap(([check, { verdict }]) => (verdict === 'fail' ? [check] : []));
}

describe('several calls in one scenario', () => {
  it('have every reply take its time, so that they are at once for the provider as well', async () => {
    const { trace, calls } = await played(
      sender(() => sendOnce),
      scenarioOf(two),
    );
    expect(trace.map(({ at, event, call }) => `${at} ${event} ${call}`)).to.deep.equal([
      '0 called call-1',
      '0 called call-2',
      '0 request call-1',
      '0 effect call-1',
      '0 request call-2',
      '0 effect call-2',
      '100 reply call-1',
      '100 settled call-1',
      '100 reply call-2',
      '100 settled call-2',
    ]);
    expect(calls.map(({ settledAt }) => settledAt)).to.deep.equal([100, 100]);
  });

  it('take steps from the tape in the order in which they arrive', async () => {
    const tape = 'ok, html 503, ok';
    const three = [...two, { intent: 'three', start: 'with' as const }];
    const { calls } = await played(
      sender(() => sendOnce),
      scenarioOf(three, { tape }),
    );
    expect(calls.map(({ belief }) => belief?.outcome)).to.deep.equal(['succeeded', 'unknown', 'succeeded']);
  });

  it('are told apart by what their requests say, whoever sends them', async () => {
    const result = await played(
      sender(() => queue()),
      scenarioOf(two),
    );
    expect(sent(result)).to.deep.equal(['0 call-1 one', '100 call-2 two']);
    expect(result.trace.flatMap((event) => (event.event === 'reply' ? [event.call] : []))).to.deep.equal([
      'call-1',
      'call-2',
    ]);
    expect(broken(result)).to.deep.equal([]);
  });

  it('keep the name of the call on an exchange that the client hangs up on', async () => {
    const { trace } = await played(
      sender(() => queue(150)),
      scenarioOf(two, { latencyMs: 200 }),
    );
    const hungUp = trace.filter(({ event }) => event === 'aborted');
    expect(hungUp.map(({ at, call }) => `${at} ${call}`)).to.deep.equal(['150 call-1', '300 call-2']);
  });

  it('of one intent are held against nobody where nothing tells whose request was whose', async () => {
    const result = await played(
      sender(() => queue()),
      scenarioOf(same),
    );
    expect(sent(result)).to.deep.equal(['0 call-1 one', '100 call-1 one']);
    expect(broken(result)).to.deep.equal([]);
    expect(judge(result)['retry.never']).to.have.property('verdict', 'inconclusive');
    expect(judge(result)['money.once']).to.have.property('verdict', 'pass');
  });

  it('of one intent may be sent once, for both', async () => {
    const joining = (): Send => {
      let underWay: Promise<Response> | undefined;
      return (...request) => {
        underWay ??= sendOnce(...request).finally(() => (underWay = undefined));
        return underWay;
      };
    };
    const result = await played(sender(joining), scenarioOf(same));
    expect(sent(result)).to.deep.equal(['0 call-1 one']);
    expect(broken(result)).to.deep.equal([]);
    expect(Object.values(judge(result)).map(({ verdict }) => verdict)).to.not.include('inconclusive');
  });

  it('of one intent are one effect to a provider that is sent the key it was handed', async () => {
    const keyed = await played(
      sender(() => sendOnce),
      scenarioOf(same),
    );
    expect([keyed.ledger.length, broken(keyed)]).to.deep.equal([1, []]);
    const handed = keyed.trace.flatMap((event) => (event.event === 'request' ? [event.handed] : []));
    expect(handed).to.deep.equal([true, true]);

    const keyless = await played(
      sender(() => (input) => send(input, undefined)),
      scenarioOf(same),
    );
    expect([keyless.ledger.length, broken(keyless)]).to.deep.equal([2, ['money.once']]);

    const placeless = sender(() => sendOnce);
    placeless.operations[create] = async (by: Send, { input }: CallContext) => (await by(input, undefined)).status;
    const without = await played(placeless, scenarioOf(same));
    expect([without.ledger.length, broken(without)]).to.deep.equal([2, []]);

    const minting = await played(
      sender(() => (input) => send(input, crypto.randomUUID())),
      scenarioOf(same),
    );
    expect([minting.ledger.length, broken(minting)]).to.deep.equal([2, []]);
    expect(judge(minting)['money.once']).to.have.property('verdict', 'not-applicable');
  });

  it('of one intent: the second is un-faulted where it ends the tape', async () => {
    const again: Partial<ScenarioCall>[] = [
      { intent: 'one', start: 'first' },
      { intent: 'one', start: 'after', endsTape: true },
    ];
    const { calls, ledger } = await played(
      sender(() => sendOnce),
      scenarioOf(again as Omit<ScenarioCall, 'id' | 'operation'>[], { tape: 'html 502 after-commit ×∞' }),
    );
    expect(calls.map(({ belief }) => belief?.outcome)).to.deep.equal(['unknown', 'succeeded']);
    expect(ledger).to.have.lengthOf(1);
  });

  it('are each made again, one after another, where their callers were told to', async () => {
    const result = await played(
      sender(() => sendOnce, 'retryable'),
      scenarioOf(two, { tape: 'html 502 after-commit ×∞' }),
    );
    expect(result.calls.map(({ id, intent, belief }) => `${id} ${intent} ${belief?.outcome}`)).to.deep.equal([
      'call-1 one retryable',
      'call-2 two retryable',
      'follow-up one succeeded',
      'follow-up-2 two succeeded',
    ]);
    expect(judge(result)['money.belief']).to.have.property('verdict', 'pass');
  });
});

describe('a repeat at once', () => {
  const bodies: Record<string, [Provider, string, (key: string) => RequestInit & { url: string }]> = {
    'is refused by PaySG while the first one is at work': [
      paysg,
      'createPayment',
      (key) => ({
        url: '/v1/payment-services/ps_1/payments',
        headers: { 'x-api-key': 'paysg_test_sadpath', 'content-type': 'application/json', 'idempotency-key': key },
      }),
    ],
    'is answered like the first one by the OpenAPI platform': [
      openapiPlatform,
      'pay',
      () => ({
        url: '/v1/payments/pay',
        headers: {
          'client-id': 'client_sadpath',
          'request-time': new Date().toISOString(),
          signature: 'algorithm=RSA256, keyVersion=1, signature=abc',
          'content-type': 'application/json',
        },
      }),
    ],
  };
  const answers: Record<string, string[]> = {
    paysg: ['409 idempotent_request_in_progress', '201 ok'],
    'openapi-platform': ['200 ok', '200 ok'],
  };

  for (const [says, [provider, operation, requestOf]] of Object.entries(bodies)) {
    it(says, async () => {
      const client: ClientDefinition = {
        name: 'sender',
        provider,
        create: () => undefined,
        operations: {
          [operation]: async (_, { input, idempotencyKey }) => {
            const { url, ...init } = requestOf(idempotencyKey);
            await fetch(provider.origin + url, { ...init, method: 'POST', body: JSON.stringify(input) });
          },
        },
        interpret: () => ({ outcome: 'unknown' }),
      };
      const scenario = scenarioOf(same, { provider: provider.id });
      const of = { ...scenario, calls: scenario.calls.map((call) => ({ ...call, operation })) };
      const { trace, ledger } = await played(client, of);
      expect(trace.flatMap((event) => (event.event === 'reply' ? [event.summary] : [])).sort()).to.have.members(
        answers[provider.id] ?? [],
      );
      expect(trace.flatMap((event) => (event.event === 'request' ? [event.handed] : []))).to.deep.equal([true, true]);
      expect(ledger).to.have.lengthOf(1);
    });
  }
});
