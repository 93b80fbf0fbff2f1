import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { MemoryBooks } from '../books.ts';
import { paysgWebhook } from './webhook.ts';

const secret = 'whs_secret';
const payment = { id: 'payment-1', reference_id: 'order-1', payment_status: 'paid' };
const paid = { id: 'event-1', type: 'payment.succeeded', data: payment };
const applied = { id: 'event-1', payment: 'payment-1', standing: 'succeeded' };
const time = '1893456000';

function hmacOf(body: string, at = time, key = secret): string {
  return createHmac('sha256', key).update(`${at}.${body}`).digest('hex');
}

const signatureOf = (body: string, at = time, key = secret) => `t=${at}, v1=${hmacOf(body, at, key)}`;

/** A receiver with books. Without another one, the signature is the right one. */
function receiver(books = new MemoryBooks()) {
  const receive = paysgWebhook({ secret, books });
  const deliver = (event: unknown, signature?: string) => {
    const body = typeof event === 'string' ? event : JSON.stringify(event);
    return receive({ path: '/webhooks', headers: { 'paysg-signature': signature ?? signatureOf(body) }, body });
  };
  return { books, receive, deliver };
}

describe('paysgWebhook', () => {
  it('takes a success for one, of a payment that nobody has heard of too', async () => {
    const { books, deliver } = receiver();
    expect(await deliver(paid)).to.equal(200);
    expect(books.read('payment-1')).to.equal('succeeded');
    expect(books.applied).to.eql([applied]);
  });

  it('takes the parts of a signature in any order, with others beside them', async () => {
    const hex = hmacOf(JSON.stringify(paid));
    for (const signature of [`t=${time},v1=${hex}`, `v1=${hex}, t=${time}`, `v0=00, t=${time}, v1=${hex}, next`]) {
      const { books, deliver } = receiver();
      expect(await deliver(paid, signature), signature).to.equal(200);
      expect(books.applied).to.eql([applied]);
    }
  });

  describe('refuses with 401', () => {
    const body = JSON.stringify(paid);
    const hex = hmacOf(body);
    const bad: [name: string, signature: string][] = [
      ['an empty signature', ''],
      ['a signature without a time', `v1=${hex}`],
      ['a time without a signature', `t=${time}`],
      ['another scheme', `t=${time}, v0=${hex}`],
      ['another time', `t=${Number(time) + 1}, v1=${hex}`],
      ['another key', signatureOf(body, time, 'another')],
      ['no key', signatureOf(body, time, '')],
      ['a signature over another body', signatureOf(`${body} `)],
      ['a part of the signature', `t=${time}, v1=${hex.slice(0, -2)}`],
    ];
    for (const [name, signature] of bad) {
      it(name, async () => {
        const { books, deliver } = receiver();
        expect(await deliver(paid, signature)).to.equal(401);
        expect(books.read('payment-1')).to.equal(undefined);
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
      expect(await deliver(JSON.stringify(paid, null, 2), signatureOf(body))).to.equal(401);
      expect(books.applied).to.eql([]);
    });
  });

  it('takes a delivery of any age: they are repeated for days', async () => {
    const { books, deliver } = receiver();
    expect(await deliver(paid, signatureOf(JSON.stringify(paid), '1500000000'))).to.equal(200);
    expect(books.applied).to.eql([applied]);
  });

  it('applies a repeated delivery once, and takes it each time', async () => {
    const { books, deliver } = receiver();
    expect(await Promise.all([deliver(paid), deliver(paid)])).to.eql([200, 200]);
    expect(books.applied).to.eql([applied]);
  });

  it('takes a success after a cancellation that the client has seen, and leaves it to a person', async () => {
    const { books, deliver } = receiver();
    books.note('payment-1', 'failed');
    expect(await deliver(paid)).to.equal(200);
    expect(books.read('payment-1')).to.equal('failed');
    expect(books.contradicting).to.eql([applied]);
  });

  it('stands when the reply to the request comes after the event', async () => {
    const { books, deliver } = receiver();
    await deliver(paid);
    books.note('payment-1', 'pending');
    expect(books.read('payment-1')).to.equal('succeeded');
  });

  it('takes types that it does not know, and does nothing', async () => {
    const { books, deliver } = receiver();
    for (const type of ['payment.refunded', 'some.future.event', null, undefined, 7])
      expect(await deliver({ ...paid, type }), String(type)).to.equal(200);
    expect(await deliver({ id: 'event-9' })).to.equal(200);
    expect(books.read('payment-1')).to.equal(undefined);
    expect(books.applied).to.eql([]);
  });

  it('takes no offence at fields that it does not know, nor at amounts in another unit', async () => {
    const { books, deliver } = receiver();
    const data = { ...payment, amount_in_cents: 12.34 };
    expect(await deliver({ ...paid, data, livemode: false, more: { nested: [1, null] } })).to.equal(200);
    expect(books.applied).to.eql([applied]);
  });

  it('answers 400 to what it cannot read, so that it comes again', async () => {
    const { books, deliver } = receiver();
    const { id: _, ...anonymous } = paid;
    const unreadable = ['', 'not JSON', '[]', 'null', anonymous, { ...paid, data: null }, { ...paid, data: { id: 7 } }];
    for (const body of unreadable) expect(await deliver(body), JSON.stringify(body)).to.equal(400);
    expect(books.applied).to.eql([]);
  });

  it('hands on what the books throw: answered with 500, the event comes again', async () => {
    const down = Object.assign(new MemoryBooks(), { apply: () => Promise.reject(new Error('no database')) });
    const error = await receiver(down)
      .deliver(paid)
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property('message', 'no database');
  });
});
