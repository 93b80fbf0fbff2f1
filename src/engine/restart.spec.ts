import { expect } from 'chai';
import { judge } from '../checks/judge.ts';
import type { Case } from '../model/case.ts';
import type { CallContext, ClientDefinition, ClientStorage, CreateContext } from '../model/client.ts';
import type { Scenario, ScenarioCall } from '../model/scenario.ts';
import { banked } from '../providers/banked.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { observe } from './observe.ts';
import { playScenario } from './play.ts';

const sandbox = openSandbox();
const operation = 'createPaymentSession';

interface Made {
  storage: ClientStorage;
  send(context: CallContext, key: string): Promise<number>;
}

type Calls = (made: Made, context: CallContext) => Promise<unknown>;

/** A client of Banked's that sends once; `log` is written in by all of them. */
function clientOf(call: Calls, more: Partial<ClientDefinition> = {}): ClientDefinition {
  return {
    name: 'restarted',
    provider: banked,
    create({ baseUrl, credentials: { key, secret }, storage }: CreateContext): Made {
      const headers = { authorization: `Basic ${btoa(`${key}:${secret}`)}`, 'content-type': 'application/json' };
      return {
        storage,
        async send({ input }, key) {
          const sent = { method: 'POST', headers: { ...headers, 'idempotency-key': key }, body: JSON.stringify(input) };
          return (await fetch(`${baseUrl}/v2/payment_sessions`, sent)).status;
        },
      };
    },
    operations: { [operation]: call },
    interpret: ({ value }) => ({ outcome: value === 201 ? 'succeeded' : 'unknown' }),
    tells: ['outcome'],
    ...more,
  };
}

const keeping: Calls = async ({ storage, send }, context) => {
  const key = (await storage.get(context.input.reference)) ?? crypto.randomUUID();
  await storage.set(context.input.reference, key);
  return send(context, key);
};

const minting: Calls = ({ send }, context) => send(context, crypto.randomUUID());

const afterwards: Partial<ScenarioCall> = { start: 'after' };
const inTheMiddle: Partial<ScenarioCall> = { start: 100 };

async function played(
  client: ClientDefinition,
  tape: string,
  again: Partial<ScenarioCall>,
  more: Partial<Scenario> = {},
): Promise<Case> {
  const call = (id: string) => ({ id, operation, intent: 'one', start: 'first' as const });
  const scenario: Scenario = {
    format: 1,
    provider: 'banked',
    requirement: 'wire/restart-while-open',
    group: 'g',
    calls: [call('call-1'), { ...call('call-2'), endsTape: true, restarts: true, ...again }],
    tape,
    lane: 'auto',
    ...more,
  };
  return (await playScenario(sandbox, { client, scenario, lane: 'msw', seed: 1, control: { passed: true } })).case;
}

function verdict(result: Case, check: string): unknown {
  return judge(result)[check];
}

function happened({ trace }: Case): string[] {
  return trace.map(({ at, event, call }) => `${at} ${event} ${call}`);
}

describe('a restart', () => {
  it('in the middle of a call: the call never comes back, and the next one is made a second later', async () => {
    const result = await played(clientOf(keeping), 'stall after-commit ×∞', inTheMiddle);
    expect(happened(result)).to.deep.equal([
      '0 called call-1',
      '0 request call-1',
      '0 effect call-1',
      '0 reply call-1',
      '100 restarted call-2',
      '1100 called call-2',
      '1100 request call-2',
      '1100 reply call-2',
      '1100 settled call-2',
    ]);
    const [first, second] = result.calls;
    expect(first).to.include({ how: 'never', killedAt: 100 });
    expect(first).to.not.have.any.keys('settledAt', 'belief');
    expect(second).to.include({ how: 'value', at: 1_100, settledAt: 1_100 });
    expect(second?.idempotencyKey).to.equal(first?.idempotencyKey);
    expect(second?.input).to.deep.equal(first?.input);
    expect([result.ending, result.ledger.length, result.kept]).to.deep.equal(['settled', 1, ['one']]);
    expect(Object.entries(judge(result)).filter(([, one]) => one.verdict === 'fail')).to.deep.equal([]);
    expect(Object.values(judge(result)).filter((one) => one.verdict === 'inconclusive')).to.deep.equal([]);
  });

  it('after a call: it keeps what it was told', async () => {
    const client = clientOf((made, context) => keeping(made, context).catch(() => 'no idea'));
    const result = await played(client, 'reset after-commit ×∞', afterwards);
    expect(result.calls.map(({ how, belief }) => [how, belief?.outcome])).to.deep.equal([
      ['value', 'unknown'],
      ['value', 'succeeded'],
    ]);
    expect(result.trace.flatMap((event) => (event.event === 'restarted' ? [event.killed] : []))).to.deep.equal([[]]);
    expect(verdict(result, 'money.once')).to.have.property('verdict', 'pass');
    expect(verdict(result, 'retry.key')).to.have.property('verdict', 'pass');
  });

  it('makes the mistake of a client show that does not keep its key in time', async () => {
    const late: Calls = async (made, context) => {
      const key = (await made.storage.get(context.input.reference)) ?? crypto.randomUUID();
      const status = await made.send(context, key);
      await made.storage.set(context.input.reference, key);
      return status;
    };
    const result = await played(clientOf(late), 'stall after-commit ×∞', inTheMiddle);
    expect(verdict(result, 'money.once')).to.deep.include({ verdict: 'fail', severity: 'must' });
    expect(verdict(result, 'retry.key')).to.deep.include({ verdict: 'fail', severity: 'should' });
    const nothingLost = await played(clientOf(late), 'stall ×∞', inTheMiddle);
    expect(verdict(nothingLost, 'money.once')).to.have.property('verdict', 'pass');
  });

  it('says nothing of a client that leaves its storage alone, whoever makes the key', async () => {
    for (const calls of [minting, (({ send }, context) => send(context, context.idempotencyKey)) satisfies Calls]) {
      const result = await played(clientOf(calls), 'stall after-commit ×∞', inTheMiddle);
      expect(result).to.not.have.property('kept');
      expect(new Set(Object.values(judge(result)).map((one) => one.verdict))).to.deep.equal(
        new Set(['not-applicable']),
      );
    }
  });

  it('holds two payments against nobody who keeps nothing of the order', async () => {
    const counting: Calls = async (made, context) => {
      await made.storage.set('orders', '1');
      return minting(made, context);
    };
    const result = await played(clientOf(counting), 'stall after-commit ×∞', inTheMiddle);
    expect([result.ledger.length, result.kept]).to.deep.equal([2, []]);
    expect(Object.entries(judge(result)).filter(([, one]) => one.verdict === 'fail')).to.deep.equal([]);
  });

  it('shows for the policy card whether the client goes on with its key', async () => {
    const handed: Calls = ({ send }, context) => send(context, context.idempotencyKey);
    const told: [Calls, string][] = [
      [keeping, 'same'],
      [handed, 'same'],
      [minting, 'new'],
    ];
    for (const [calls, keyAfterRestart] of told) {
      const client = clientOf((made, context) => calls(made, context).catch(() => 'no idea'));
      for (const tape of ['stall after-commit ×∞', 'stall ×∞'])
        expect(observe(await played(client, tape, inTheMiddle))).to.deep.equal({ keyAfterRestart });
      for (const tape of ['reset after-commit ×∞', 'reset ×∞'])
        expect(observe(await played(client, tape, afterwards))).to.deep.equal({ keyAfterRestart });
    }
    const once: Calls = async (made, context) => {
      if ((await made.storage.get('sent')) !== undefined) return 'sent already';
      await made.storage.set('sent', 'yes');
      return minting(made, context);
    };
    expect(observe(await played(clientOf(once), 'stall ×∞', inTheMiddle))).to.equal(undefined);
  });

  it('creates the client anew, and disposes of the last one only', async () => {
    const lives: string[] = [];
    let made = 0;
    const client = clientOf(keeping, {
      create(context) {
        made += 1;
        lives.push(`${made} made`);
        return { ...Object(clientOf(keeping).create(context)), life: made };
      },
      dispose: (one: { life: number }) => void lives.push(`${one.life} disposed of`),
    });
    await played(client, 'stall ×∞', inTheMiddle);
    expect(lives).to.deep.equal(['1 made', '2 made', '2 disposed of']);
  });

  it('lets the client that was killed do nothing more: no timer, no retry, no request, no entry', async () => {
    const did: string[] = [];
    let life = 0;
    const stubborn: Calls = async (made, context) => {
      life += 1;
      const me = life;
      await made.storage.set(context.input.reference, 'open');
      setInterval(() => did.push(`${me} ticked`), 50);
      try {
        return await made.send(context, context.idempotencyKey);
      } catch {
        did.push(`${me} saw it break`);
        await made.storage.set(context.input.reference, 'broken');
        did.push(`${me} kept it`);
        return made.send(context, 'another-key');
      }
    };
    const client = clientOf(stubborn);
    const result = await played(client, 'stall after-commit ×∞', { start: 120 });
    expect(did.filter((one) => one.startsWith('1'))).to.deep.equal(['1 ticked', '1 ticked', '1 saw it break']);
    expect(did).to.include('2 ticked');
    const requests = result.trace.flatMap((event) => (event.event === 'request' ? [`${event.at} ${event.key}`] : []));
    expect(requests).to.deep.equal(['0 key#1', '1120 key#1']);
    expect(result.leftover, 'its own interval').to.equal(1);
  });

  it('lets late commits happen: who is dead has given up', async () => {
    const result = await played(clientOf(keeping), 'stall late-commit ×∞', inTheMiddle);
    expect(result.ledger.map(({ at, intent }) => [at, intent])).to.deep.equal([[100, 'one']]);
    expect(verdict(result, 'money.once')).to.have.property('verdict', 'pass');
  });

  it('is not repeated by a follow-up', async () => {
    let made = 0;
    const client = clientOf(keeping, {
      create(context) {
        made += 1;
        return clientOf(keeping).create(context);
      },
      interpret: () => ({ outcome: 'retryable' }),
    });
    const result = await played(client, 'stall after-commit ×∞', inTheMiddle);
    expect(result.calls.map(({ id }) => id)).to.deep.equal(['call-1', 'call-2', 'follow-up']);
    expect(made).to.equal(2);
  });

  it('has the same storage for every client of the scenario, and an empty one for the next', async () => {
    const seen: (string | undefined)[] = [];
    const client = clientOf(keeping, {
      async create(context) {
        seen.push(await context.storage.get('starts'));
        await context.storage.set('starts', String(seen.length));
        return clientOf(keeping).create(context);
      },
    });
    await played(client, 'stall ×∞', inTheMiddle);
    await played(client, 'stall ×∞', inTheMiddle);
    expect(seen).to.deep.equal([undefined, '1', undefined, '3']);
  });

  it('takes no virtual time in the storage', async () => {
    const client = clientOf(async (made, context) => {
      for (let round = 0; round < 100; round += 1) await made.storage.set(`entry ${round}`, 'x');
      return keeping(made, context);
    });
    const { trace } = await played(client, '', {}, { calls: [{ id: 'a', operation, intent: 'one', start: 'first' }] });
    expect(trace.at(-1)).to.include({ event: 'settled', at: 0 });
  });
});
