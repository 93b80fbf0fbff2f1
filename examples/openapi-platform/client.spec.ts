import { generateKeyPairSync, verify } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, type IncomingHttpHeaders, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { OpenapiPlatformClient } from './client.ts';
import { OpenapiPlatformError } from './openapi-platform-error.ts';
import type { OpenapiPlatformOptions } from './options.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const order = {
  paymentRequestId: 'order-1',
  paymentAmount: { currency: 'EUR', value: '1000' },
  order: { orderDescription: 'Crème' },
  paymentAuthCode: '28763443825664394',
};
const refund = { refundRequestId: 'refund-1', paymentId: 'payment-1', refundAmount: order.paymentAmount };

type Answer = (response: ServerResponse) => void;

const raw =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);
const told = (resultStatus: string, resultCode: string, fields: object = {}, status = 200): Answer =>
  raw(
    status,
    JSON.stringify({ result: { resultStatus, resultCode, resultMessage: `About ${resultCode}` }, ...fields }),
  );
const paid = told('S', 'SUCCESS', { paymentId: 'payment-1' });
const reset: Answer = ({ socket }) => socket?.resetAndDestroy();
const silence: Answer = () => {};
const stalledBody: Answer = (response) => response.writeHead(200, { 'content-length': '100' }).write('{"result":');
const cutBody: Answer = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"result":', () => response.socket?.resetAndDestroy());
};

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Of the client's end of the connection. */
  port: number | undefined;
}

describe('OpenapiPlatformClient', () => {
  let server: Server;
  let answers: Answer[];
  let requests: Received[];
  let waits: number[];
  let open: OpenapiPlatformClient[];

  before(async () => {
    server = createServer(async (incoming, response) => {
      let body = '';
      for await (const chunk of incoming.setEncoding('utf8')) body += chunk;
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      const { method, url, headers, socket } = incoming;
      requests.push({ path: `${method} ${url}`, headers, body, port: socket.remotePort });
      answer?.(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  beforeEach(() => {
    open = [];
  });

  afterEach(() => {
    for (const client of open) client.close();
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  function clientWith(given: Answer[], options: Partial<OpenapiPlatformOptions> = {}): OpenapiPlatformClient {
    answers = given;
    requests = [];
    waits = [];
    // The type says that a server may listen on a pipe; this one does not.
    const { port } = server.address() as AddressInfo;
    const client = new OpenapiPlatformClient({
      baseUrl: `http://127.0.0.1:${port}`,
      clientId: 'client-1',
      privateKey,
      request,
      agent: new Agent({ keepAlive: true }),
      sleep: async (ms: number) => waits.push(ms),
      ...options,
    });
    open.push(client);
    return client;
  }

  /** A client before a server that gives these answers in turn, the last one for ever. Waits are noted, not waited. */
  const clientOf = (...given: Answer[]) => clientWith(given);

  async function errorOf(call: Promise<unknown>): Promise<OpenapiPlatformError> {
    const error = await call.then(
      (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
      (reason: unknown) => reason,
    );
    if (error instanceof OpenapiPlatformError) return error;
    throw error;
  }

  describe('a call that works', () => {
    const payment = { paymentId: 'payment-1' };
    const cases: [path: string, fields: object, input: object, call: (client: OpenapiPlatformClient) => object][] = [
      ['/v1/payments/pay', payment, order, (client) => client.pay(order)],
      ['/v1/payments/inquiryPayment', { paymentStatus: 'FAIL' }, payment, (client) => client.inquiryPayment(payment)],
      ['/v1/payments/refund', { refundId: 'refund-9' }, refund, (client) => client.refund(refund)],
      [
        '/v1/payments/inquiryRefund',
        { refundStatus: 'SUCCESS' },
        { refundRequestId: 'refund-1' },
        (client) => client.inquiryRefund({ refundRequestId: 'refund-1' }),
      ],
      [
        '/v1/payments/void',
        {},
        { voidRequestId: 'void-1', ...payment },
        (client) => client.voidPayment({ voidRequestId: 'void-1', ...payment }),
      ],
      [
        '/v1/payments/capture',
        {},
        { captureRequestId: 'capture-1', ...payment, captureAmount: order.paymentAmount },
        (client) => client.capture({ captureRequestId: 'capture-1', ...payment, captureAmount: order.paymentAmount }),
      ],
      [
        '/v1/authorizations/applyToken',
        { accessToken: 'access-1' },
        { grantType: 'AUTHORIZATION_CODE', authCode: 'code-1' },
        (client) => client.applyToken({ grantType: 'AUTHORIZATION_CODE', authCode: 'code-1' }),
      ],
      [
        '/v1/messages/sendInbox',
        { messageId: 'message-1' },
        { requestId: 'm-1', accessToken: 'access-1', templateCode: 'order_paid' },
        (client) => client.sendMessage({ requestId: 'm-1', accessToken: 'access-1', templateCode: 'order_paid' }),
      ],
    ];
    for (const [path, fields, input, call] of cases) {
      it(`posts to ${path}`, async () => {
        expect(await call(clientOf(told('S', 'SUCCESS', fields)))).to.include(fields);
        expect(requests).to.have.length(1);
        expect(requests[0]).to.include({ path: `POST ${path}`, body: JSON.stringify(input) });
      });
    }

    it('says who asks, and when', async () => {
      await clientOf(paid).pay(order);
      const { headers } = requests[0] ?? expect.fail('no request');
      expect(headers).to.include({ 'client-id': 'client-1', 'content-type': 'application/json; charset=UTF-8' });
      const time = String(headers['request-time']);
      expect(new Date(time).toISOString()).to.equal(time);
    });

    it('keeps the connection for the next call', async () => {
      const client = clientOf(paid);
      await client.pay(order);
      // The agent takes a connection back in the turn after the reply.
      await new Promise(setImmediate);
      await client.pay(order);
      expect(requests).to.have.length(2);
      expect(requests[1]?.port).to.equal(requests[0]?.port);
    });
  });

  it('signs each attempt anew, over its own time and the same body', async () => {
    const instants = [1_000, 2_000].map((ms) => new Date(Date.UTC(2030, 0, 1) + ms));
    const client = clientWith([reset, paid], {
      now: () => instants[requests.length] ?? expect.fail('a third attempt'),
    });
    await client.pay(order);
    const times = requests.map(({ headers }) => headers['request-time']);
    expect(times).to.eql(['2030-01-01T00:00:01.000Z', '2030-01-01T00:00:02.000Z']);
    for (const { headers, body } of requests) {
      const header = String(headers.signature);
      const [, signature = ''] = /^algorithm=RSA256, keyVersion=1, signature=([\w-]+)$/.exec(header) ?? [];
      const content = Buffer.from(`POST /v1/payments/pay\nclient-1.${headers['request-time']}.${body}`);
      expect(verify('RSA-SHA256', content, publicKey, Buffer.from(signature, 'base64url'))).to.equal(true);
    }
  });

  describe('one attempt', () => {
    const cases: [answer: Answer, outcome: string, category: string][] = [
      [told('F', 'INSUFFICIENT_BALANCE'), 'failed', 'declined'],
      [told('F', 'INVALID_SIGNATURE'), 'failed', 'authentication'],
      [told('F', 'REQUEST_TIME_INVALID'), 'failed', 'validation'],
      [told('F', 'REPEAT_REQ_INCONSISTENT'), 'failed', 'idempotency'],
      [told('F', 'PARAM_ILLEGAL', {}, 400), 'failed', 'validation'],
      [told('F', 'constructor'), 'failed', 'unknown'],
      [told('F', 'PAYMENT_TIMEOUT', { paymentId: 'payment-1' }), 'failed', 'timeout'],
      [told('U', 'SOME_FUTURE_CODE'), 'unknown', 'unknown'],
      [told('U', 'PAYMENT_IN_PROCESS'), 'pending', 'pending'],
      [told('U', 'SENDING'), 'pending', 'pending'],
      [told('A', 'ACCEPT', { paymentId: 'payment-1' }), 'pending', 'pending'],
      [told('X', 'SUCCESS', { paymentId: 'payment-1' }), 'unknown', 'unknown'],
      [told('s', 'SUCCESS', { paymentId: 'payment-1' }), 'unknown', 'unknown'],
      [told('S', 'SUCCESS'), 'unknown', 'malformed'],
      [told('S', 'SUCCESS', { paymentId: 7 }), 'unknown', 'malformed'],
      [told('S', 'SUCCESS', { paymentId: 'payment-1' }, 302), 'unknown', 'unknown'],
      [raw(200, ''), 'unknown', 'malformed'],
      [raw(200, '<html>'), 'unknown', 'malformed'],
      [raw(200, '[]'), 'unknown', 'malformed'],
      [raw(200, '{"result":null}'), 'unknown', 'malformed'],
      [raw(200, '{"result":{"resultStatus":1},"paymentId":"1"}'), 'unknown', 'malformed'],
      [raw(200, '{"paymentId":"payment-1"}'), 'unknown', 'malformed'],
      [raw(307, '', { location: '/elsewhere' }), 'unknown', 'unknown'],
      [raw(401, ''), 'failed', 'authentication'],
      [raw(408, ''), 'unknown', 'timeout'],
      [raw(409, ''), 'unknown', 'conflict'],
    ];
    it('is the only one, and told as what it is, where no other is advised', async () => {
      for (const [index, [answer, outcome, category]] of cases.entries()) {
        expect(await errorOf(clientOf(answer).pay(order)), `case ${index}`).to.include({ outcome, category });
        expect(requests, `case ${index}`).to.have.length(1);
      }
    });

    it('tells code and message, and in words what they leave open', async () => {
      const declined = await errorOf(clientOf(told('F', 'RISK_REJECT')).pay(order));
      expect(declined).to.include({ resultStatus: 'F', code: 'RISK_REJECT', detail: 'About RISK_REJECT' });
      expect(declined.message).to.equal('Failed to pay: F RISK_REJECT (About RISK_REJECT).');
      const open = await errorOf(clientOf(told('U', 'NEW')).pay(order));
      expect(open.message).to.equal('Failed to pay: U NEW (About NEW). It may have happened all the same.');
      const queued = await errorOf(clientOf(told('A', 'ACCEPT')).pay(order));
      expect(queued.message).to.equal('Still waiting to pay: A ACCEPT (About ACCEPT).');
    });

    it('reads a reply whatever its content type and its BOM', async () => {
      const text = `\uFEFF${JSON.stringify({ result: { resultStatus: 'S' }, paymentId: 'payment-1' })}`;
      expect(await clientOf(raw(200, text, { 'content-type': 'text/html' })).pay(order)).to.include({
        paymentId: 'payment-1',
      });
    });

    it('takes no huge body into memory', async () => {
      const huge = told('S', 'SUCCESS', { paymentId: 'payment-1', padding: 'x'.repeat(2_000_000) });
      expect(await errorOf(clientOf(huge).pay(order))).to.include({ outcome: 'unknown', category: 'malformed' });
    });
  });

  describe('another attempt', () => {
    const worth: [name: string, answer: Answer, outcome: string, category: string][] = [
      ['the rate limit', told('U', 'REQUEST_TRAFFIC_EXCEED_LIMIT'), 'unknown', 'rate_limit'],
      ['a busy system', told('U', 'SYSTEM_BUSY'), 'unknown', 'unavailable'],
      ['an unknown exception', told('U', 'UNKNOWN_EXCEPTION'), 'unknown', 'internal'],
      ['an unavailable service', told('U', 'SERVICE_UNAVAILABLE'), 'unknown', 'unavailable'],
      ['a failure in processing', told('F', 'PROCESS_FAIL'), 'failed', 'internal'],
      ['the page of a gateway', raw(502, '<html>'), 'unknown', 'unavailable'],
      ['an error without a result', raw(500, '{}'), 'unknown', 'internal'],
      ['a success under 500', told('S', 'SUCCESS', { paymentId: 'payment-1' }, 500), 'unknown', 'internal'],
      ['429', raw(429, ''), 'retryable', 'rate_limit'],
      ['a reset', reset, 'unknown', 'network'],
      ['a body that breaks off', cutBody, 'unknown', 'network'],
    ];
    for (const [name, answer, outcome, category] of worth) {
      it(`follows ${name}: the same request, four in all, then ${outcome}, ${category}`, async () => {
        expect(await clientOf(answer, answer, paid).pay(order)).to.include({ paymentId: 'payment-1' });
        expect(requests).to.have.length(3);
        expect(await errorOf(clientOf(answer).pay(order))).to.include({ outcome, category });
        expect(requests.map(({ body }) => body)).to.eql(Array(4).fill(JSON.stringify(order)));
      });
    }

    it('waits longer each time', async () => {
      await errorOf(clientOf(told('U', 'SYSTEM_BUSY')).pay(order));
      expect(waits).to.have.length(3);
      for (const [index, delay] of [500, 1_000, 2_000].entries()) {
        expect(waits[index]).to.be.within(delay / 2, delay);
      }
    });

    it('waits as long as Retry-After asks, up to half a minute', async () => {
      const slow = (value: string) => raw(503, '', { 'retry-after': value });
      await clientOf(slow('7'), slow('999999'), slow('junk'), paid).pay(order);
      expect(waits.slice(0, 2)).to.eql([7_000, 30_000]);
      expect(waits[2]).to.be.within(1_000, 2_000);
    });

    for (const [name, answer] of [
      ['silence', silence],
      ['a body that stalls', stalledBody],
    ] satisfies [string, Answer][]) {
      it(`follows ${name}, once its time is up`, async () => {
        for (const options of [{ idleMs: 2 }, { timeoutMs: 2 }]) {
          const client = clientWith([answer], { ...options, attempts: 2 });
          expect(await errorOf(client.pay(order))).to.include({ outcome: 'unknown', category: 'timeout' });
          expect(waits).to.have.length(1);
        }
      });
    }
  });

  describe('doubt', () => {
    const doubtful: [name: string, answer: Answer][] = [
      ['a reset', reset],
      ['an unknown exception', told('U', 'UNKNOWN_EXCEPTION')],
      ['the rate limit, which is U', told('U', 'REQUEST_TRAFFIC_EXCEED_LIMIT')],
      ['a gateway', raw(504, '')],
    ];
    for (const [name, answer] of doubtful) {
      it(`stays when ${name} is followed by a refusal, and ends with a success`, async () => {
        for (const code of ['RISK_REJECT', 'REPEAT_REQ_INCONSISTENT', 'ORDER_IS_CLOSED', 'PROCESS_FAIL']) {
          expect(await errorOf(clientOf(answer, told('F', code)).pay(order))).to.include({ outcome: 'unknown', code });
        }
        expect(await errorOf(clientOf(answer, raw(429, '')).pay(order))).to.include({ outcome: 'unknown' });
        expect(await clientOf(answer, paid).pay(order)).to.include({ paymentId: 'payment-1' });
      });
    }

    it('turns into waiting when the payment is on its way', async () => {
      const client = clientOf(reset, told('U', 'PAYMENT_IN_PROCESS'));
      expect(await errorOf(client.pay(order))).to.include({ outcome: 'pending' });
      expect(requests).to.have.length(2);
    });

    it('comes neither from a failure, nor from 429, nor from a read', async () => {
      const refused = told('F', 'RISK_REJECT');
      expect(await errorOf(clientOf(told('F', 'PROCESS_FAIL'), refused).pay(order))).to.include({ outcome: 'failed' });
      expect(await errorOf(clientOf(raw(429, ''), refused).pay(order))).to.include({ outcome: 'failed' });
      const read = clientOf(reset, told('F', 'ORDER_NOT_EXIST')).inquiryPayment({ paymentRequestId: 'order-1' });
      expect(await errorOf(read)).to.include({ outcome: 'failed', category: 'not_found' });
    });

    it('comes from every write', async () => {
      const refused = told('F', 'USED_CODE');
      const grant = clientOf(reset, refused).applyToken({ grantType: 'REFRESH_TOKEN', refreshToken: 'refresh-1' });
      expect(await errorOf(grant)).to.include({ outcome: 'unknown', category: 'conflict' });
      expect(await errorOf(clientOf(reset, refused).refund(refund))).to.include({ outcome: 'unknown' });
    });
  });

  describe('a wait', () => {
    const stateOf = (paymentStatus: string, more: object = {}) => told('S', 'SUCCESS', { paymentStatus, ...more });
    const processing = stateOf('PROCESSING');
    const missing = told('F', 'ORDER_NOT_EXIST');
    const wait = (...given: Answer[]) => clientOf(...given).waitForPayment({ paymentRequestId: 'order-1' });
    const sum = () => waits.reduce((total, ms) => total + ms);

    it('ends at once when the payment is final', async () => {
      for (const status of ['SUCCESS', 'FAIL']) {
        const waited = await wait(stateOf(status, { paymentFailReason: 'Declined' }), processing);
        expect(waited).to.include({ final: true });
        expect(waited.last).to.include({ paymentStatus: status, paymentFailReason: 'Declined' });
        expect(requests.map(({ path }) => path)).to.eql(['POST /v1/payments/inquiryPayment']);
        expect(requests[0]?.body).to.equal('{"paymentRequestId":"order-1"}');
      }
    });

    it('asks for the payment by its own id as well', async () => {
      await clientOf(stateOf('SUCCESS')).waitForPayment({ paymentId: 'payment-1' });
      expect(requests[0]?.body).to.equal('{"paymentId":"payment-1"}');
    });

    it('asks again every three to five seconds, in whatever other state', async () => {
      const others = ['PROCESSING', 'BRAND_NEW', 'success', 'constructor', ''].map((status) => stateOf(status));
      expect(await wait(...others, stateOf('SUCCESS'))).to.include({ final: true });
      expect(requests).to.have.length(6);
      expect(waits).to.eql([3_000, 3_600, 4_320, 5_000, 5_000]);
    });

    it('waits for a refund in the same way', async () => {
      const refunded = (refundStatus: string) => told('S', 'SUCCESS', { refundStatus });
      const early = told('F', 'REFUND_NOT_EXIST');
      for (const status of ['SUCCESS', 'FAIL']) {
        const client = clientOf(early, refunded('PROCESSING'), refunded(status), refunded('PROCESSING'));
        const waited = await client.waitForRefund({ refundRequestId: 'refund-1' });
        expect(waited.last).to.include({ refundStatus: status });
        expect(waits).to.eql([3_000, 3_600]);
        expect(requests[2]).to.include({ path: 'POST /v1/payments/inquiryRefund' });
      }
    });

    for (const [name, answer] of [
      ['a busy system', told('U', 'SYSTEM_BUSY')],
      ['a U that nobody knows', told('U', 'BRAND_NEW')],
      ['a failure in processing', told('F', 'PROCESS_FAIL')],
      ['the page of a gateway', raw(502, '<html>')],
      ['a reset', reset],
      ['a success that cannot be read', told('S', 'SUCCESS')],
      ['a payment that cannot be found yet', missing],
    ] satisfies [string, Answer][]) {
      it(`survives ${name}`, async () => {
        const attempts = Array<Answer>(5).fill(answer);
        expect(await wait(processing, ...attempts, stateOf('SUCCESS'))).to.include({ final: true });
      });
    }

    it('tells what it saw last when two minutes are over, and how the last inquiry failed', async () => {
      const waited = await wait(processing);
      expect(waited).to.include({ final: false }).and.not.have.property('error');
      expect(waited.last).to.include({ paymentStatus: 'PROCESSING' });
      expect(sum()).to.be.within(110_000, 120_000);
      const failing = await wait(processing, told('U', 'BRAND_NEW'));
      expect(failing.last).to.include({ paymentStatus: 'PROCESSING' });
      expect(failing).to.have.nested.property('error.code', 'BRAND_NEW');
    });

    it('has nothing to tell when it could read nothing', async () => {
      const waited = await wait(raw(200, ''));
      expect(waited).to.include({ final: false }).and.not.have.property('last');
      expect(waited).to.have.nested.property('error.category', 'malformed');
    });

    it('ends with a refusal that no waiting mends', async () => {
      for (const code of ['INVALID_SIGNATURE', 'UNAUTHORIZED', 'PARAM_ILLEGAL', 'BRAND_NEW']) {
        const waited = await wait(processing, told('F', code), stateOf('SUCCESS'));
        expect(waited).to.include({ final: false }).and.have.nested.property('error.code', code);
        expect(waited.last).to.include({ paymentStatus: 'PROCESSING' });
      }
    });

    it('gives up after a minute on a payment that cannot be found', async () => {
      expect(await wait(missing)).to.have.nested.property('error.code', 'ORDER_NOT_EXIST');
      expect(sum()).to.be.within(60_000, 65_000);
    });

    it('waits as long as Retry-After asks, between the inquiries too', async () => {
      const slow = raw(503, '', { 'retry-after': '9' });
      await wait(slow, slow, slow, slow, stateOf('SUCCESS'));
      expect(waits).to.eql([9_000, 9_000, 9_000, 9_000]);
    });

    it('does not pass over a mistake of the program', async () => {
      const broken = { inquiryPayment: () => Promise.reject(new RangeError('oops')) };
      const client = Object.assign(clientOf(paid), broken);
      const error = await client.waitForPayment({ paymentId: '1' }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RangeError);
    });

    describe('for a payment that it makes itself', () => {
      const finished = stateOf('SUCCESS', { paymentId: 'payment-1' });
      const payAndWait = (...given: Answer[]) => clientOf(...given).payAndWait(order);
      const asked = () => requests.map(({ path }) => path.split('/').at(-1));

      it('is over when the payment is made at once', async () => {
        const waited = await payAndWait(paid);
        expect(waited).to.include({ final: true });
        expect(waited.last).to.include({ paymentId: 'payment-1' });
        expect(asked()).to.eql(['pay']);
      });

      for (const [name, answer] of [
        ['it is accepted', told('A', 'ACCEPT')],
        ['it is in process', told('U', 'PAYMENT_IN_PROCESS')],
        ['nobody knows', told('U', 'BRAND_NEW')],
        ['the reply cannot be read', raw(200, '')],
      ] satisfies [string, Answer][]) {
        it(`asks for it, and does not pay again, when ${name}`, async () => {
          const waited = await payAndWait(answer, missing, processing, finished, paid);
          expect(waited).to.include({ final: true });
          expect(waited.last).to.include({ paymentStatus: 'SUCCESS' });
          expect(asked()).to.eql(['pay', ...Array(3).fill('inquiryPayment')]);
          expect(requests[1]?.body).to.equal('{"paymentRequestId":"order-1"}');
        });
      }

      it('asks for it when all replies are lost, or doubt is left', async () => {
        await payAndWait(reset, reset, reset, reset, finished);
        expect(asked()).to.eql([...Array(4).fill('pay'), 'inquiryPayment']);
        await payAndWait(reset, told('F', 'RISK_REJECT'), finished);
        expect(asked()).to.eql(['pay', 'pay', 'inquiryPayment']);
      });

      it('tells of a payment that came to nothing', async () => {
        const waited = await payAndWait(told('A', 'ACCEPT'), stateOf('FAIL', { paymentFailReason: 'Declined' }));
        expect(waited.last).to.include({ paymentStatus: 'FAIL', paymentFailReason: 'Declined' });
      });

      it('fails at once with a definite failure', async () => {
        const refusals: [answer: Answer, outcome: string][] = [
          [told('F', 'RISK_REJECT'), 'failed'],
          [raw(401, ''), 'failed'],
          [raw(429, ''), 'retryable'],
        ];
        for (const [answer, outcome] of refusals) {
          expect(await errorOf(payAndWait(answer))).to.include({ outcome });
          expect(new Set(asked())).to.eql(new Set(['pay']));
        }
      });
    });
  });

  it('closes its connections', async () => {
    const agent = new Agent({ keepAlive: true });
    const client = clientWith([paid], { agent });
    await client.pay(order);
    await new Promise(setImmediate);
    const [socket] = Object.values(agent.freeSockets).flat();
    client.close();
    expect(socket?.destroyed).to.equal(true);
  });
});
