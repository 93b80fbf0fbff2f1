import { expect } from 'chai';
import { extend } from '../catalogue/extend.ts';
import type { OperationFacts } from '../model/case.ts';
import type { Provider } from '../model/provider.ts';
import { banked } from '../providers/banked.ts';
import { http } from '../providers/http.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { paysg } from '../providers/paysg.ts';
import { useepay } from '../providers/useepay.ts';
import { webhookFacts } from './webhook-facts.ts';
import { playsOf } from './wire-fact.ts';

const webhooks = { read: true, applied: true, signed: true };

/** An operation that makes something by the name that the provider has for it. */
function making(main: string, more: Partial<OperationFacts> = {}): OperationFacts {
  const effect = 'session';
  return { name: main, main, uses: [main], reads: [], effect, success: ['succeeded'], volatile: [], webhooks, ...more };
}

const creating = making('createPaymentSession');
const { effect: _, ...reading } = making('getPaymentSession', { name: 'awaitPayment', reads: ['getPaymentSession'] });
const states = { sent: 'happened' } as const;

/** The events of each play: `event-1 sent, event-1 sent`, with what is odd about them. */
function played(name: string, provider: Provider = banked, operation: OperationFacts = creating): string[] {
  const fact = webhookFacts.find((one) => one.name === `webhook-${name}`);
  if (!fact) throw new Error(`there is no fact ${name}`);
  return playsOf(fact, provider, operation).map(({ tape, events = [] }) => {
    const told = events.map(({ event, state, ...odd }) => [event, state, ...Object.values(odd)].join(' '));
    return [...(tape === '' ? [] : [tape]), ...told].join(', ');
  });
}

describe('the facts of events', () => {
  it('tell a client how what it made has ended, in each way that can happen to an event', () => {
    expect(played('delivered')).to.deep.equal(['event-1 sent', 'event-1 failed']);
    expect(played('duplicated')).to.deep.equal(['event-1 sent, event-1 sent', 'event-1 failed, event-1 failed']);
    expect(played('replayed')).to.deep.equal([
      'event-1 sent, event-1 sent true',
      'event-1 failed, event-1 failed true',
    ]);
    expect(played('reordered')).to.deep.equal(['event-2 sent, event-1 pending', 'event-2 failed, event-1 pending']);
    expect(played('early')).to.deep.equal(['event-1 sent during']);
    expect(played('unknown-type')).to.deep.equal(['event-1 sent some.future.event, event-2 sent']);
    expect(played('unknown-fields')).to.deep.equal(['event-1 sent true']);
    expect(played('forged')).to.deep.equal(
      ['unsigned', 'wrong-key', 'tampered'].map((forged) => `forged-1 sent ${forged}, event-1 sent`),
    );
  });

  it('tell a wait something else after it has read the end', () => {
    expect(played('late', banked, reading)).to.deep.equal([
      'state:sent ×∞, event-1 pending',
      'state:sent ×∞, event-1 failed',
    ]);
    expect(played('late')).to.deep.equal([]);
    const { webhooks: none, ...deaf } = reading;
    expect(none).to.equal(webhooks);
    expect(played('late', banked, deaf)).to.deep.equal([]);
  });

  it('tell only what the provider tells', () => {
    const paying = making('createPayment');
    expect(played('delivered', paysg, paying)).to.deep.equal(['event-1 paid']);
    expect(played('reordered', paysg, paying)).to.deep.equal([]);
    expect(played('late', paysg, { ...reading, main: 'getPayment' })).to.deep.equal([]);
    const intent = making('createPaymentIntent');
    expect(played('delivered', useepay, intent)).to.deep.equal(['event-1 succeeded', 'event-1 cancelled']);
    expect(played('reordered', useepay, intent)[0]).to.equal('event-2 succeeded, event-1 requires_customer_action');
  });

  it('take back nothing that the reply has said to have happened', () => {
    const pay = making('pay', { effect: 'payment' });
    expect(played('delivered', openapiPlatform, pay)).to.deep.equal(['event-1 SUCCESS']);
    expect(played('duplicated', openapiPlatform, pay)).to.deep.equal(['event-1 SUCCESS, event-1 SUCCESS']);
    const open = extend(openapiPlatform, { operations: { pay: { success: { state: null } } } });
    expect(played('delivered', open, pay)).to.deep.equal(['event-1 SUCCESS', 'event-1 FAIL']);
  });

  it('are too old only where a page says how old is too old', () => {
    const pay = making('pay', { effect: 'payment' });
    expect(played('forged', openapiPlatform, pay).at(-1)).to.equal('html 502 after-commit ×∞, forged-1 SUCCESS stale');
    expect(played('forged')).to.have.lengthOf(3);
  });

  it('are forged only where it can be told', () => {
    const unsigned = { ...creating, webhooks: { ...webhooks, signed: false } };
    expect(played('forged', banked, unsigned)).to.deep.equal([]);
    expect(played('delivered', banked, unsigned)).to.not.deep.equal([]);
  });

  it('have an unknown type only where the body tells types', () => {
    expect(played('unknown-type', openapiPlatform, making('pay', { effect: 'payment' }))).to.deep.equal([]);
  });

  it('do not tell again the state that it begins with', () => {
    const chatty = extend(banked, {
      webhooks: {
        source: 'a page',
        journey: 'paymentSession',
        events: { awaiting_provider: 'made', initiated: 'initiated', sent: 'sent' },
        body: { state: '$state' },
      },
    });
    expect(played('reordered', chatty)).to.deep.equal(['event-2 sent, event-1 initiated']);
  });

  it('are nothing to a client that takes no events, that polls besides, or makes nothing', () => {
    const { webhooks: none, ...deaf } = creating;
    expect(none).to.equal(webhooks);
    const polls = { ...creating, reads: ['getPaymentSession'], states };
    for (const operation of [deaf, polls, reading]) {
      for (const { name } of webhookFacts.filter((fact) => fact.name !== 'webhook-late'))
        expect(played(name.slice('webhook-'.length), banked, operation), name).to.deep.equal([]);
    }
    for (const { name, unmet } of webhookFacts) {
      expect(played(name.slice('webhook-'.length), http, creating), name).to.deep.equal([]);
      expect(unmet, name).to.equal('the client takes no events, or the provider sends none of this kind');
    }
  });

  it('are nothing where no event tells that it happened', () => {
    const mute = extend(banked, {
      webhooks: { source: 'a page', journey: 'paymentSession', events: { failed: 'failed' }, body: {} },
    });
    for (const { name } of webhookFacts) expect(played(name.slice('webhook-'.length), mute)).to.deep.equal([]);
  });
});
