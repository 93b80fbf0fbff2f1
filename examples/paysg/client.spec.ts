import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { type ManualTimeouts, manualTimeouts } from '../manual-timeouts.ts';
import { PaysgClient } from './client.ts';
import { PaysgError } from './paysg-error.ts';

const input = {
  reference_id: 'order-1',
  amount_in_cents: 1000,
  description: 'A licence',
  payer_name: 'Payer',
  payer_email: 'payer@agency.test',
};
const payment = { id: 'payment-1', reference_id: 'order-1', payment_status: 'unpaid', amount_in_cents: 1000 };

let timeouts: ManualTimeouts;

type Answer = (response: ServerResponse) => void;

const raw =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);
const refused = (status: number, code: string, type = 'invalid_request_error', headers = {}): Answer =>
  raw(status, JSON.stringify({ error: { type, code, message: `About ${code}` } }), headers);
const created = raw(201, JSON.stringify(payment));
const inProgress = refused(409, 'idempotent_request_in_progress', 'idempotency_error');
const reset: Answer = ({ socket }) => socket?.resetAndDestroy();
const silence: Answer = () => timeouts.pass();
const stalledBody: Answer = (response) =>
  response.writeHead(201, { 'content-length': '100' }).write('{"id":', () => timeouts.pass());
const cutBody: Answer = (response) => {
  response.writeHead(201, { 'content-length': '100' });
  response.write('{"id":', () => response.socket?.resetAndDestroy());
};

interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

describe('PaysgClient', () => {
  let server: Server;
  let answers: Answer[];
  let requests: Received[];
  let waits: number[];

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
    timeouts = manualTimeouts();
  });

  afterEach(() => timeouts.restore());

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A client before a server that gives these answers in turn, the last one for ever. Waits are noted, not waited. */
  function clientOf(...given: Answer[]): PaysgClient {
    answers = given;
    requests = [];
    waits = [];
    // The type says that a server may listen on a pipe; this one does not.
    const { port } = server.address() as AddressInfo;
    const sleep = async (ms: number) => waits.push(ms);
    return new PaysgClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey: 'paysg_key', sleep });
  }

  async function errorOf(call: Promise<unknown>): Promise<PaysgError> {
    const error = await call.then(
      (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
      (reason: unknown) => reason,
    );
    if (error instanceof PaysgError) return error;
    throw error;
  }

  describe('a call that works', () => {
    it('creates a payment under the key', async () => {
      expect(await clientOf(created).createPayment('service/1', input, 'key-1')).to.eql(payment);
      expect(requests).to.have.length(1);
      expect(requests[0]).to.include({ method: 'POST', path: '/v1/payment-services/service%2F1/payments' });
      expect(requests[0]?.body).to.equal(JSON.stringify(input));
      expect(requests[0]?.headers).to.include({
        'idempotency-key': 'key-1',
        'x-api-key': 'paysg_key',
        'content-type': 'application/json',
      });
    });

    it('reads a payment', async () => {
      expect(await clientOf(raw(200, JSON.stringify(payment))).getPayment('service-1', 'payment-1')).to.eql(payment);
      expect(requests[0]).to.include({ method: 'GET', path: '/v1/payment-services/service-1/payments/payment-1' });
      expect(requests[0]?.headers).not.to.have.property('idempotency-key');
    });

    it('cancels a payment under the key', async () => {
      const cancelled = { ...payment, payment_status: 'cancelled' };
      const client = clientOf(raw(200, JSON.stringify(cancelled)));
      expect(await client.cancelPayment('service-1', 'payment-1', 'key-1')).to.eql(cancelled);
      expect(requests[0]).to.include({
        method: 'POST',
        path: '/v1/payment-services/service-1/payments/payment-1/cancel',
        body: '',
      });
      expect(requests[0]?.headers['idempotency-key']).to.equal('key-1');
    });

    it('takes a payment whatever content type it comes with', async () => {
      const client = clientOf(raw(201, `\uFEFF${JSON.stringify(payment)}`, { 'content-type': 'text/html' }));
      expect(await client.createPayment('service-1', input, 'key-1')).to.eql(payment);
    });
  });

  describe('a definite refusal', () => {
    const cases: [status: number, code: string, category: string][] = [
      [400, 'parameter_invalid', 'validation'],
      [400, 'email_blacklisted', 'validation'],
      [401, 'api_key_invalid', 'authentication'],
      [401, 'api_key_expired', 'authentication'],
      [401, 'authentication_required', 'authentication'],
      [402, 'stripe_connect_account_not_found_for_payment_service', 'conflict'],
      [403, 'user_forbidden', 'permission'],
      [404, 'payment_not_found', 'not_found'],
      [404, 'payment_service_not_found', 'not_found'],
      [400, 'brand_new', 'validation'],
      [401, 'brand_new', 'authentication'],
      [402, 'brand_new', 'conflict'],
      [403, 'brand_new', 'permission'],
      [404, 'constructor', 'not_found'],
    ];
    for (const [status, code, category] of cases) {
      it(`${status} ${code}: failed, ${category}, not repeated`, async () => {
        const client = clientOf(refused(status, code));
        const error = await errorOf(client.createPayment('service-1', input, 'key-1'));
        expect(error).to.include({ outcome: 'failed', category, code, status, detail: `About ${code}` });
        expect(error.message).to.equal(`Failed to create a payment: ${status} ${code} (About ${code}).`);
        expect(requests).to.have.length(1);
      });
    }
  });

  describe('a status that leaves it open', () => {
    const cases: [status: number, code: string, category: string][] = [
      [302, 'brand_new', 'unknown'],
      [408, 'brand_new', 'timeout'],
      [409, 'brand_new', 'conflict'],
      [409, 'idempotent_request_body_mismatch', 'idempotency'],
    ];
    for (const [status, code, category] of cases) {
      it(`${status} ${code}: unknown, ${category}, not repeated`, async () => {
        const client = clientOf(refused(status, code));
        const error = await errorOf(client.createPayment('service-1', input, 'key-1'));
        expect(error).to.include({ outcome: 'unknown', category });
        expect(requests).to.have.length(1);
      });
    }

    it('follows no redirect', async () => {
      const client = clientOf(raw(307, '', { location: '/elsewhere' }), created);
      await errorOf(client.createPayment('service-1', input, 'key-1'));
      expect(requests).to.have.length(1);
    });
  });

  it('falls back to the type where it says more than the status', async () => {
    const types: [status: number, type: string, category: string][] = [
      [409, 'idempotency_error', 'idempotency'],
      [500, 'external_error', 'unavailable'],
      [500, 'api_error', 'internal'],
      [404, 'invalid_request_error', 'not_found'],
    ];
    for (const [status, type, category] of types) {
      const client = clientOf(refused(status, 'brand_new', type));
      expect(await errorOf(client.createPayment('service-1', input, 'key-1')), type).to.include({ category, type });
    }
  });

  describe('what is worth another attempt', () => {
    const cases: [name: string, answer: Answer][] = [
      ['429', refused(429, 'too_many')],
      ['500 server_error', refused(500, 'server_error', 'api_error')],
      ['503', refused(503, 'brand_new', 'external_error')],
      ['the page of a gateway', raw(502, '<html>', { 'content-type': 'text/html' })],
      ['a request in progress', inProgress],
      ['a reset', reset],
      ['silence', silence],
      ['a body that breaks off', cutBody],
      ['a body that stalls', stalledBody],
    ];
    for (const [name, answer] of cases) {
      it(`${name}: the same request under the same key`, async () => {
        const client = clientOf(answer, answer, created);
        expect(await client.createPayment('service-1', input, 'key-1')).to.eql(payment);
        expect(requests.map(({ headers }) => headers['idempotency-key'])).to.eql(['key-1', 'key-1', 'key-1']);
        expect(new Set(requests.map(({ body }) => body))).to.eql(new Set([JSON.stringify(input)]));
      });
    }

    it('waits longer each time, and gives up after five attempts', async () => {
      await errorOf(clientOf(inProgress).createPayment('service-1', input, 'key-1'));
      expect(requests).to.have.length(5);
      expect(waits).to.have.length(4);
      for (const [index, delay] of [1_000, 2_000, 4_000, 8_000].entries()) {
        expect(waits[index]).to.be.within(delay / 2, delay);
      }
    });

    it('gives each attempt fifteen seconds', async () => {
      await errorOf(clientOf(silence).createPayment('service-1', input, 'key-1'));
      expect(timeouts.asked).to.eql([15_000, 15_000, 15_000, 15_000, 15_000]);
    });

    it('waits as long as Retry-After asks, up to half a minute', async () => {
      const slow = (value: string) => refused(429, 'too_many', 'invalid_request_error', { 'retry-after': value });
      await clientOf(slow('7'), slow('999999'), slow('junk'), created).createPayment('service-1', input, 'key-1');
      expect(waits.slice(0, 2)).to.eql([7_000, 30_000]);
      expect(waits[2]).to.be.within(2_000, 4_000);
    });

    it('cancels and reads again too', async () => {
      const done = raw(200, JSON.stringify({ ...payment, payment_status: 'cancelled' }));
      await clientOf(reset, done).cancelPayment('service-1', 'payment-1', 'key-1');
      expect(requests.map(({ headers }) => headers['idempotency-key'])).to.eql(['key-1', 'key-1']);
      await clientOf(reset, done).getPayment('service-1', 'payment-1');
      expect(requests).to.have.length(2);
    });
  });

  describe('the outcome after the last attempt', () => {
    const cases: [name: string, answer: Answer, outcome: string, category: string][] = [
      ['429', refused(429, 'too_many'), 'retryable', 'rate_limit'],
      ['500, which a repeat may only replay', refused(500, 'server_error', 'api_error'), 'unknown', 'internal'],
      ['503', refused(503, 'brand_new'), 'unknown', 'unavailable'],
      ['a 500 that shows a payment', raw(500, JSON.stringify(payment)), 'unknown', 'internal'],
      ['a request in progress', inProgress, 'unknown', 'idempotency'],
      ['a reset', reset, 'unknown', 'network'],
      ['silence', silence, 'unknown', 'timeout'],
    ];
    for (const [name, answer, outcome, category] of cases) {
      it(`${name}: ${outcome}, ${category}`, async () => {
        const client = clientOf(answer);
        expect(await errorOf(client.createPayment('service-1', input, 'key-1'))).to.include({ outcome, category });
      });
    }
  });

  describe('doubt', () => {
    const doubtful: [name: string, answer: Answer][] = [
      ['a reset', reset],
      ['a 500', refused(500, 'server_error')],
      ['a request in progress', inProgress],
    ];
    const definite: [name: string, answer: Answer][] = [
      ['400', refused(400, 'parameter_invalid')],
      ['401', refused(401, 'api_key_expired')],
      ['a body mismatch', refused(409, 'idempotent_request_body_mismatch')],
    ];
    for (const [before, first] of doubtful) {
      for (const [after, second] of definite) {
        it(`stays when ${before} is followed by ${after}`, async () => {
          const client = clientOf(first, second);
          const error = await errorOf(client.createPayment('service-1', input, 'key-1'));
          expect(error).to.include({ outcome: 'unknown' });
          expect(error.message).to.match(/ It may have happened all the same\.$/);
        });
      }
    }

    it('stays when the last attempts are turned away', async () => {
      const client = clientOf(reset, refused(429, 'too_many'));
      expect(await errorOf(client.createPayment('service-1', input, 'key-1'))).to.include({ outcome: 'unknown' });
    });

    it('comes neither from a 429 nor from a read', async () => {
      const turnedAway = clientOf(refused(429, 'too_many'), refused(400, 'parameter_invalid'));
      expect(await errorOf(turnedAway.createPayment('service-1', input, 'key-1'))).to.include({ outcome: 'failed' });
      const read = clientOf(reset, refused(404, 'payment_not_found'));
      expect(await errorOf(read.getPayment('service-1', 'payment-1'))).to.include({ outcome: 'failed' });
    });
  });

  describe('a body that cannot be read', () => {
    for (const body of [
      '',
      '<html>',
      '{"id":"pay',
      'null',
      '[]',
      '"ok"',
      '{}',
      '{"id":"1"}',
      '{"id":1,"payment_status":"paid"}',
    ]) {
      it(`${JSON.stringify(body)} under 201: unknown, not repeated`, async () => {
        const client = clientOf(raw(201, body));
        const error = await errorOf(client.createPayment('service-1', input, 'key-1'));
        expect(error).to.include({ outcome: 'unknown', category: 'malformed' });
        expect(requests).to.have.length(1);
      });
    }

    for (const body of ['', 'null', '[]', '"oops"', '{"error":null}', '{"error":"oops"}', '{"error":{"code":7}}']) {
      it(`${JSON.stringify(body)} under 400: the status decides`, async () => {
        const error = await errorOf(clientOf(raw(400, body)).createPayment('service-1', input, 'key-1'));
        expect(error).to.include({ outcome: 'failed', category: 'validation', code: undefined, detail: undefined });
      });
    }

    it('takes no huge body into memory', async () => {
      const client = clientOf(raw(201, JSON.stringify({ ...payment, padding: 'x'.repeat(2_000_000) })));
      expect(await errorOf(client.createPayment('service-1', input, 'key-1'))).to.include({ outcome: 'unknown' });
    });
  });

  describe('a wait', () => {
    const seen = (payment_status: string) => ({ ...payment, payment_status });
    const shown = (state: string) => raw(200, JSON.stringify(seen(state)));
    const wait = (...given: Answer[]) => clientOf(...given).waitForPayment('service/1', 'payment-1');
    const sum = () => waits.reduce((total, ms) => total + ms);

    it('ends at once when the payment is final', async () => {
      for (const state of ['paid', 'cancelled']) {
        expect(await wait(shown(state), shown('unpaid'))).to.eql({ final: true, last: seen(state) });
        expect(requests.map(({ path }) => path)).to.eql(['/v1/payment-services/service%2F1/payments/payment-1']);
      }
    });

    it('asks again, less and less often, in whatever other state', async () => {
      const states = ['unpaid', 'brand_new', 'PAID', ''];
      expect(await wait(...states.map(shown), shown('paid'))).to.eql({ final: true, last: seen('paid') });
      expect(waits).to.eql([2_000, 3_000, 4_500, 6_750]);
    });

    for (const [name, answer] of [
      ['500', refused(500, 'server_error', 'api_error')],
      ['a request in progress', inProgress],
      ['429', refused(429, 'too_many')],
      ['a reset', reset],
      ['silence', silence],
      ['a success that cannot be read', raw(200, '<html>')],
      ['a payment that cannot be found yet', refused(404, 'payment_not_found')],
    ] satisfies [string, Answer][]) {
      it(`survives ${name}`, async () => {
        const attempts = Array<Answer>(6).fill(answer);
        expect(await wait(shown('unpaid'), ...attempts, shown('paid'))).to.include({ final: true });
      });
    }

    it('tells what it saw last when ten minutes are over, and how the last reading failed', async () => {
      expect(await wait(shown('unpaid'))).to.eql({ final: false, last: seen('unpaid') });
      expect(sum()).to.be.within(530_000, 600_000);
      const waited = await wait(shown('unpaid'), raw(200, '<html>'));
      expect(waited).to.deep.include({ final: false, last: seen('unpaid') });
      expect(waited).to.have.nested.property('error.category', 'malformed');
    });

    it('has nothing to tell when it could read nothing', async () => {
      const waited = await wait(refused(503, 'brand_new'));
      expect(waited).to.include({ final: false }).and.not.have.property('last');
      expect(waited).to.have.nested.property('error.category', 'unavailable');
    });

    it('ends with a refusal that no waiting mends', async () => {
      for (const [status, code] of [
        [401, 'api_key_expired'],
        [403, 'user_forbidden'],
        [404, 'payment_service_not_found'],
      ] as const) {
        const waited = await wait(shown('unpaid'), refused(status, code), shown('paid'));
        expect(waited).to.deep.include({ final: false, last: seen('unpaid') });
        expect(waited).to.have.nested.property('error.code', code);
      }
    });

    it('gives up after a minute on a payment that cannot be found', async () => {
      expect(await wait(refused(404, 'payment_not_found'))).to.have.nested.property('error.category', 'not_found');
      expect(sum()).to.be.within(60_000, 80_000);
    });

    it('waits as long as Retry-After asks, between the readings too', async () => {
      const slow = refused(503, 'brand_new', 'external_error', { 'retry-after': '19' });
      await wait(...Array<Answer>(5).fill(slow), shown('paid'));
      expect(waits).to.eql(Array(5).fill(19_000));
    });

    it('does not pass over a mistake of the program', async () => {
      const client = Object.assign(clientOf(created), { getPayment: () => Promise.reject(new RangeError('oops')) });
      const error = await client.waitForPayment('service-1', 'payment-1').catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RangeError);
    });
  });

  it('keeps the API key out of its errors', async () => {
    const client = clientOf(reset);
    const error = await errorOf(client.createPayment('service-1', input, 'key-1'));
    const everything = `${error.message} ${error.stack} ${JSON.stringify([error, error.cause, client])}`;
    expect(everything).not.to.include('paysg_key');
    expect(error.cause).to.include({ code: 'ECONNRESET' }).and.not.have.property('config');
  });
});
