import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { extend } from '../catalogue/extend.ts';
import type { ScenarioEvent } from '../model/webhooks.ts';
import { forgeries } from '../model/webhooks.ts';
import { banked } from '../providers/banked.ts';
import { http } from '../providers/http.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { useepay } from '../providers/useepay.ts';
import type { Resource } from '../simulator/resources.ts';
import { eventOf, type SignEvent } from './event-of.ts';

const session: Resource = {
  id: 'ps_1',
  journey: 'paymentSession',
  marker: 'order-7',
  state: 'awaiting_provider',
  body: { id: 'ps_1', reference: 'order-7', state: 'awaiting_provider', amount: 1000, currency: 'GBP' },
  upcoming: [],
  madeAt: 0,
  shown: new Map(),
};

const intent: Resource = {
  ...session,
  journey: 'paymentIntent',
  body: { id: 'ps_1', merchant_order_id: 'order-7', status: 'requires_payment_method', last_payment_error: null },
};

function sent(event: Partial<ScenarioEvent> = {}, { provider = banked, resource = session, now = 0 } = {}) {
  const made = eventOf(provider, resource, { event: 'event-1', state: 'sent', ...event }, { now });
  if (!made) throw new Error('there is no such event');
  const body: ReturnType<typeof JSON.parse> = JSON.parse(made.delivery.body);
  return { ...made, body };
}

describe('an event', () => {
  it('tells the state of its resource, in the words of the catalogue', () => {
    const { delivery, type, body } = sent();
    expect(type).to.equal('payment_sent');
    expect(delivery).to.include({ method: 'POST', path: '/webhooks' });
    expect(delivery.headers).to.have.all.keys('content-type', 'banked-signature');
    expect(delivery.headers['content-type']).to.equal('application/json');
    expect(body).to.deep.equal({
      id: body.id,
      webhook_event: 'payment_sent',
      data: { id: 'ps_1', reference: 'order-7', state: 'sent', amount: 1000, currency: 'GBP' },
    });
    expect(body.id).to.match(/^evt_[\da-f]{16}$/);
  });

  it('shows what comes with the state, and leaves the resource alone', () => {
    expect(sent({ state: 'failed' }).body.data).to.include({ state: 'failed', state_reason: 'BANK_REJECTED' });
    const chatty = extend(banked, {
      webhooks: {
        source: 'a page',
        journey: 'paymentSession',
        events: { awaiting_payment_consent: 'refused' },
        body: { data: '$resource' },
      },
    });
    const first = sent({ state: 'awaiting_payment_consent' }, { provider: chatty }).body.data;
    expect(first.latest_error).to.have.property('code', 'BANK_REJECTED');
    expect(session.state).to.equal('awaiting_provider');
    expect(session.body).to.have.property('state', 'awaiting_provider');
  });

  it('can be written about in other words', () => {
    const platform = { provider: openapiPlatform, resource: { ...session, journey: 'payment' } };
    expect(sent({ state: 'SUCCESS' }, platform).body).to.deep.equal({
      paymentRequestId: 'order-7',
      paymentId: 'ps_1',
      paymentStatus: 'SUCCESS',
    });
    const { marker: _, ...unmarked } = platform.resource;
    expect(sent({ state: 'SUCCESS' }, { ...platform, resource: unmarked }).body.paymentRequestId).to.equal('ps_1');
  });

  it('has one id and the same bytes each time, and another id for another event or resource', () => {
    expect(sent()).to.deep.equal(sent());
    const ids = [sent(), sent({ event: 'event-2' }), sent({}, { resource: { ...session, id: 'ps_2' } })];
    expect(new Set(ids.map(({ body }) => body.id)).size).to.equal(3);
    // Sent again later it is the same event, signed anew.
    const again = sent({}, { now: 60_000 });
    expect(again.delivery.body).to.equal(sent().delivery.body);
    expect(again.delivery.headers).to.not.deep.equal(sent().delivery.headers);
  });

  it('may be of another type, or carry more than is documented', () => {
    const { type, body } = sent({ type: 'some.future.event' });
    expect([type, body.webhook_event]).to.deep.equal(['some.future.event', 'some.future.event']);
    const { body: more } = sent({ more: true });
    expect(more).to.deep.include(sent().body);
    expect(Object.keys(more).length).to.be.above(Object.keys(sent().body).length);
  });

  it('is forged in everything but its body', () => {
    for (const forged of forgeries) {
      const { delivery } = sent({ forged });
      expect(delivery.body, forged).to.equal(sent().delivery.body);
      expect(delivery.headers, forged).to.not.deep.equal(sent().delivery.headers);
    }
    expect(sent({ forged: 'unsigned' }).delivery.headers).to.deep.equal({ 'content-type': 'application/json' });
  });

  it('is none where nobody tells it', () => {
    const untold = { event: 'event-1', state: 'initiated' };
    expect(eventOf(banked, session, untold, { now: 0 })).to.equal(undefined);
    expect(eventOf(banked, session, { ...untold, type: 'some.future.event' }, { now: 0 })).to.not.equal(undefined);
    const silent = extend(banked, { webhooks: null });
    expect(eventOf(silent, session, { event: 'event-1', state: 'sent' }, { now: 0 })).to.equal(undefined);
    expect(http.webhooks).to.equal(undefined);
  });

  describe('where the catalogue knows of no signature', () => {
    const over = (text: string) => createHmac('sha256', 'ours').update(text).digest('hex');
    const byBody: SignEvent = ({ body }) => ({ 'x-sign': over(body) });
    const signed = (sign: SignEvent | undefined, event: Partial<ScenarioEvent> = {}) =>
      eventOf(useepay, intent, { event: 'event-1', state: 'succeeded', ...event }, { now: 0, sign })?.delivery;

    it('is signed by the client itself', () => {
      const delivery = signed(byBody);
      expect(delivery?.headers).to.deep.equal({
        'content-type': 'application/json',
        'x-sign': over(delivery?.body ?? ''),
      });
      expect(signed(undefined)?.headers).to.deep.equal({ 'content-type': 'application/json' });
    });

    it('is forged by a signature over another body, or none', () => {
      const right = signed(byBody);
      for (const forged of ['wrong-key', 'tampered'] as const) {
        const delivery = signed(byBody, { forged });
        expect(delivery?.body).to.equal(right?.body);
        expect(delivery?.headers['x-sign'])
          .to.match(/^[\da-f]{64}$/)
          .and.not.equal(over(delivery?.body ?? ''));
      }
      expect(signed(byBody, { forged: 'unsigned' })?.headers).to.not.have.property('x-sign');
    });

    it('cannot be forged so with a token that every event carries', () => {
      const token: SignEvent = () => ({ 'x-token': 'ours' });
      expect(signed(token)?.headers).to.include({ 'x-token': 'ours' });
      for (const forged of ['wrong-key', 'tampered'] as const) expect(signed(token, { forged })).to.equal(undefined);
      expect(signed(token, { forged: 'unsigned' })?.headers).to.not.have.property('x-token');
    });
  });
});
