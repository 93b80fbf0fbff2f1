import { expect } from 'chai';
import { MemoryBooks } from '../books.ts';
import type { Delivery } from '../delivery.ts';
import { useepayWebhook } from './webhook.ts';

const intent = { id: 'intent-1', merchant_order_id: 'order-1', status: 'succeeded' };
const succeeded = { id: 'event-1', name: 'payment_intent.succeeded', data: intent };
const applied = { id: 'event-1', payment: 'intent-1', standing: 'succeeded' };

/** A receiver with books. Without another one, `verify` trusts what says so. */
function receiver({ books = new MemoryBooks(), verify = trusting } = {}) {
  const receive = useepayWebhook({ verify, books });
  const deliver = (event: unknown, headers: Delivery['headers'] = { trust: 'yes' }) =>
    receive({ path: '/webhooks', headers, body: typeof event === 'string' ? event : JSON.stringify(event) });
  return { books, deliver };
}

function trusting({ headers }: Delivery): boolean | Promise<boolean> {
  return headers.trust === 'yes';
}

describe('useepayWebhook', () => {
  for (const [status, standing] of [
    ['requires_payment_method', 'pending'],
    ['requires_customer_action', 'pending'],
    ['requires_capture', 'pending'],
    ['pending', 'pending'],
    ['succeeded', 'succeeded'],
    ['cancelled', 'failed'],
    ['canceled', 'failed'],
    ['failed', 'failed'],
  ]) {
    it(`takes payment_intent.${status} for ${standing}, of an intent that nobody has heard of too`, async () => {
      const { books, deliver } = receiver();
      expect(await deliver({ ...succeeded, name: `payment_intent.${status}` })).to.equal(200);
      expect(books.applied).to.eql([{ ...applied, standing }]);
    });
  }

  it('refuses with 401 what is not verified, at once or later', async () => {
    for (const verify of [trusting, async (delivery: Delivery) => trusting(delivery)]) {
      const { books, deliver } = receiver({ verify });
      for (const headers of [{}, { trust: 'no' }]) expect(await deliver(succeeded, headers)).to.equal(401);
      expect(books.read('intent-1')).to.equal(undefined);
      expect(books.applied).to.eql([]);
      expect(await deliver(succeeded)).to.equal(200);
      expect(books.applied).to.eql([applied]);
    }
  });

  it('has the delivery verified as it came', async () => {
    const seen: Delivery[] = [];
    const { deliver } = receiver({ verify: (delivery) => seen.push(delivery) > 0 });
    const body = JSON.stringify(succeeded, null, 2);
    await deliver(body, { 'x-signature': '1' });
    expect(seen).to.eql([{ path: '/webhooks', headers: { 'x-signature': '1' }, body }]);
  });

  it('applies a repeated delivery once, and takes it each time', async () => {
    const { books, deliver } = receiver();
    expect(await Promise.all([deliver(succeeded), deliver(succeeded)])).to.eql([200, 200]);
    expect(books.applied).to.eql([applied]);
  });

  it('takes an earlier event, or one that contradicts, and goes back for none', async () => {
    const { books, deliver } = receiver();
    await deliver(succeeded);
    expect(await deliver({ ...succeeded, id: 'event-0', name: 'payment_intent.pending' })).to.equal(200);
    expect(await deliver({ ...succeeded, id: 'event-2', name: 'payment_intent.failed' })).to.equal(200);
    expect(books.read('intent-1')).to.equal('succeeded');
    expect(books.applied).to.eql([applied]);
    expect(books.contradicting).to.eql([{ ...applied, id: 'event-2', standing: 'failed' }]);
  });

  it('takes names that it does not know, and does nothing', async () => {
    const { books, deliver } = receiver();
    for (const name of ['refund.succeeded', 'payment_intent.partly_paid', 'succeeded', null, undefined, 7])
      expect(await deliver({ ...succeeded, name }), String(name)).to.equal(200);
    expect(books.read('intent-1')).to.equal(undefined);
    expect(books.applied).to.eql([]);
  });

  it('takes no offence at fields that it does not know', async () => {
    const { books, deliver } = receiver();
    expect(await deliver({ ...succeeded, livemode: false, more: { nested: [1, null] } })).to.equal(200);
    expect(books.applied).to.eql([applied]);
  });

  it('answers 400 to what it cannot read, so that it comes again', async () => {
    const { books, deliver } = receiver();
    const { id: _, ...anonymous } = succeeded;
    const form = `data=${encodeURIComponent(JSON.stringify(intent))}`;
    const without = [
      { ...succeeded, data: null },
      { ...succeeded, data: { id: 7 } },
    ];
    for (const body of ['', 'not JSON', form, '[]', 'null', anonymous, ...without])
      expect(await deliver(body), JSON.stringify(body)).to.equal(400);
    expect(books.applied).to.eql([]);
  });

  it('hands on what the books throw: answered with 500, the event comes again', async () => {
    const books = Object.assign(new MemoryBooks(), { apply: () => Promise.reject(new Error('no database')) });
    const error = await receiver({ books })
      .deliver(succeeded)
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property('message', 'no database');
  });
});
