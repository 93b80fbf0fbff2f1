import { randomUUID } from 'node:crypto';
import { request } from 'node:https';
import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import type { CallContext, CallInput, ClientDefinition, Credentials } from '../model/client.ts';
import type { Scenario } from '../model/scenario.ts';
import { banked } from '../providers/banked.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { playScenario } from './play.ts';

const sandbox = openSandbox();
const authorization = `Basic ${Buffer.from('pk_test_sadpath:sk_test_sadpath').toString('base64')}`;

/** Sends once, and says "again" about everything that is no success. */
function sender(keyOf: (handed: string) => string, more: Partial<ClientDefinition> = {}): ClientDefinition {
  return {
    name: 'sender',
    provider: banked,
    create: ({ baseUrl }) => `${baseUrl}/v2/payment_sessions`,
    operations: {
      createPaymentSession: async (url, { input, idempotencyKey }) => send(String(url), input, keyOf(idempotencyKey)),
    },
    interpret: ({ value }) => ({ outcome: value === 201 ? 'succeeded' : 'retryable' }),
    ...more,
  };
}

async function send(url: string, input: CallInput, key: string, as = authorization): Promise<number> {
  const headers = { authorization: as, 'content-type': 'application/json', 'idempotency-key': key };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
  return response.status;
}

function scenario(tape: string, calls?: Scenario['calls']): Scenario {
  const one: Scenario['calls'] = [
    { id: 'call-1', operation: 'createPaymentSession', intent: 'intent-1', start: 'first' },
  ];
  return {
    format: 1,
    provider: 'banked',
    requirement: 'banked/errors/internal',
    group: 'g',
    calls: calls ?? one,
    tape,
    lane: 'auto',
  };
}

async function played(client: ClientDefinition, of: Scenario): Promise<Case> {
  return (await playScenario(sandbox, { client, scenario: of, lane: 'fetch', seed: 1, control: { passed: true } }))
    .case;
}

function told({ trace }: Case): string[] {
  return trace.map((event) => {
    switch (event.event) {
      case 'request':
        return `${event.at} ${event.call} → ${event.key} ${event.intent}`;
      case 'reply':
        return `${event.at} ${event.call} ← ${event.summary}`;
      case 'effect':
        return `${event.at} ● ${event.intent}`;
      default:
        return `${event.at} ${event.call} ${event.event}`;
    }
  });
}

describe('playScenario', () => {
  it('plays the caller who was told to call again: same input, same key', async () => {
    const { calls, ledger } = await played(
      sender((handed) => handed),
      scenario('500 internal after-commit'),
    );
    expect(calls.map(({ id }) => id)).to.deep.equal(['call-1', 'follow-up']);
    expect(calls[1]?.input).to.deep.equal(calls[0]?.input);
    expect(calls[1]?.belief).to.deep.equal({ outcome: 'succeeded' });
    expect(ledger).to.have.lengthOf(1);
  });

  it('so finds the client that takes a new key for the same intent', async () => {
    const { ledger } = await played(
      sender(() => randomUUID()),
      scenario('500 internal after-commit ×∞'),
    );
    expect(ledger.map(({ intent }) => intent)).to.deep.equal(['intent-1', 'intent-1']);
  });

  it('does not call again where nothing happened', async () => {
    const { calls, ledger } = await played(
      sender((handed) => handed),
      scenario('500 internal ×∞'),
    );
    expect(calls.map(({ id }) => id)).to.deep.equal(['call-1']);
    expect(ledger).to.deep.equal([]);
  });

  it('commits late when the client has given up, and not before', async () => {
    const unsure = sender((handed) => handed, { interpret: () => ({ outcome: 'unknown' }) });
    expect(told(await played(unsure, scenario('500 internal late-commit ×∞')))).to.deep.equal([
      '0 call-1 called',
      '0 call-1 → key#1 intent-1',
      '0 call-1 ← 500 internal',
      '0 ● intent-1',
      '0 call-1 settled',
    ]);
  });

  it('hands out credentials that can be refreshed, and has the provider take the fresh ones', async () => {
    const renewing = sender((handed) => handed, {
      create: ({ baseUrl, credentials }) => ({ url: `${baseUrl}/v2/payment_sessions`, credentials }),
      operations: {
        createPaymentSession: async (
          { url, credentials }: { url: string; credentials: Credentials },
          { input, idempotencyKey }: CallContext,
        ) => {
          await send(url, input, idempotencyKey);
          const { key, secret } = await credentials.refresh();
          const fresh = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
          expect(credentials.current()).to.deep.include({ key, secret });
          return send(url, input, idempotencyKey, fresh);
        },
      },
    });
    const { trace, calls } = await played(renewing, scenario('401 unauthorized'));
    expect(calls[0]?.belief).to.deep.equal({ outcome: 'succeeded' });
    expect(
      trace.flatMap((event) => {
        if (event.event === 'refreshed') return [`${event.since} to ${event.at} ${event.call}`];
        return event.event === 'request' ? [event.credentials] : [];
      }),
    ).to.deep.equal(['credentials#1', '0 to 50 call-1', 'credentials#2']);
  });

  it('starts calls together, after one another, and at a time, and tells their requests apart', async () => {
    const call = { operation: 'createPaymentSession' };
    const calls: Scenario['calls'] = [
      { ...call, id: 'a', intent: 'one', start: 'first' },
      { ...call, id: 'b', intent: 'two', start: 'with' },
      { ...call, id: 'c', intent: 'three', start: 'after' },
      { ...call, id: 'd', intent: 'four', start: 5000 },
    ];
    const result = await played(
      sender((handed) => handed),
      scenario('', calls),
    );
    const requests = result.trace.flatMap((event) =>
      event.event === 'request' ? [`${event.at} ${event.call} ${event.intent}`] : [],
    );
    expect(requests).to.deep.equal(['0 a one', '0 b two', '0 c three', '5000 d four']);
    const order = result.trace.map(({ event, call: id }) => `${event} ${id}`);
    expect(order.indexOf('called c')).to.be.greaterThan(
      Math.max(order.indexOf('settled a'), order.indexOf('settled b')),
    );
  });

  it('says how a call ended that never settled', async () => {
    const deaf = sender((handed) => handed, { operations: { createPaymentSession: () => new Promise(() => {}) } });
    const { calls, ending } = await played(deaf, scenario(''));
    expect([ending, calls[0]?.how]).to.deep.equal(['hung', 'never']);
  });

  it('does not take for an answer what a call says when its connection is cleared away', async () => {
    const patient = sender((handed) => handed, {
      operations: {
        createPaymentSession: (url) =>
          new Promise((_, reject) => {
            request(String(url), { method: 'POST', headers: { authorization } }).on('error', reject).end('{}');
          }),
      },
    });
    const { case: result } = await playScenario(sandbox, {
      client: patient,
      scenario: scenario('stall ×∞'),
      lane: 'msw',
      seed: 1,
    });
    expect([result.ending, result.calls[0]?.how, result.calls[0]?.settledAt]).to.deep.equal([
      'hung',
      'never',
      undefined,
    ]);
    expect(result.trace.map(({ event }) => event)).to.deep.equal(['called', 'request', 'reply']);
  });

  it('ends a hot loop', async () => {
    const endless = sender((handed) => handed, {
      operations: {
        createPaymentSession: async (url, { input, idempotencyKey }) => {
          while ((await send(String(url), input, idempotencyKey)) !== 201);
        },
      },
    });
    const { ending, trace, calls } = await played(endless, scenario('500 internal ×∞'));
    expect(ending).to.equal('requests');
    // What it says when its connections are cleared away is no answer of its.
    expect(calls.map(({ how }) => how)).to.deep.equal(['never']);
    expect(trace.filter(({ event }) => event === 'request')).to.have.lengthOf(1_000);
  });

  it('waits for nobody who is twice as late as may be, and for a loop that may still end to its end', async () => {
    const patient = (deadlineMs?: number) =>
      sender((handed) => handed, {
        ...(deadlineMs !== undefined && { retries: { attempts: 1, deadlineMs } }),
        operations: {
          createPaymentSession: async (url, { input, idempotencyKey }) => {
            while ((await send(String(url), input, idempotencyKey)) !== 201)
              await new Promise((resolve) => setTimeout(resolve, 5_000));
          },
        },
      });
    const sent = async (client: ClientDefinition) => {
      const { ending, trace } = await played(client, scenario('500 internal ×∞'));
      expect(ending).to.equal('requests');
      return trace.filter(({ event }) => event === 'request').length;
    };
    expect(await sent(patient())).to.equal(1_441);
    expect(await sent(patient(5_400_000))).to.equal(2_161);
  });

  it('lets a payment settle by itself after three days, which a client waits for in as many steps as it takes readings', async () => {
    const tenMinutes = 600_000;
    const waiting = sender((handed) => handed, {
      operations: {
        awaitPayment: {
          uses: ['getPaymentSession'],
          given: 'a pending payment session',
          retries: { attempts: 1, deadlineMs: 300_000_000 },
          call: async (url: string, { input }: CallContext) => {
            for (;;) {
              const reply = await fetch(`${url}/${input.id}`, { headers: { authorization } });
              const { state } = JSON.parse(await reply.text());
              if (state === 'sent') return 201;
              await new Promise((resolve) => setTimeout(resolve, tenMinutes));
            }
          },
        },
      },
    });
    const calls: Scenario['calls'] = [{ id: 'call-1', operation: 'awaitPayment', intent: 'intent-1', start: 'first' }];
    const threeDays = 259_200_000;
    const of = { ...scenario('', calls), requirement: 'wire/journey-timed', journey: [`sent@${threeDays}`] };
    const {
      trace,
      calls: [call],
    } = await played(waiting, of);
    expect(call).to.deep.include({ settledAt: threeDays, belief: { outcome: 'succeeded' } });
    expect(trace.filter(({ event }) => event === 'request')).to.have.lengthOf(threeDays / tenMinutes + 1);
  });

  it('lets the definition have the last word on a reply, and blames no client for one that throws', async () => {
    const seen: string[] = [];
    const signing = sender((handed) => handed, {
      reply: (reply, { method }) => {
        seen.push(`${method} ${reply.status}`);
        return { ...reply, status: reply.status === 201 ? 202 : reply.status };
      },
    });
    const { calls } = await played(signing, scenario('ok'));
    // The second is of the caller who was told to call again.
    expect(seen).to.deep.equal(['POST 201', 'POST 201']);
    expect(calls[0]?.belief).to.deep.equal({ outcome: 'retryable' });

    const broken = sender((handed) => handed, {
      reply: () => {
        throw new Error('no key');
      },
    });
    const refusal = await played(broken, scenario('ok')).catch((error: unknown) => error);
    expect(String(refusal)).to.contain('Failed to let sender have the last word on a reply: reply threw Error: no key');
  });

  it('plays the same scenario to the same trace, whatever was played in between', async () => {
    const client = sender(() => randomUUID());
    const first = await played(client, scenario('500 internal after-commit ×∞'));
    await played(client, scenario('400 invalid_amount'));
    expect(await played(client, scenario('500 internal after-commit ×∞'))).to.deep.equal(first);
  });
});
