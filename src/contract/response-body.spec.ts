import { expect } from 'chai';
import type { Json } from '../model/json.ts';
import type { Operation, Provider } from '../model/provider.ts';
import { banked, openapiPlatform, paysg, useepay } from '../providers/index.ts';
import { like } from './matchers.ts';
import { errorBody, eventBody, successBody } from './response-body.ts';

function operation({ operations }: Provider, name: string): Operation {
  return operations[name] ?? expect.fail(`there is no ${name}`);
}

describe('the body of a reply, as a contract holds it', () => {
  it('pins what an error is, and leaves its words open', () => {
    const body = { errors: [{ code: 'internal', source: { parameter: 'server' }, title: 'An error' }], successes: [] };
    expect(errorBody(banked, body)).to.deep.equal({
      errors: [{ code: 'internal', source: { parameter: like('server') }, title: like('An error') }],
      successes: like([]),
    });
    expect(errorBody(paysg, { error: { type: 'api_error', code: 'x', message: 'A message' } })).to.deep.equal({
      error: { type: 'api_error', code: 'x', message: like('A message') },
    });
    const result = { resultStatus: 'U', resultCode: 'UNKNOWN_EXCEPTION', resultMessage: 'Unknown' };
    expect(errorBody(openapiPlatform, { result })).to.deep.equal({
      result: { ...result, resultMessage: like('Unknown') },
    });
  });

  it('pins each of several errors', () => {
    const one = (code: string): Json => ({ code, source: { parameter: 'a' }, title: 'An error' });
    const pinned = (code: string): Json => ({ code, source: { parameter: like('a') }, title: like('An error') });
    expect(errorBody(banked, { errors: [one('a'), one('b')] })).to.deep.equal({ errors: [pinned('a'), pinned('b')] });
  });

  it('pins the state of a resource, and the codes that come with it', () => {
    const body = {
      id: 'ses_1',
      reference: 'order-1',
      state: 'failed',
      amount: 1000,
      currency: 'GBP',
      url: 'https://banked.sadpath.test/pay/ses_1',
      state_reason: 'BANK_REJECTED',
      latest_error: { code: 'BANK_REJECTED', title: 'The bank refused the payment' },
    };
    expect(successBody(banked, operation(banked, 'getPaymentSession'), body)).to.deep.equal({
      id: like('ses_1'),
      reference: like('order-1'),
      state: 'failed',
      amount: like(1000),
      currency: like('GBP'),
      url: like('https://banked.sadpath.test/pay/ses_1'),
      state_reason: 'BANK_REJECTED',
      latest_error: { code: 'BANK_REJECTED', title: like('The bank refused the payment') },
    });
  });

  it('pins that there is nothing: an error that is resolved', () => {
    const shown = successBody(useepay, operation(useepay, 'retrievePaymentIntent'), {
      id: '1',
      last_payment_error: null,
    });
    expect(shown).to.deep.equal({ id: like('1'), last_payment_error: null });
  });

  it('pins the codes of a success, and neither what is for people nor a moment', () => {
    const result = { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' };
    const body = { result, paymentId: 'p1', paymentTime: '2030-01-01T00:00:00Z' };
    expect(successBody(openapiPlatform, operation(openapiPlatform, 'pay'), body)).to.deep.equal({
      result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: like('Success') },
      paymentId: like('p1'),
      paymentTime: like('2030-01-01T00:00:00Z'),
    });
  });

  it('pins the type of an event and the state that it tells', () => {
    const data = { id: 'ses_1', state: 'sent', amount: 1 };
    expect(eventBody(banked, { id: 'evt_1', webhook_event: 'payment_sent', data })).to.deep.equal({
      id: like('evt_1'),
      webhook_event: 'payment_sent',
      data: { id: like('ses_1'), state: 'sent', amount: like(1) },
    });
  });
});
