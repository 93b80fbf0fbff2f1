import { createHmac, timingSafeEqual } from 'node:crypto';
import { expect } from 'chai';
import type { Belief } from '../model/belief.ts';
import type { ClientDefinition, ClientWebhooks, WebhookDelivery } from '../model/client.ts';
import type { WebhookEvent } from '../model/trace.ts';
import type { Verdict } from '../model/verdict.ts';
import { banked } from '../providers/banked.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { matrix } from '../scenarios/matrix.ts';
import { clientFacts } from './client-facts.ts';
import { judgeScenario } from './judge-scenario.ts';

const sandbox = openSandbox();

/** A shop with books: a session to what it believes of it, and the events that it has applied. */
class Shop {
  readonly books = new Map<string, Belief['outcome']>();
  readonly events: string[] = [];
  readonly options: { baseUrl: string; secret: string };

  constructor(options: Shop['options']) {
    this.options = options;
  }

  async create(input: object, key: string): Promise<string> {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      authorization: `Basic ${btoa('pk_test_sadpath:sk_test_sadpath')}`,
    };
    const request = { method: 'POST', headers, body: JSON.stringify(input) };
    const reply = await fetch(`${this.options.baseUrl}/v2/payment_sessions`, request);
    const { id } = JSON.parse(await reply.text());
    if (!this.books.has(id)) this.books.set(id, 'pending');
    return id;
  }
}

const outcomes: Record<string, Belief['outcome']> = { payment_sent: 'succeeded', payment_failed: 'failed' };

function isSigned({ headers, body }: WebhookDelivery, secret: string): boolean {
  const [time = '', given = ''] = (headers['banked-signature'] ?? '').split('.');
  const right = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}

interface Event {
  id: string;
  webhook_event: string;
  data: { id: string };
}

interface Flaws {
  signed?: boolean;
  once?: boolean;
  forward?: boolean;
  lax?: boolean;
  asleep?: boolean;
  early?: boolean;
  raises?: boolean;
}

/** Handles events soundly, but for what it leaves out. */
function shop({
  signed = true,
  once = true,
  forward = true,
  lax = true,
  asleep,
  early,
  raises,
}: Flaws = {}): ClientDefinition {
  const webhooks: ClientWebhooks<Shop> = {
    handle: async (client, delivery) => {
      if (raises) throw new Error('no such table');
      if (signed && !isSigned(delivery, client.options.secret)) return 401;
      const event: Event = JSON.parse(delivery.body);
      const outcome = outcomes[event.webhook_event];
      if (outcome === undefined && !lax) return { status: 422 };
      // It looks for the session in a database, so to speak, and knows none yet.
      if (early && !(await Promise.resolve(client.books)).has(event.data.id)) return 200;
      if (asleep || (once && client.events.includes(event.id))) return 200;
      client.events.push(event.id);
      const known = client.books.get(event.data.id);
      const isFinal = known === 'succeeded' || known === 'failed';
      if (!(forward && isFinal)) client.books.set(event.data.id, outcome ?? 'pending');
      return undefined;
    },
    read: (client, { id }) => {
      const outcome = client.books.get(id);
      return outcome && { outcome };
    },
    applied: (client) => client.events,
  };
  const definition: ClientDefinition<Shop, Shop> = {
    name: 'shop',
    provider: banked,
    create: ({ baseUrl, credentials: { webhookSecret = '' } }) => new Shop({ baseUrl, secret: webhookSecret }),
    operations: { createPaymentSession: (client, { input, idempotencyKey }) => client.create(input, idempotencyKey) },
    interpret: ({ threw }) => ({ outcome: threw ? 'unknown' : 'succeeded' }),
    webhooks,
  };
  return definition;
}

async function judged(client: ClientDefinition, fact: string, lane: 'fetch' | 'msw' = 'fetch') {
  const scenarios = matrix(clientFacts(client)).scenarios.filter(({ requirement }) => requirement === `wire/${fact}`);
  expect(scenarios, fact).to.not.have.lengthOf(0);
  const each = [];
  for (const scenario of scenarios) {
    const control = { passed: true };
    const played = { client, scenario, lane, seed: 1, control, keepEvidence: true };
    each.push((await judgeScenario(sandbox, played)).judged);
  }
  return each;
}

async function verdicts(client: ClientDefinition, fact: string, check: string): Promise<(Verdict | undefined)[]> {
  return (await judged(client, fact)).map((one) => one.verdicts[check]);
}

const facts = ['delivered', 'duplicated', 'replayed', 'reordered', 'early', 'unknown-type', 'unknown-fields', 'forged'];

describe('events of the provider', () => {
  it('find nothing wrong with a client that takes them soundly', async () => {
    for (const fact of facts) {
      for (const { verdicts: said } of await judged(shop(), `webhook-${fact}`)) {
        for (const [check, verdict] of Object.entries(said)) {
          expect(verdict.verdict, `${fact} ${check}`).to.be.oneOf(['pass', 'not-applicable']);
        }
        expect(said['webhook.once']).to.have.property('verdict', 'pass');
        expect(said['webhook.answer']).to.have.property('verdict', 'pass');
        expect(said['webhook.authentic']?.verdict).to.equal(fact === 'forged' ? 'pass' : 'not-applicable');
      }
    }
  });

  it('are told in the timeline, with what the books say before and after', async () => {
    const [one] = await judged(shop(), 'webhook-delivered');
    const told = one?.evidence?.timeline.find((event) => event.event === 'webhook');
    expect(told).to.deep.include({
      name: 'event-1',
      type: 'payment_sent',
      state: 'sent',
      status: 200,
      before: { applied: 0, outcome: 'pending' },
      after: { applied: 1, outcome: 'succeeded' },
    } satisfies Partial<WebhookEvent>);
  });

  it('are believed from anybody by a client that looks at no signature', async () => {
    expect(await verdicts(shop({ signed: false }), 'webhook-forged', 'webhook.authentic')).to.deep.equal(
      ['without a signature', 'signed with another key', 'whose signature is over another body'].map((how) => ({
        verdict: 'fail',
        severity: 'must',
        message: `believed forged-1 (payment_sent, sent), ${how}: its books say \`succeeded\` now`,
      })),
    );
  });

  it('are applied twice by a client that does not know them again', async () => {
    for (const fact of ['webhook-duplicated', 'webhook-replayed']) {
      for (const verdict of await verdicts(shop({ once: false }), fact, 'webhook.once')) {
        expect(verdict).to.deep.include({ verdict: 'fail', severity: 'should' });
      }
    }
  });

  it('take a final state back with a client that believes the latest', async () => {
    const [verdict] = await verdicts(shop({ forward: false }), 'webhook-reordered', 'webhook.once');
    expect(verdict).to.deep.equal({
      verdict: 'fail',
      severity: 'should',
      message: 'went back from `succeeded` to `pending` after event-1 (payment_pending, pending)',
    });
  });

  it('are lost on a client that takes them and does nothing', async () => {
    const [verdict] = await verdicts(shop({ asleep: true }), 'webhook-delivered', 'webhook.once');
    expect(verdict).to.deep.include({
      message: 'took event-1 (payment_sent, sent), and its books say `pending`',
    });
  });

  it('are lost on one that drops what comes before the reply, which waits for the handler on each lane', async () => {
    for (const lane of ['fetch', 'msw'] as const) {
      const [one] = await judged(shop({ early: true }), 'webhook-early', lane);
      expect(one?.verdicts['webhook.once'], lane).to.deep.include({
        message: 'took event-1 (payment_sent, sent), and its books say `pending`',
      });
      const told = one?.evidence?.timeline.map(({ event, at }) => `${event} ${at}`);
      const wanted = ['called 0', 'request 0', 'effect 0', 'webhook 0', 'reply 1000', 'settled 1000'];
      expect(told, lane).to.deep.equal(wanted);
    }
  });

  it('are refused by a client that wants to know every type, or whose handler throws', async () => {
    const [refused] = await verdicts(shop({ lax: false }), 'webhook-unknown-type', 'webhook.answer');
    expect(refused).to.deep.include({
      message: 'answered event-1 (some.future.event, sent) with 422 instead of 2xx',
    });
    const [thrown] = await verdicts(shop({ raises: true }), 'webhook-delivered', 'webhook.answer');
    expect(thrown).to.deep.include({ message: 'threw Error at event-1 (payment_sent, sent): no such table' });
  });
});
