import { expect } from 'chai';
import fc from 'fast-check';
import { paysgAxios } from '../examples/paysg/sadpath.ts';
import { fill } from '../src/catalogue/fill.ts';
import { openStorage } from '../src/engine/client-storage.ts';
import { openCredentials } from '../src/engine/credential-store.ts';
import { eventOf } from '../src/engine/event-of.ts';
import { intentOf } from '../src/engine/intent.ts';
import { interpret } from '../src/engine/interpret.ts';
import { resolveOperation } from '../src/engine/resolve-operation.ts';
import type { Belief } from '../src/model/belief.ts';
import type { CallContext, ClientDefinition } from '../src/model/client.ts';
import type { WireReply, WireRequest } from '../src/model/reply.ts';
import { paysg } from '../src/providers/paysg.ts';
import type { Exchange, Time } from '../src/sandbox/play.ts';
import { openSandbox } from '../src/sandbox/sandbox.ts';
import { createSimulator } from '../src/simulator/simulator.ts';

const sandbox = openSandbox();

/** What goes wrong with each attempt of a call, or with the first one. `lost`: after it was done. `down`: before. */
type Fault = 'none' | 'lost once' | 'lost' | 'down';

const broken: WireReply = { status: 0, headers: {}, body: '', transport: { kind: 'reset' } };
const gateway: WireReply = { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' };

/** A client and its provider for as long as a shop is open: nothing begins anew but the client, when it dies. */
class Session {
  readonly client: ClientDefinition;
  readonly time: Time;
  readonly simulator: ReturnType<typeof createSimulator>;
  readonly #storage = openStorage();
  #subject: never | undefined;
  #fault: Fault = 'none';
  #events = 0;
  #credentials = [{ ...paysg.credentials }];
  #valid = this.#credentials;

  constructor(client: ClientDefinition, time: Time) {
    this.client = client;
    this.time = time;
    this.simulator = createSimulator({
      provider: paysg,
      tape: [],
      main: 'createPayment',
      surface: 'full',
      intents: orders.map(intentOfOrder),
      issued: () => this.#valid,
      now: time.now,
    });
  }

  respond(request: WireRequest, { number }: Exchange): WireReply {
    const fault = this.#fault;
    if (fault === 'lost once') this.#fault = 'none';
    if (fault === 'down') return gateway;
    const { wire } = this.simulator.answer(request, number);
    return fault === 'none' ? wire : broken;
  }

  /** Dies, if it lives, and is made anew with credentials that are good. */
  async restart(): Promise<void> {
    this.#storage.restarted();
    this.time.kill();
    await this.time.sleep(1_000);
    const fresh = { ...paysg.credentials, apiKey: `key-${this.#credentials.length}` };
    this.#credentials.push(fresh);
    this.#valid = [fresh];
    const { handOut } = openCredentials({ ...paysg, credentials: fresh }, () => {});
    const context = { baseUrl: paysg.origin, credentials: handOut(this.time), storage: this.#storage.handOut() };
    this.#subject = (await this.time.withLife(() => this.client.create(context))) as never; // For its own functions only.
  }

  expire(): void {
    this.#valid = [];
  }

  async call(operation: string, order: number, fault: Fault, again = ''): Promise<Belief | undefined> {
    const { input, call } = resolveOperation(this.client, operation);
    const { id, marker, key } = intentOfOrder(order);
    const resource = this.simulator.resourceOf(id)?.id ?? 'none';
    const context: CallContext = { input: fill(input, { marker, resource }), idempotencyKey: `${key}${again}` };
    this.#fault = fault;
    const result = await this.time.withCall(`${operation} ${order}`, async () => {
      try {
        return { threw: false, value: await call(this.#living(), context), error: undefined };
      } catch (error) {
        return { threw: true, value: undefined, error };
      }
    });
    this.#fault = 'none';
    return interpret(this.client, { operation, ...result }).belief;
  }

  /** The provider tells that an order was paid; gives back what the client's books say then. */
  async paid(order: number): Promise<string | undefined> {
    const { id, marker } = intentOfOrder(order);
    const resource = this.simulator.resourceOf(id);
    if (!resource) throw new Error(`order ${order} has no payment`);
    this.#events += 1;
    const sent = { event: `event-${this.#events}`, state: 'paid' };
    const event = eventOf(paysg, resource, sent, { now: this.time.now() });
    if (!event) throw new Error('the provider has no word for it');
    this.simulator.moveOn(resource, 'paid');
    await this.time.withCall('event', async () => this.client.webhooks?.handle(this.#living(), event.delivery));
    return (await this.client.webhooks?.read?.(this.#living(), { id: resource.id, marker }))?.outcome;
  }

  /** `session 0, void 0`: what happened, for whom. */
  ledger(): string[] {
    return this.simulator
      .ledger()
      .map(({ kind, intent }) => `${kind} ${intent}`)
      .sort();
  }

  #living(): never {
    if (this.#subject === undefined) throw new Error('there is no client');
    return this.#subject;
  }
}

/** What a shop knows for certain, whoever its client is. */
interface Model {
  good: boolean;
  made: Set<number>;
  /** Orders whose payment the caller has been told the id of. */
  told: Set<number>;
  paid: Set<number>;
  cancelled: Set<number>;
}

const orders = [0, 1, 2];

function intentOfOrder(order: number) {
  return intentOf('a session', `order-${order}`);
}

/** After each command: every order was paid for once, or not at all, and nothing else happened. */
function check({ made, cancelled }: Readonly<Model>, session: Session): void {
  const expected = [
    ...[...made].map((order) => `session order-${order}`),
    ...[...cancelled].map((order) => `void order-${order}`),
  ];
  expect(session.ledger()).to.deep.equal(expected.sort());
}

type Command = fc.AsyncCommand<Model, Session>;

function command(words: string, check: Command['check'], run: Command['run']): Command {
  return { check, run, toString: () => words };
}

function pay(order: number, fault: Fault): Command {
  return command(
    `pay ${order} (${fault})`,
    () => true,
    async (model, session) => {
      const belief = await session.call('createPayment', order, fault);
      if (model.good && fault !== 'down') model.made.add(order);
      check(model, session);
      const isHeard = model.good && (fault === 'none' || fault === 'lost once');
      if (isHeard) model.told.add(order);
      // Without a connection that lasts nobody can know that it did not happen; without credentials nothing does.
      expect(belief?.outcome).to.be.oneOf(
        isHeard ? ['succeeded'] : ['unknown', 'retryable', ...(model.good ? [] : ['failed'])],
      );
    },
  );
}

function cancel(order: number, fault: Fault): Command {
  return command(
    `cancel ${order} (${fault})`,
    ({ told, paid }) => told.has(order) && !paid.has(order),
    async (model, session) => {
      const belief = await session.call('cancelPayment', order, fault, '-cancel');
      if (model.good && fault !== 'down') model.cancelled.add(order);
      check(model, session);
      if (belief?.outcome === 'succeeded') expect(model.cancelled.has(order)).to.equal(true);
    },
  );
}

function poll(order: number): Command {
  return command(
    `poll ${order}`,
    ({ told }) => told.has(order),
    async (model, session) => {
      const belief = await session.call('getPayment', order, 'none');
      check(model, session);
      const state = model.cancelled.has(order) ? 'cancelled' : model.paid.has(order) ? 'paid' : 'unpaid';
      expect(belief).to.include(model.good ? { outcome: 'succeeded', state } : { category: 'authentication' });
    },
  );
}

function event(order: number): Command {
  return command(
    `event: ${order} is paid`,
    ({ told, cancelled }) => told.has(order) && !cancelled.has(order),
    async (model, session) => {
      model.paid.add(order);
      expect(await session.paid(order)).to.equal('succeeded');
      check(model, session);
    },
  );
}

const expire = command(
  'the credentials expire',
  ({ good }) => good,
  async (model, session) => {
    session.expire();
    model.good = false;
  },
);

const restart = command(
  'restart',
  () => true,
  async (model, session) => {
    await session.restart();
    model.good = true;
    check(model, session);
  },
);

const order = fc.constantFrom(...orders);
const fault = fc.constantFrom<Fault>('none', 'lost once', 'lost', 'down');

const commands = fc.commands(
  [
    fc.tuple(order, fault).map(([which, how]) => pay(which, how)),
    fc.tuple(order, fault).map(([which, how]) => cancel(which, how)),
    order.map(poll),
    order.map(event),
    fc.constant(expire),
    fc.constant(restart),
  ],
  { maxCommands: 30, size: 'max' },
);

/** The same law for every client: whatever happens in whatever order, the ledger is what the model says. */
function law(client: ClientDefinition) {
  return fc.asyncProperty(commands, async (some) => {
    let session: Session | undefined;
    await sandbox.play<void>({
      lane: 'msw',
      chance: 'a session',
      limits: { requests: 10_000, virtualMs: 30 * 24 * 3_600_000 },
      respond: (request, exchange) => session?.respond(request, exchange) ?? gateway,
      delivered: ({ number }) => session?.simulator.closed(number),
      aborted: ({ number }) => session?.simulator.closed(number),
      async body(time) {
        const opened = new Session(client, time);
        session = opened;
        await opened.restart();
        const model = {
          good: true,
          made: new Set<number>(),
          told: new Set<number>(),
          paid: new Set<number>(),
          cancelled: new Set<number>(),
        };
        await fc.asyncModelRun(() => ({ model, real: opened }), some);
      },
    });
  });
}

/** The reference client with another idea of what the key of a payment is. */
function withKeys(name: string, key: (given: CallContext) => string): ClientDefinition {
  const { createPayment } = paysgAxios.operations;
  const call = typeof createPayment === 'function' ? createPayment : createPayment?.call;
  return {
    ...paysgAxios,
    name,
    operations: {
      ...paysgAxios.operations,
      createPayment: (client, context) => call?.(client, { ...context, idempotencyKey: key(context) }),
    },
  };
}

describe('a long session', function () {
  this.timeout(60_000);
  const seed = 1;

  it('with a sound client leaves one payment for each order, whatever happens in it', async () => {
    await fc.assert(law(paysgAxios), { seed, numRuns: 25 });
  });

  it('shows a client that makes a new key for each call, in two commands', async () => {
    const minting = withKeys('mints-its-keys', () => crypto.randomUUID());
    const { failed, counterexample } = await fc.check(law(minting), { seed, numRuns: 25 });
    expect(failed).to.equal(true);
    expect(String(counterexample?.[0])).to.match(/^pay (\d) \([^)]+\),pay \1 \([^)]+\)/);
  });
});
