import { expect } from 'chai';
import type { Provider } from '../model/provider.ts';
import type { WireRequest } from '../model/reply.ts';
import { banked, openapiPlatform, paysg, useepay } from '../providers/index.ts';
import { fromState, like, matching } from './matchers.ts';
import { askedOf, requestOf } from './request-of.ts';

const headers = {
  authorization: 'Basic cGtfdGVzdDpza190ZXN0',
  'content-type': 'application/json',
  'idempotency-key': 'key-1',
  'user-agent': 'a stack of its own',
};

function held(provider: Provider, request: Partial<WireRequest> & { url: string }) {
  const asked = askedOf(provider, {
    method: 'GET',
    headers: {},
    body: '',
    ...request,
    url: `${provider.origin}${request.url}`,
  });
  return requestOf(provider, asked ?? expect.fail('no operation takes it'));
}

describe('a request, as a contract holds it', () => {
  it('keeps the body by its type, the key as any, and no other header', () => {
    const body = '{"reference":"order-1","amount":1000}';
    expect(held(banked, { method: 'POST', url: '/v2/payment_sessions', headers, body })).to.deep.equal({
      method: 'POST',
      path: '/v2/payment_sessions',
      query: [],
      headers: { 'idempotency-key': matching('^.+$', 'key-1') },
      body: { type: 'application/json', value: like({ reference: 'order-1', amount: 1000 }) },
    });
  });

  it('takes what the path names from the state of the provider', () => {
    expect(held(banked, { url: '/v2/payment_sessions/ses_1', headers })).to.deep.equal({
      method: 'GET',
      path: fromState('/v2/payment_sessions/${id}', '/v2/payment_sessions/ses_1', '^/v2/payment_sessions/[^/]+$'),
      query: [],
      headers: {},
    });
  });

  it('keeps the part of a path that no resource names', () => {
    const { path } = held(paysg, { url: '/v1/payment-services/service_1/payments/p.1' });
    expect(path).to.deep.equal(
      fromState(
        '/v1/payment-services/service_1/payments/${id}',
        '/v1/payment-services/service_1/payments/p.1',
        '^/v1/payment-services/service_1/payments/[^/]+$',
      ),
    );
  });

  it('takes what the body names from the state, too: the id, and of a reading the order of the caller', () => {
    const body = '{"paymentRequestId":"order-1","paymentId":"pay-1"}';
    const json = { 'content-type': 'application/json' };
    const { body: read } = held(openapiPlatform, {
      method: 'POST',
      url: '/v1/payments/inquiryPayment',
      headers: json,
      body,
    });
    expect(read?.value).to.deep.equal(
      like({ paymentRequestId: fromState('${marker}', 'order-1'), paymentId: fromState('${id}', 'pay-1') }),
    );
    const refund = '{"merchant_order_id":"order-2","payment_intent_id":"pi-1","amount":10}';
    const made = held(useepay, { method: 'POST', url: '/api/v1/refunds/create', headers: json, body: refund });
    expect(made.body?.value).to.deep.equal(
      like({ merchant_order_id: 'order-2', payment_intent_id: fromState('${id}', 'pi-1'), amount: 10 }),
    );
  });

  it('keeps a query by its types, and a body that is no JSON as it is', () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = held(banked, {
      method: 'POST',
      url: '/v2/payment_sessions?page=1&page=2',
      headers: form,
      body: 'a=1',
    });
    expect(request.query).to.deep.equal([
      ['page', like('1')],
      ['page', like('2')],
    ]);
    expect(request.body).to.deep.equal({ type: 'application/x-www-form-urlencoded', value: 'a=1' });
  });

  it('is none where no operation takes it', () => {
    expect(askedOf(banked, { method: 'GET', url: `${banked.origin}/nowhere`, headers: {}, body: '' })).to.equal(
      undefined,
    );
  });
});
