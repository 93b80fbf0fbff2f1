import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import got from 'got';
import { UseepayClient, type UseepayOptions } from './client.ts';
import { type ManualTimers, manualTimers } from './manual-timers.ts';
import { UseepayError } from './useepay-error.ts';

const order = { merchant_order_id: 'order-1', amount: 10, currency: 'USD' };
const refund = { merchant_order_id: 'order-1', payment_intent_id: 'pi_1', amount: 10 };
const intent = {
  id: 'pi_1',
  merchant_order_id: 'order-1',
  status: 'requires_payment_method',
  last_payment_error: null,
};

let timers: ManualTimers;

type Answer = (response: ServerResponse) => void;

const raw =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);
const refused = (status: number, code: string, headers = {}): Answer =>
  raw(status, JSON.stringify({ code, message: `About ${code}` }), headers);
const shown = raw(200, JSON.stringify(intent));
const reset: Answer = ({ socket }) => socket?.resetAndDestroy();
const silence: Answer = () => timers.pass();
const stalledBody: Answer = (response) =>
  response.writeHead(200, { 'content-length': '100' }).write('{"id":', () => timers.pass());
const cutBody: Answer = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"id":', () => response.socket?.resetAndDestroy());
};

interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Each call that makes or moves something. */
const writes: [
  name: string,
  path: string,
  body: object | undefined,
  make: (client: UseepayClient) => Promise<object>,
][] = [
  ['createPaymentIntent', '/api/v1/payment_intents/create', order, (client) => client.createPaymentIntent(order)],
  [
    'confirmPaymentIntent',
    '/api/v1/payment_intents/pi%2F1/confirm',
    undefined,
    (client) => client.confirmPaymentIntent('pi/1'),
  ],
  [
    'capturePaymentIntent',
    '/api/v1/payment_intents/pi%2F1/capture',
    undefined,
    (client) => client.capturePaymentIntent('pi/1'),
  ],
  [
    'cancelPaymentIntent',
    '/api/v1/payment_intents/pi%2F1/cancel',
    undefined,
    (client) => client.cancelPaymentIntent('pi/1'),
  ],
  ['createRefund', '/api/v1/refunds/create', refund, (client) => client.createRefund(refund)],
];

describe('UseepayClient', () => {
  let server: Server;
  let answers: Answer[];
  let requests: Received[];
  let waits: number[];
  let pauses: number[];

  before(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { method = '', url: path = '', headers } = request;
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push({ method, path, headers, body });
      answer?.(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  beforeEach(() => {
    timers = manualTimers(10_000);
  });

  afterEach(() => timers.restore());

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A client before a server that gives these answers in turn, the last one for ever. Waits are noted, not waited. */
  function clientOf(given: Answer[], options: Partial<UseepayOptions> = {}): UseepayClient {
    answers = given;
    requests = [];
    waits = [];
    pauses = [];
    // The type says that a server may listen on a pipe; this one does not.
    const { port } = server.address() as AddressInfo;
    const credentials = { merchantNo: '5001', appId: 'shop.test', apiKey: 'useepay_secret' };
    const pace = (dueMs: number) => {
      waits.push(dueMs);
      return 1;
    };
    const sleep = async (ms: number) => pauses.push(ms);
    return new UseepayClient({ baseUrl: `http://127.0.0.1:${port}`, ...credentials, pace, sleep, ...options });
  }

  const create = (...given: Answer[]) => clientOf(given).createPaymentIntent(order);
  const read = (...given: Answer[]) => clientOf(given).retrievePaymentIntent('pi_1');

  async function errorOf(call: Promise<unknown>): Promise<UseepayError> {
    const error = await call.then(
      (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
      (reason: unknown) => reason,
    );
    if (error instanceof UseepayError) return error;
    throw error;
  }

  describe('a call that works', () => {
    it('posts whatever makes or moves something to its path', async () => {
      for (const [name, path, body, make] of writes) {
        expect(await make(clientOf([shown])), name).to.eql(intent);
        expect(requests, name).to.have.length(1);
        expect(requests[0]).to.include({ method: 'POST', path, body: body ? JSON.stringify(body) : '' });
        expect(requests[0]?.headers['content-type'], name).to.equal(body && 'application/json');
      }
    });

    it('reads a payment intent', async () => {
      expect(await clientOf([shown]).retrievePaymentIntent('pi/1')).to.eql(intent);
      expect(requests[0]).to.include({ method: 'GET', path: '/api/v1/payment_intents/pi%2F1' });
    });

    it('sends the three credentials, and no key that nobody documented', async () => {
      await create(shown);
      expect(requests[0]?.headers).to.include({
        'x-merchant-no': '5001',
        'x-app-id': 'shop.test',
        'x-api-key': 'useepay_secret',
      });
      expect(requests[0]?.headers).not.to.have.property('idempotency-key');
    });

    it('takes a success whatever 2xx and content type it comes with', async () => {
      expect(await create(raw(201, `\uFEFF${JSON.stringify(intent)}`, { 'content-type': 'text/html' }))).to.eql(intent);
    });
  });

  describe('a refusal of a creation', () => {
    const cases: [status: number, code: string, outcome: string, category: string][] = [
      [400, 'field_required', 'failed', 'validation'],
      [400, 'invalid_argument', 'failed', 'validation'],
      [401, 'brand_new', 'failed', 'authentication'],
      [403, 'brand_new', 'failed', 'permission'],
      [404, 'constructor', 'failed', 'not_found'],
      [422, 'brand_new', 'failed', 'validation'],
      [400, 'already_exists', 'unknown', 'conflict'],
      [408, 'brand_new', 'unknown', 'timeout'],
      [409, 'brand_new', 'unknown', 'conflict'],
      [429, 'brand_new', 'retryable', 'rate_limit'],
      [400, 'service_unavailable', 'unknown', 'unavailable'],
      [500, 'service_unavailable', 'unknown', 'unavailable'],
      [503, 'service_unavailable', 'unknown', 'unavailable'],
      [500, 'brand_new', 'unknown', 'internal'],
      [500, 'field_required', 'unknown', 'validation'],
      [502, 'brand_new', 'unknown', 'unavailable'],
    ];
    for (const wanted of ['failed', 'retryable', 'unknown']) {
      it(`is ${wanted} where that is all that can be said`, async () => {
        for (const [status, code, outcome, category] of cases.filter(([, , outcome]) => outcome === wanted)) {
          const error = await errorOf(create(refused(status, code)));
          expect(error, `${status} ${code}`).to.include({ outcome, category, code, status, detail: `About ${code}` });
          expect(error.message.endsWith(' It may have happened all the same.')).to.equal(outcome === 'unknown');
        }
      });
    }

    it('says which parameter is to blame', async () => {
      const body = JSON.stringify({ code: 'field_required', source: 'amount', message: 'It is missing' });
      const error = await errorOf(create(raw(400, body)));
      expect(error.source).to.equal('amount');
      expect(error.message).to.equal('Failed to create a payment intent: 400 field_required (amount: It is missing).');
    });

    it('follows no redirect', async () => {
      const error = await errorOf(create(raw(307, '', { location: '/elsewhere' }), shown));
      expect(error).to.include({ outcome: 'unknown', category: 'unknown', status: 307 });
      expect(requests).to.have.length(1);
    });

    it('takes no payment intent from a 500', async () => {
      expect(await errorOf(create(raw(500, JSON.stringify(intent))))).to.include({ outcome: 'unknown' });
    });
  });

  describe('whatever makes or moves something', () => {
    const faults: [name: string, answer: Answer, category: string][] = [
      ['a reset', reset, 'network'],
      ['a body that breaks off', cutBody, 'network'],
      ['silence', silence, 'timeout'],
      ['a body that stalls', stalledBody, 'timeout'],
      ['503', refused(503, 'service_unavailable', { 'retry-after': '1' }), 'unavailable'],
      ['the page of a gateway', raw(502, '<html>', { 'content-type': 'text/html' }), 'unavailable'],
    ];
    for (const [fault, answer, category] of faults) {
      it(`is unknown after ${fault}, and not sent again`, async () => {
        for (const [name, , , make] of writes) {
          expect(await errorOf(make(clientOf([answer, shown]))), name).to.include({ outcome: 'unknown', category });
          expect(requests, name).to.have.length(1);
        }
      });
    }

    it('is not sent again after 429 either', async () => {
      await errorOf(create(refused(429, 'brand_new', { 'retry-after': '1' }), shown));
      expect([requests.length, waits]).to.eql([1, []]);
    });
  });

  describe('a read', () => {
    for (const [name, answer] of [
      ['429', refused(429, 'brand_new')],
      ['500', refused(500, 'brand_new')],
      ['503', refused(503, 'service_unavailable')],
      ['the page of a gateway', raw(502, '<html>')],
      ['504', raw(504, '')],
      ['a reset', reset],
      ['a body that breaks off', cutBody],
    ] as const) {
      it(`is sent again after ${name}`, async () => {
        expect(await read(answer, answer, shown)).to.eql(intent);
        expect(requests).to.have.length(3);
      });
    }

    it('is sent again after silence, and given up after four attempts', async () => {
      const error = await errorOf(read(silence));
      expect(error).to.include({ outcome: 'unknown', category: 'timeout', status: undefined });
      expect(error.message).to.contain('Failed to read payment intent pi_1: no reply in time.');
      expect(requests).to.have.length(4);
    });

    it('waits longer each time, and tells of the last reply', async () => {
      const error = await errorOf(read(reset, reset, reset, refused(500, 'brand_new')));
      expect(error).to.include({ outcome: 'unknown', category: 'internal', code: 'brand_new', status: 500 });
      expect(waits.filter((wait) => wait > 0)).to.have.length(3);
      for (const [index, due] of [1_000, 2_000, 4_000].entries()) expect(waits[index]).to.be.within(due, due + 100);
    });

    it('waits as long as Retry-After asks, and never less than it would by itself', async () => {
      const slow = (value: string) => refused(503, 'service_unavailable', { 'retry-after': value });
      expect(await read(slow('7'), slow('0'), slow('Thu, 01 Jan 1970 00:00:00 GMT'), shown)).to.eql(intent);
      expect(waits).to.eql([7_000, 2_000, 4_000]);
    });

    it('gives up where Retry-After asks for more than half a minute', async () => {
      const error = await errorOf(read(refused(503, 'service_unavailable', { 'retry-after': '31' }), shown));
      expect(error).to.include({ outcome: 'unknown', category: 'unavailable' });
      expect(requests).to.have.length(1);
    });

    it('is not sent again after a definite refusal', async () => {
      const error = await errorOf(read(refused(404, 'resource_not_found'), shown));
      expect(error).to.include({ outcome: 'failed', category: 'not_found', code: 'resource_not_found' });
      expect(requests).to.have.length(1);
    });
  });

  it('gives each attempt fifteen seconds', async () => {
    const asked: unknown[] = [];
    const http = got.extend({ hooks: { beforeRequest: [({ timeout }) => void asked.push(timeout.request)] } });
    await clientOf([reset, shown], { http }).retrievePaymentIntent('pi_1');
    expect(asked).to.eql([15_000, 15_000]);
  });

  it('cannot read some successes: unknown, malformed, and not asked for again', async () => {
    const bodies = ['', '<html>', '{"id":"pi', 'null', '[]', '"ok"', '{}', '{"id":"1"}', '{"id":"","status":"failed"}'];
    for (const body of [...bodies, '{"id":1,"status":"failed"}']) {
      for (const call of [create, read]) {
        expect(await errorOf(call(raw(200, body))), body).to.include({ outcome: 'unknown', category: 'malformed' });
        expect(requests, body).to.have.length(1);
      }
    }
  });

  it('goes by the status where an error lacks any of its fields', async () => {
    for (const body of ['', '<html>', 'null', '[]', '"oops"', '{}', '{"code":7,"source":[],"message":{}}']) {
      const error = await errorOf(create(raw(400, body)));
      const nothing = { code: undefined, source: undefined, detail: undefined };
      expect(error, body).to.include({ outcome: 'failed', category: 'validation', ...nothing });
      expect(error.message).to.equal('Failed to create a payment intent: 400.');
    }
  });

  it('takes no huge body into memory, packed or not, and does not ask for it again', async () => {
    const huge = JSON.stringify({ ...intent, padding: 'x'.repeat(2_000_000) });
    for (const answer of [raw(200, huge), raw(200, gzipSync(huge), { 'content-encoding': 'gzip' })]) {
      for (const call of [create, read]) {
        expect(await errorOf(call(answer, shown))).to.include({ outcome: 'unknown', category: 'malformed' });
        expect(requests).to.have.length(1);
      }
    }
  });

  describe('a wait', () => {
    const seen = (status: string, more: object = {}) => ({ ...intent, status, ...more });
    const as = (status: string, more: object = {}) => raw(200, JSON.stringify(seen(status, more)));
    const wait = (...given: Answer[]) => clientOf(given).waitForPaymentIntent('pi/1');
    const sum = () => pauses.reduce((total, ms) => total + ms);

    it('ends at once when the payment intent is final', async () => {
      for (const status of ['succeeded', 'failed', 'cancelled', 'canceled']) {
        const more = { last_payment_error: { code: 'card_declined' } };
        expect(await wait(as(status, more), as('pending'))).to.eql({ final: true, last: seen(status, more) });
        expect(requests.map(({ path }) => path)).to.eql(['/api/v1/payment_intents/pi%2F1']);
      }
    });

    it('asks again, less and less often, in whatever other state', async () => {
      const states = [
        'requires_payment_method',
        'requires_capture',
        'processing',
        'expired',
        'Succeeded',
        'constructor',
      ];
      const given = states.map((status) => as(status));
      expect(await wait(...given, as('succeeded'))).to.eql({ final: true, last: seen('succeeded') });
      expect(pauses.slice(0, 4)).to.eql([1_000, 1_500, 2_250, 3_375]);
      expect(requests).to.have.length(7);
    });

    it('does not end with a try that went wrong, nor when that is resolved', async () => {
      const wrong = (code: string) => as('requires_customer_action', { last_payment_error: { code } });
      await wait(wrong('card_declined'), wrong('processing_error'), as('processing'), as('succeeded'));
      expect(requests).to.have.length(4);
    });

    for (const [name, answer] of [
      ['503', refused(503, 'service_unavailable')],
      ['429', refused(429, 'brand_new')],
      ['409', refused(409, 'brand_new')],
      ['a reset', reset],
      ['silence', silence],
      ['a success that cannot be read', raw(200, '<html>')],
      ['a payment intent that cannot be found yet', refused(404, 'resource_not_found')],
    ] satisfies [string, Answer][]) {
      it(`survives ${name}`, async () => {
        const attempts = Array<Answer>(5).fill(answer);
        expect(await wait(as('pending'), ...attempts, as('succeeded'))).to.include({ final: true });
      });
    }

    it('tells what it saw last when ten minutes are over, and how the last reading failed', async () => {
      expect(await wait(as('requires_capture'))).to.eql({ final: false, last: seen('requires_capture') });
      expect(sum()).to.be.within(530_000, 600_000);
      const waited = await wait(as('pending'), raw(200, '<html>'));
      expect(waited).to.deep.include({ final: false, last: seen('pending') });
      expect(waited).to.have.nested.property('error.category', 'malformed');
    });

    it('has nothing to tell when it could read nothing', async () => {
      const waited = await wait(raw(200, ''));
      expect(waited).to.include({ final: false }).and.not.have.property('last');
    });

    it('ends with a refusal that no waiting mends', async () => {
      for (const [status, category] of [
        [400, 'validation'],
        [401, 'authentication'],
        [403, 'permission'],
      ] as const) {
        const waited = await wait(as('pending'), refused(status, 'brand_new'), as('succeeded'));
        expect(waited).to.deep.include({ final: false, last: seen('pending') });
        expect(waited).to.have.nested.property('error.category', category);
      }
    });

    it('gives up after a minute on a payment intent that cannot be found', async () => {
      expect(await wait(refused(404, 'brand_new'))).to.have.nested.property('error.category', 'not_found');
      expect(sum()).to.be.within(60_000, 75_000);
    });

    it('waits as long as Retry-After asks before the next reading, up to half a minute', async () => {
      await wait(refused(503, 'service_unavailable', { 'retry-after': '90' }), as('succeeded'));
      expect(pauses).to.eql([30_000]);
      await wait(refused(409, 'brand_new', { 'retry-after': '7' }), as('succeeded'));
      expect(pauses).to.eql([7_000]);
    });

    it('does not pass over a mistake of the program', async () => {
      const broken = { retrievePaymentIntent: () => Promise.reject(new RangeError('oops')) };
      const client = Object.assign(clientOf([shown]), broken);
      const error = await client.waitForPaymentIntent('pi_1').catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RangeError);
    });
  });

  it('keeps the API key out of its errors', async () => {
    for (const answer of [reset, refused(401, 'brand_new')]) {
      const client = clientOf([answer]);
      const error = await errorOf(client.createPaymentIntent(order));
      const everything = `${error.message} ${error.stack} ${JSON.stringify([error, error.cause, client])}`;
      expect(everything).not.to.include('useepay_secret');
    }
    const { cause } = await errorOf(create(reset));
    expect(cause).to.include({ code: 'ECONNRESET' }).and.not.have.any.keys('options', 'request');
  });
});
