import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { MemoryBooks } from '../books.ts';
import { bankedWebhook } from './webhook.ts';

const secret = 'whs_secret';
const session = { id: 'session-1', reference: 'order-1', state: 'sent' };
const sent = { id: 'event-1', webhook_event: 'payment_sent', data: session };
const applied = { id: 'event-1', payment: 'session-1', standing: 'succeeded' };

function signatureOf(body: string, time = '1893456000', key = secret): string {
  return `${time}.${createHmac('sha256', key).update(`${time}.${body}`).digest('hex')}`;
}

/** A receiver with books. Without another one, the signature is the right one. */
function receiver(books = new MemoryBooks()) {
  const receive = bankedWebhook({ secret, books });
  const deliver = (event: unknown, signature?: string) => {
    const body = typeof event === 'string' ? event : JSON.stringify(event);
    return receive({ path: '/webhooks', headers: { 'banked-signature': signature ?? signatureOf(body) }, body });
  };
  return { books, receive, deliver };
}

describe('bankedWebhook', () => {
  for (const [type, standing] of [
    ['payment_pending', 'pending'],
    ['payment_sent', 'succeeded'],
    ['payment_failed', 'failed'],
  ]) {
    it(`takes ${type} for ${standing}, of a session that nobody has heard of too`, async () => {
      const { books, deliver } = receiver();
      expect(await deliver({ ...sent, webhook_event: type })).to.equal(200);
      expect(books.read('session-1')).to.equal(standing);
      expect(books.applied).to.eql([{ ...applied, standing }]);
    });
  }

  it('goes by the type, whatever state is beside it', async () => {
    const { books, deliver } = receiver();
    await deliver({ ...sent, data: { ...session, state: 'awaiting_payer' } });
    expect(books.read('session-1')).to.equal('succeeded');
  });

  describe('refuses with 401', () => {
    const body = JSON.stringify(sent);
    const right = signatureOf(body);
    const [time = '', hex = ''] = right.split('.');
    const bad: [name: string, signature: string][] = [
      ['an empty signature', ''],
      ['a signature without a time', hex],
      ['a time without a signature', `${time}.`],
      ['a time that is none', `${hex}.${hex}`],
      ['another time', `${Number(time) + 1}.${hex}`],
      ['another key', signatureOf(body, time, 'another')],
      ['no key', signatureOf(body, time, '')],
      ['a signature over another body', signatureOf(`${body} `)],
      ['a signature over the body alone', `${time}.${createHmac('sha256', secret).update(body).digest('hex')}`],
      ['a part of the signature', right.slice(0, -2)],
      ['something behind the signature', `${right}.`],
    ];
    for (const [name, signature] of bad) {
      it(name, async () => {
        const { books, deliver } = receiver();
        expect(await deliver(sent, signature)).to.equal(401);
        expect(books.read('session-1')).to.equal(undefined);
        expect(books.applied).to.eql([]);
      });
    }

    it('no signature at all', async () => {
      const { books, receive } = receiver();
      expect(await receive({ path: '/webhooks', headers: {}, body })).to.equal(401);
      expect(books.applied).to.eql([]);
    });

    it('a body that means the same in other characters', async () => {
      const { books, deliver } = receiver();
      expect(await deliver(JSON.stringify(sent, null, 2), right)).to.equal(401);
      expect(books.applied).to.eql([]);
    });
  });

  it('takes a delivery of any age: they are repeated for weeks', async () => {
    const { books, deliver } = receiver();
    expect(await deliver(sent, signatureOf(JSON.stringify(sent), '1500000000'))).to.equal(200);
    expect(books.applied).to.eql([applied]);
  });

  it('verifies the bytes of a body beyond ASCII', async () => {
    const { books, deliver } = receiver();
    expect(await deliver({ ...sent, data: { ...session, reference: 'Zürich €' } })).to.equal(200);
    expect(books.applied).to.eql([applied]);
  });

  it('applies a repeated delivery once, and takes it each time', async () => {
    const { books, deliver } = receiver();
    expect(await Promise.all([deliver(sent), deliver(sent)])).to.eql([200, 200]);
    expect(await deliver(sent, signatureOf(JSON.stringify(sent), '1893459600'))).to.equal(200);
    expect(books.applied).to.eql([applied]);
  });

  it('takes an earlier event, or one that contradicts, and goes back for none', async () => {
    const { books, deliver } = receiver();
    await deliver(sent);
    expect(await deliver({ ...sent, id: 'event-0', webhook_event: 'payment_pending' })).to.equal(200);
    expect(await deliver({ ...sent, id: 'event-2', webhook_event: 'payment_failed' })).to.equal(200);
    expect(books.read('session-1')).to.equal('succeeded');
    expect(books.applied).to.eql([applied]);
    expect(books.contradicting).to.eql([{ ...applied, id: 'event-2', standing: 'failed' }]);
  });

  it('takes types that it does not know, and does nothing', async () => {
    const { books, deliver } = receiver();
    for (const type of ['some.future.event', 'constructor', null, undefined, 7])
      expect(await deliver({ ...sent, webhook_event: type }), String(type)).to.equal(200);
    expect(await deliver({ id: 'event-9' })).to.equal(200);
    expect(books.read('session-1')).to.equal(undefined);
    expect(await deliver(sent)).to.equal(200);
    expect(books.applied).to.eql([applied]);
  });

  it('takes no offence at fields that it does not know', async () => {
    const { books, deliver } = receiver();
    expect(await deliver({ ...sent, livemode: false, more: { nested: [1, null] } })).to.equal(200);
    expect(books.applied).to.eql([applied]);
  });

  it('answers 400 to what it cannot read, so that it comes again', async () => {
    const { books, deliver } = receiver();
    const { id: _, ...anonymous } = sent;
    const unreadable = ['', 'not JSON', '[]', 'null', anonymous, { ...sent, data: null }, { ...sent, data: { id: 7 } }];
    for (const body of unreadable) expect(await deliver(body), JSON.stringify(body)).to.equal(400);
    expect(books.applied).to.eql([]);
  });

  it('hands on what the books throw: answered with 500, the event comes again', async () => {
    const down = Object.assign(new MemoryBooks(), { apply: () => Promise.reject(new Error('no database')) });
    const error = await receiver(down)
      .deliver(sent)
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property('message', 'no database');
  });
});
