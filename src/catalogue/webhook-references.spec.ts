import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import type { Webhooks } from '../model/webhooks.ts';
import { defineProvider } from './define-provider.ts';
import { extend } from './extend.ts';
import { sampleProvider } from './sample-provider.spec.ts';
import { webhookFaults } from './webhook-references.ts';

const signature: Webhooks['signature'] & object = {
  algorithm: 'hmac-sha256',
  credential: 'token',
  signed: '$time.$body',
  encoding: 'hex',
  headers: { 'x-sign': '$signature' },
  time: 'seconds',
  toleranceMs: 300_000,
};

const webhooks: Webhooks = {
  source: 'a page',
  journey: 'payment',
  events: { cancelled: 'payment.cancelled' },
  body: { id: '$event', type: '$type', of: ['$id', '$state', '$marker', { whole: '$resource' }] },
  signature,
  answer: { taken: true },
};

const refusal = (changes: object): string => {
  try {
    defineProvider({ ...sampleProvider(), webhooks: { ...webhooks, ...changes } });
  } catch (error) {
    expect(error).to.be.instanceOf(SadpathError);
    return error instanceof Error ? error.message : '';
  }
  return 'accepted';
};

describe('what webhooks refer to', () => {
  it('may be every state, credential and hole that is there', () => {
    expect(refusal({})).to.equal('accepted');
    expect(defineProvider({ ...sampleProvider(), webhooks }).webhooks).to.deep.equal(webhooks);
    const { signature: _, answer, ...least } = webhooks;
    expect(answer).to.not.equal(undefined);
    expect(defineProvider({ ...sampleProvider(), webhooks: least }).webhooks).to.deep.equal(least);
    expect(defineProvider(sampleProvider())).to.not.have.property('webhooks');
  });

  it('is a journey of the provider', () => {
    for (const journey of ['refund', 'constructor']) {
      expect(refusal({ journey })).to.include(
        `at webhooks.journey found "${journey}", expected the name of a journey (payment)`,
      );
    }
  });

  it('says so where there is no journey at all', () => {
    const [fault] = webhookFaults({ ...defineProvider(sampleProvider()), journeys: {}, webhooks });
    expect(fault).to.have.property('expected', 'the name of a journey (there are none)');
  });

  it('are states of that journey', () => {
    const text = refusal({ events: { cancelled: 'payment.cancelled', gone: 'payment.gone' } });
    expect(text).to.include('at webhooks.events.gone found "gone", expected a state of the journey (');
    expect(text).to.include('cancelled');
    expect(refusal({ events: { valueOf: 'odd' } })).to.include('expected a state of the journey');
  });

  it('are holes that an event can fill', () => {
    expect(refusal({ body: { data: { order: '$body' } } })).to.include(
      'at webhooks.body.data.order found "$body", expected one of the holes $event, $type, $resource, $id, $state, $marker',
    );
  });

  it('is a credential of the provider', () => {
    expect(refusal({ signature: { ...signature, credential: 'secret' } })).to.include(
      'at webhooks.signature.credential found "secret", expected the name of a credential (token)',
    );
  });

  it('is a private key where one signs, and only there', () => {
    const expected = 'expected a private key with rsa-sha256, and none without';
    expect(refusal({ signature: { ...signature, algorithm: 'rsa-sha256' } })).to.include(
      `at webhooks.signature.privateKey found null, ${expected}`,
    );
    expect(refusal({ signature: { ...signature, privateKey: 'PEM' } })).to.include(`found "PEM", ${expected}`);
    const rsa = { ...signature, algorithm: 'rsa-sha256', privateKey: 'PEM' };
    expect(refusal({ signature: rsa })).to.equal('accepted');
  });

  it('has the shape that it has to have', () => {
    expect(refusal({ retries: 3 })).to.include('at webhooks.retries');
    expect(refusal({ signature: { ...signature, encoding: 'utf8' } })).to.include('at webhooks.signature.encoding');
    expect(refusal({ signature: { ...signature, toleranceMs: -1 } })).to.include('at webhooks.signature.toleranceMs');
    expect(refusal({ signature: { ...signature, time: 'days' } })).to.include('at webhooks.signature.time');
  });

  it('is replaced as a whole by a variant, or taken away', () => {
    const base = defineProvider({ ...sampleProvider(), webhooks });
    expect(extend(base, { title: 'Other' }).webhooks).to.deep.equal(webhooks);
    const { signature: _, answer, ...other } = { ...webhooks, body: { state: '$state' } };
    expect(answer).to.not.equal(undefined);
    expect(extend(base, { webhooks: other }).webhooks).to.deep.equal(other);
    expect(extend(base, { webhooks: null })).to.not.have.property('webhooks');
    expect(() => extend(base, { webhooks: { ...webhooks, journey: 'refund' } })).to.throw(SadpathError, 'refund');
  });
});
