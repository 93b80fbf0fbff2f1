import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect } from 'chai';
import { MemoryBooks } from '../books.ts';
import type { Delivery } from '../delivery.ts';
import { type OpenapiPlatformWebhookOptions, openapiPlatformWebhook } from './webhook.ts';

const platform = generateKeyPairSync('rsa', { modulusLength: 1024 });
const somebody = generateKeyPairSync('rsa', { modulusLength: 1024 });
const now = Date.parse('2030-01-01T00:00:00Z');
const minute = 60_000;
const paid = { paymentRequestId: 'order-1', paymentId: 'payment-1', paymentStatus: 'SUCCESS' };
const applied = { id: 'payment-1 SUCCESS', payment: 'payment-1', standing: 'succeeded' };
const success = {
  status: 200,
  body: { result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'success' } },
};

interface Signing {
  path?: string;
  clientId?: string;
  time?: string;
  key?: KeyObject;
}

const signatureOf = (body: string, { path, clientId, time, key }: Required<Signing>) =>
  sign('RSA-SHA256', Buffer.from(`POST ${path}\n${clientId}.${time}.${body}`), key).toString('base64');

/** A notification as the platform sends it, or signed otherwise. */
function delivery(event: unknown, signing: Signing = {}): Delivery {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const all = { path: '/notify', clientId: 'client-1', time: new Date(now).toISOString(), key: platform.privateKey };
  const signed = { ...all, ...signing };
  const signature = `algorithm=SHA256withRSA, keyVersion=1, signature=${signatureOf(body, signed)}`;
  return {
    path: signed.path,
    headers: { 'client-id': signed.clientId, 'request-time': signed.time, signature },
    body,
  };
}

function receiver(options: Partial<OpenapiPlatformWebhookOptions> = {}) {
  const books = new MemoryBooks();
  const { publicKey } = platform;
  const receive = openapiPlatformWebhook({
    clientId: 'client-1',
    publicKey,
    books,
    now: () => new Date(now),
    ...options,
  });
  return { books, receive };
}

describe('openapiPlatformWebhook', () => {
  for (const [status, standing] of [
    ['SUCCESS', 'succeeded'],
    ['FAIL', 'failed'],
  ]) {
    it(`takes ${status} for ${standing}, of a payment that nobody has heard of too`, async () => {
      const { books, receive } = receiver();
      expect(await receive(delivery({ ...paid, paymentStatus: status }))).to.eql(success);
      expect(books.read('payment-1')).to.equal(standing);
      expect(books.applied).to.eql([{ ...applied, id: `payment-1 ${status}`, standing }]);
    });
  }

  it('takes a signature in either alphabet of base64', async () => {
    const url = delivery(paid);
    const signature = url.headers.signature?.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    expect(await receiver().receive({ ...url, headers: { ...url.headers, signature } })).to.eql(success);
  });

  describe('refuses with 401', () => {
    const right = delivery(paid);
    const withHeaders = (headers: Delivery['headers']) => ({ ...right, headers: { ...right.headers, ...headers } });
    const later = new Date(now + 1).toISOString();
    const bad: [name: string, code: string, bad: Delivery][] = [
      ['no headers at all', 'INVALID_CLIENT', { ...right, headers: {} }],
      ['a notification for another client', 'INVALID_CLIENT', delivery(paid, { clientId: 'client-2' })],
      ['a client that is not the signed one', 'INVALID_CLIENT', withHeaders({ 'client-id': 'client-2' })],
      ['no signature', 'INVALID_SIGNATURE', withHeaders({ signature: undefined })],
      ['an empty signature', 'INVALID_SIGNATURE', withHeaders({ signature: 'algorithm=RSA256, signature=' })],
      ['what is no signature', 'INVALID_SIGNATURE', withHeaders({ signature: 'signature=AAAA' })],
      [
        'an algorithm of the sender’s',
        'INVALID_SIGNATURE',
        withHeaders({ signature: 'algorithm=none, signature=AA==' }),
      ],
      ['another key', 'INVALID_SIGNATURE', delivery(paid, { key: somebody.privateKey })],
      ['another body', 'INVALID_SIGNATURE', { ...right, body: `${right.body} ` }],
      ['another path', 'INVALID_SIGNATURE', { ...right, path: '/refunds' }],
      ['another time', 'INVALID_SIGNATURE', withHeaders({ 'request-time': later })],
      ['no time', 'INVALID_SIGNATURE', withHeaders({ 'request-time': undefined })],
      ['a signed time that is none', 'REQUEST_TIME_INVALID', delivery(paid, { time: 'soon' })],
    ];
    for (const [name, code, given] of bad) {
      it(name, async () => {
        const { books, receive } = receiver();
        const answer = await receive(given);
        expect(answer.status).to.equal(401);
        expect(answer.body.result).to.include({ resultStatus: 'F', resultCode: code });
        expect(books.read('payment-1')).to.equal(undefined);
        expect(books.applied).to.eql([]);
      });
    }
  });

  it('takes a time that is five minutes off, either way, and none that is further off', async () => {
    for (const sign of [-1, 1]) {
      const at = (ms: number) => delivery(paid, { time: new Date(now + sign * ms).toISOString() });
      expect(await receiver().receive(at(5 * minute))).to.eql(success);
      const { books, receive } = receiver();
      const answer = await receive(at(5 * minute + 1));
      expect(answer.status).to.equal(401);
      expect(answer.body.result).to.include({ resultStatus: 'F', resultCode: 'REQUEST_TIME_INVALID' });
      expect(books.applied).to.eql([]);
    }
  });

  it('goes by the clock of the machine when it is given none', async () => {
    const { publicKey } = platform;
    const receive = openapiPlatformWebhook({ clientId: 'client-1', publicKey, books: new MemoryBooks() });
    expect(await receive(delivery(paid, { time: new Date().toISOString() }))).to.eql(success);
    expect(await receive(delivery(paid, { time: '2020-01-01T00:00:00Z' }))).to.have.property('status', 401);
  });

  it('knows a repeat by payment and status, and applies it once', async () => {
    const { books, receive } = receiver();
    const again = delivery({ ...paid, some: 'field' }, { time: new Date(now + minute).toISOString() });
    for (const one of [delivery(paid), delivery(paid), again]) expect(await receive(one)).to.eql(success);
    expect(books.applied).to.eql([applied]);
    const other = delivery({ ...paid, paymentId: 'payment-2' });
    expect(await receive(other)).to.eql(success);
    expect(books.applied).to.have.length(2);
  });

  it('takes one that contradicts, and goes back for none', async () => {
    const { books, receive } = receiver();
    await receive(delivery(paid));
    expect(await receive(delivery({ ...paid, paymentStatus: 'FAIL' }))).to.eql(success);
    expect(books.read('payment-1')).to.equal('succeeded');
    expect(books.applied).to.eql([applied]);
    expect(books.contradicting).to.eql([{ ...applied, id: 'payment-1 FAIL', standing: 'failed' }]);
  });

  it('takes statuses that are not final or not known, and does nothing', async () => {
    const { books, receive } = receiver();
    for (const paymentStatus of ['PROCESSING', 'SOME_FUTURE_STATUS', 'success', 'constructor'])
      expect(await receive(delivery({ ...paid, paymentStatus })), paymentStatus).to.eql(success);
    expect(books.applied).to.eql([]);
    await receive(delivery(paid));
    expect(books.applied).to.eql([applied]);
  });

  it('takes no offence at fields that it does not know', async () => {
    const { books, receive } = receiver();
    expect(await receive(delivery({ ...paid, livemode: false, more: { nested: [1, null] } }))).to.eql(success);
    expect(books.applied).to.eql([applied]);
  });

  it('answers 400 and F to what it cannot read, so that it comes again', async () => {
    const { books, receive } = receiver();
    const { paymentId: _, ...nameless } = paid;
    for (const body of ['', 'not JSON', '[]', 'null', nameless, { ...paid, paymentStatus: null }]) {
      const answer = await receive(delivery(body));
      expect(answer.status, JSON.stringify(body)).to.equal(400);
      expect(answer.body.result.resultStatus).to.equal('F');
    }
    expect(books.applied).to.eql([]);
  });

  it('hands on what the books throw: answered with 500, the notification comes again', async () => {
    const books = { apply: () => Promise.reject(new Error('no database')) };
    const error = await receiver({ books })
      .receive(delivery(paid))
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property('message', 'no database');
  });
});
