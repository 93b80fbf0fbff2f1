import { expect } from 'chai';
import type { ClientDefinition, WebhookAnswer, WebhookDelivery } from '../model/client.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { matrix } from '../scenarios/matrix.ts';
import { webhookFacts } from '../scenarios/webhook-facts.ts';
import { wireId } from '../scenarios/wire-fact.ts';
import { clientFacts } from './client-facts.ts';
import { judgeScenario } from './judge-scenario.ts';
import {
  inBanked,
  inPaysg,
  inPlatform,
  inUseepay,
  type Outcome,
  type Said,
  type Tongue,
} from './provider-tongues.spec.ts';

const sandbox = openSandbox();

/** What one sound handler does differently from another. */
interface Style {
  /** Answers to what it takes, to what it has not signed, and to a payment that it does not know; without the last it makes a note of it. */
  taken?: WebhookAnswer;
  forged?: number;
  unknown?: number;
  /** Answers first and works afterwards. */
  later?: boolean;
  /** Reads the payment instead of believing the event. */
  reads?: boolean;
  /** Looks at no signature. */
  trusting?: boolean;
  /** What the books say of a payment that has been made. */
  made?: Outcome;
  /** Counts an event that changes nothing, too. */
  logs?: boolean;
  /** Counts payments that were made good for, and no others. */
  fulfils?: boolean;
  tells?: ('read' | 'applied' | 'number')[];
}

class Shop {
  readonly books = new Map<string, Outcome>();
  readonly parked = new Map<string, Said>();
  readonly seen = new Set<string>();
  readonly applied: string[] = [];
  readonly tongue: Tongue;
  readonly style: Style;
  readonly options: { baseUrl: string; credentials: Record<string, string> };

  constructor(tongue: Tongue, style: Style, options: Shop['options']) {
    this.tongue = tongue;
    this.style = style;
    this.options = options;
  }

  async #send([url, init]: [url: string, init: RequestInit]): Promise<ReturnType<typeof JSON.parse>> {
    const reply = await fetch(url, init);
    if (!reply.ok) throw new Error(`answered ${reply.status}`);
    return JSON.parse(await reply.text());
  }

  async create(input: Record<string, string>, key: string): Promise<Outcome> {
    const id = this.tongue.idOf(await this.#send(this.tongue.request(this.options, input, key)));
    const made = this.style.made ?? this.tongue.made;
    this.books.set(id, made);
    const parked = this.parked.get(id);
    if (parked) await this.apply(parked);
    return made;
  }

  async wait(id: string): Promise<Outcome> {
    for (let look = 0; look < 3; look += 1) {
      const outcome = this.tongue.stateOf(await this.#send(this.tongue.reading(this.options, id)));
      if (outcome !== 'pending') return outcome;
      await new Promise((done) => setTimeout(done, 5000));
    }
    return 'pending';
  }

  async handle(delivery: WebhookDelivery): Promise<WebhookAnswer> {
    const { trusting, forged = 401 } = this.style;
    if (!trusting && !this.tongue.authentic(delivery, this.options.credentials)) return forged;
    const said = this.tongue.said(delivery);
    if (said.outcome === undefined) return this.style.taken;
    if (!this.books.has(said.id)) {
      if (this.style.unknown !== undefined) return this.style.unknown;
      this.parked.set(said.id, said);
    } else if (this.style.later) {
      setTimeout(() => void this.apply(said), 5000);
    } else {
      await this.apply(said);
    }
    return this.style.taken;
  }

  async apply({ event, id, outcome: told = 'pending' }: Said): Promise<void> {
    const known = this.books.get(id);
    const outcome = this.style.reads
      ? this.tongue.stateOf(await this.#send(this.tongue.reading(this.options, id)))
      : told;
    const name = event ?? `${id} ${outcome}`;
    if (this.seen.has(name)) return;
    this.seen.add(name);
    const session = this.style.made === 'succeeded' && this.applied.length === 0;
    const moves = session || (known === 'pending' && outcome !== known);
    if (moves) this.books.set(id, outcome);
    if (this.style.fulfils ? moves && outcome === 'succeeded' : moves || this.style.logs) this.applied.push(name);
  }
}

function client(tongue: Tongue, style: Style = {}): ClientDefinition {
  const { tells = ['read', 'applied'] } = style;
  const definition: ClientDefinition<Shop, Shop> = {
    name: 'shop',
    provider: tongue.provider,
    create: ({ baseUrl, credentials }) => new Shop(tongue, style, { baseUrl, credentials }),
    operations: {
      [tongue.create]: (shop, { input, idempotencyKey }) => shop.create(input, idempotencyKey),
      awaitPayment: {
        uses: [tongue.wait],
        given: tongue.provider.operations[tongue.wait]?.given ?? '',
        call: (shop, { input }) => shop.wait(input.id ?? input.paymentId),
      },
    },
    interpret: ({ threw, value }) => ({ outcome: threw ? 'unknown' : (value as Outcome) }),
    tells: ['outcome'],
    webhooks: {
      handle: (shop, delivery) => shop.handle(delivery),
      ...(tells.includes('read') && {
        read: (shop: Shop, { id }: { id: string }) => {
          const outcome = shop.books.get(id);
          return outcome && { outcome };
        },
      }),
      ...(tells.includes('applied') && { applied: (shop: Shop) => shop.applied }),
      ...(tells.includes('number') && { applied: (shop: Shop) => shop.applied.length }),
      ...(tongue.sign && { sign: tongue.sign }),
    },
  };
  return definition;
}

/** What is found in a client, and how it answered what it was sent: fact to `event-1 200`, the last play of each fact. */
async function findings(subject: ClientDefinition) {
  const facts = webhookFacts.map(wireId);
  const scenarios = matrix(clientFacts(subject)).scenarios.filter(({ requirement }) => facts.includes(requirement));
  const found: string[] = [];
  const answers: Record<string, string[]> = {};
  for (const scenario of scenarios) {
    const control = { passed: true };
    const options = { client: subject, scenario, lane: 'fetch', seed: 1, control, keepEvidence: true } as const;
    const { judged } = await judgeScenario(sandbox, options);
    const sent = (judged.evidence?.timeline ?? []).filter((event) => event.event === 'webhook');
    answers[scenario.requirement.replace('wire/webhook-', '')] = sent.map(({ name, status }) => `${name} ${status}`);
    for (const [check, verdict] of Object.entries(judged.verdicts)) {
      if (verdict.verdict === 'pass' || verdict.verdict === 'not-applicable') continue;
      const why = verdict.verdict === 'fail' ? verdict.message : verdict.reason;
      found.push(`${scenario.requirement} ${JSON.stringify(scenario.events)} ${check}: ${why}`);
    }
  }
  return { found, answers };
}

const styles: Record<string, Style> = {
  'notes what comes too early and applies it later': {},
  'answers 202': { taken: 202 },
  'answers 204 with nothing in it': { taken: { status: 204 } },
  'answers first and works afterwards': { later: true },
  'refuses what comes too early': { unknown: 404 },
  'asks for what comes too early again with a 503': { unknown: 503 },
  'reads the payment instead of believing the event': { reads: true },
  'answers first and reads the payment afterwards': { reads: true, later: true },
  'looks at no signature, and reads the payment': { reads: true, trusting: true },
  'refuses what comes too early, and reads the payment': { reads: true, unknown: 409 },
  'tells what it has applied, and no more': { tells: ['applied'] },
  'tells how many orders it has fulfilled, and no more': { tells: ['number'], fulfils: true },
  'tells its books, and no more': { tells: ['read'] },
  'calls a payment that was made a success': { made: 'succeeded' },
  'refuses a forged event with 400': { forged: 400 },
  'refuses a forged event with 403': { forged: 403 },
  'answers a forged event with 200, and does nothing': { forged: 200 },
  'keeps late events in its log': { logs: true },
};

describe('sound handlers of events', function () {
  this.timeout(20_000);
  for (const [name, style] of Object.entries(styles)) {
    it(`find no fault with one that ${name}`, async () => {
      const { found, answers } = await findings(client(inBanked, style));
      expect(found).to.deep.equal([]);
      expect(Object.keys(answers)).to.have.lengthOf(webhookFacts.length);
    });
  }

  it('are sent each event once, and again only what they refused too early', async () => {
    const { answers } = await findings(client(inBanked));
    expect(answers).to.deep.equal({
      delivered: ['event-1 200'],
      duplicated: ['event-1 200', 'event-1 200'],
      reordered: ['event-2 200', 'event-1 200'],
      replayed: ['event-1 200', 'event-1 200'],
      early: ['event-1 200'],
      'unknown-type': ['event-1 200', 'event-2 200'],
      'unknown-fields': ['event-1 200'],
      forged: ['forged-1 401', 'event-1 200'],
      late: ['event-1 200'],
    });
    const refusing = await findings(client(inBanked, { unknown: 404 }));
    expect(refusing.answers).to.deep.include({ early: ['event-1 404', 'event-1 200'], late: ['event-1 404'] });
  });

  for (const tongue of [inPaysg, inUseepay, inPlatform]) {
    for (const style of [
      {},
      { reads: true },
      { tells: ['number'], fulfils: true },
      { unknown: 404 },
    ] satisfies Style[]) {
      it(`find no fault with one of ${tongue.provider.id}: ${JSON.stringify(style)}`, async () => {
        const taken = tongue.answer === undefined ? {} : { taken: tongue.answer };
        const { found, answers } = await findings(client(tongue, { ...taken, ...style }));
        expect(found).to.deep.equal([]);
        expect(answers).to.include.keys('delivered', 'duplicated', 'early', 'forged');
      });
    }
  }
});
