import { parseTape } from '../model/parse-tape.ts';
import type { ErrorRow, Provider } from '../model/provider.ts';
import type { WireRequest } from '../model/reply.ts';
import { type Answered, createSimulator, type Simulator, type SimulatorOptions } from './simulator.ts';

const basis = { outcome: 'stated', category: 'stated', retry: 'stated' } as const;

function row(code: string, status: number, more: Partial<ErrorRow> = {}): ErrorRow {
  return {
    code,
    status: [status],
    operations: '*',
    summary: code,
    message: `About ${code}`,
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis,
    ...more,
  };
}

const unsure = {
  expect: { outcome: ['unknown', 'retryable'], category: ['internal'], retry: ['backoff'] },
} satisfies Partial<ErrorRow>;

/** A small catalogue with everything that the simulator reads. It replays stored failures, 5xx too. */
export const replaying: Provider = {
  id: 'shop',
  title: 'Shop',
  source: { title: 'Errors', revision: '1' },
  origin: 'https://shop.sadpath.test',
  credentials: { key: 'k-1', secret: 's-1' },
  authentication: { scheme: 'basic', username: 'key', password: 'secret', error: 'unauthorized' },
  envelope: {
    errors: [{ code: '$code', 'source?': { parameter: '$parameter' }, title: '$message' }],
    'successes?': '$successes',
  },
  idempotency: {
    header: 'Idempotency-Key',
    replays: ['2xx', '4xx', '5xx'],
    onMismatch: 'key_reused',
    onOpen: 'still_open',
  },
  operations: {
    create: {
      method: 'POST',
      path: '/shops/{shopId}/orders',
      input: { shopId: 'shop 1', reference: '$marker', amount: 1000 },
      intentField: 'reference',
      effect: 'session',
      journey: 'order',
      success: {
        status: 201,
        body: {
          id: '$id',
          reference: '$body.reference',
          amount: '$body.amount',
          shop: '$path.shopId',
          state: '$state',
        },
      },
      reads: 'read',
    },
    read: {
      method: 'GET',
      path: '/shops/{shopId}/orders/{orderId}',
      input: { shopId: 'shop 1', orderId: '$resource' },
      given: 'an order',
      journey: 'order',
      success: { status: 200, body: '$resource' },
    },
    cancel: {
      method: 'POST',
      path: '/shops/{shopId}/orders/{orderId}/cancel',
      input: { shopId: 'shop 1', orderId: '$resource' },
      given: 'an order',
      effect: 'void',
      journey: 'order',
      success: { status: 200, body: '$resource', state: 'cancelled' },
      reads: 'read',
    },
    refund: {
      method: 'POST',
      path: '/refunds',
      input: { order: '$resource', reason: '$marker' },
      given: 'an order',
      intentField: 'reason',
      effect: 'refund',
      keyed: false,
      success: { status: 200, body: { id: '$id', order: '$body.order' } },
    },
  },
  statuses: [
    {
      status: 500,
      operations: '*',
      summary: 'broken',
      basis,
      ...unsure,
      sample: { code: 'something', message: 'Broken' },
    },
  ],
  types: [],
  results: [],
  errors: [
    row('unauthorized', 401, { stored: false }),
    row('bad_amount', 400, { parameter: 'amount' }),
    row('unread', 400, { stored: false }),
    row('key_reused', 409, { stored: false }),
    row('still_open', 409, { stored: false }),
    row('no_cancel', 404, { operations: ['cancel'] }),
    row('no_order', 404),
    row('busy', 429),
    row('internal', 500, unsure),
  ],
  rules: [],
  journeys: {
    order: {
      resource: 'an order',
      field: 'state',
      initial: 'unpaid',
      states: {
        unpaid: { summary: 'waiting', meaning: 'open' },
        paid: { summary: 'paid', meaning: 'happened' },
        cancelled: { summary: 'called off', meaning: 'failed' },
        failed: { summary: 'failed', meaning: 'failed', fields: { state_reason: 'declined' } },
      },
      transitions: { unpaid: ['paid', 'cancelled', 'failed'] },
    },
  },
};

/** The same shop, which processes a request again after a 5xx and does not mind one that is still open. */
export const reprocessing: Provider = {
  ...replaying,
  idempotency: { header: 'Idempotency-Key', replays: ['2xx', '4xx'], onMismatch: 'key_reused' },
};

/** What a spec says of one request; the rest is a sound example. */
export interface Ask {
  order?: string;
  reference?: string;
  body?: unknown;
  key?: string | undefined;
  headers?: Record<string, string>;
  /** Leaves the exchange open. */
  open?: boolean;
}

/** A simulator with somebody to ask it. */
export interface Rig {
  sim: Simulator;
  create(ask?: Ask): Answered;
  read(order: string): Answered;
  cancel(order: string, ask?: Ask): Answered;
  refund(ask?: Ask): Answered;
  send(request: Partial<WireRequest>, open?: boolean): Answered;
  clock: { at: number };
}

const authorization = `Basic ${Buffer.from('k-1:s-1').toString('base64')}`;

/** Sets up a shop: two intents, `i1` with marker `order-1` and key `key-1`, `i2` likewise. */
export function rig(tape = '', options: Partial<SimulatorOptions> = {}): Rig {
  const clock = { at: 0 };
  const sim = createSimulator({
    provider: replaying,
    tape: parseTape(tape),
    main: 'create',
    surface: 'full',
    intents: [
      { id: 'i1', marker: 'order-1', key: 'key-1' },
      { id: 'i2', marker: 'order-2', key: 'key-2' },
    ],
    now: () => clock.at,
    ...options,
  });
  let exchange = 0;
  const send: Rig['send'] = (request, open = false) => {
    exchange++;
    const whole = {
      method: 'POST',
      url: 'https://shop.sadpath.test/',
      headers: { authorization },
      body: '',
      ...request,
    };
    const answered = sim.answer(whole, exchange);
    if (!open) sim.closed(exchange);
    return answered;
  };
  const post = (path: string, body: unknown, { key, headers, open }: Ask) =>
    send(
      {
        url: `https://shop.sadpath.test${path}`,
        headers: {
          authorization,
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
      open,
    );
  return {
    sim,
    clock,
    send,
    create: (ask = {}) =>
      post('/shops/s1/orders', ask.body ?? { reference: ask.reference ?? 'order-1', amount: 1000 }, {
        ...ask,
        key: 'key' in ask ? ask.key : 'key-1',
      }),
    read: (order) => send({ method: 'GET', url: `https://shop.sadpath.test/shops/s1/orders/${order}` }),
    cancel: (order, ask = {}) => post(`/shops/s1/orders/${order}/cancel`, '', ask),
    refund: (ask = {}) => post('/refunds', ask.body ?? { order: ask.order, reason: ask.reference ?? 'order-1' }, ask),
  };
}

/** A reply's body. */
export function bodyOf({ wire }: Answered): Record<string, unknown> {
  return JSON.parse(wire.body);
}

/** A reply in a word or two. */
export function told({ reply }: Answered): string {
  return `${reply.summary}${reply.replayed ? ' again' : ''}`;
}
