import { expect } from 'chai';
import { BankedError } from './banked-error.ts';
import { refusal } from './failure.ts';
import { bankedFetch } from './sadpath.ts';

const returned = (value: unknown) => ({ operation: 'getPaymentSession', threw: false, value, error: undefined });
const thrown = (error: unknown) => ({ operation: 'createPaymentSession', threw: true, value: undefined, error });

describe('the adapter of banked-fetch', () => {
  it('tells all that an error tells', () => {
    const body = {
      errors: [{ code: 'invalid_amount', title: 'Too small' }, { code: 'invalid_payee' }],
      successes: [{ resource_id: 'session-1' }],
    };
    const error = new BankedError('create a payment session', refusal(400, JSON.stringify(body)));
    expect(bankedFetch.interpret(thrown(error))).to.eql({
      outcome: 'unknown',
      category: 'validation',
      code: 'invalid_amount',
      codes: ['invalid_amount', 'invalid_payee'],
      message: 'Too small',
      resources: ['session-1'],
    });
  });

  it('recognises no error but the client’s own', () => {
    expect(bankedFetch.interpret(thrown(new TypeError('x is not a function')))).to.equal(undefined);
  });

  it('tells the state, and the reason whatever shape it has', () => {
    const told = (session: object) => bankedFetch.interpret(returned({ id: 'session-1', ...session }));
    expect(told({ state: 'sent', latest_error: null })).to.eql({ outcome: 'succeeded', state: 'sent' });
    expect(told({ state: 'failed', state_reason: 'BANK_REJECTED', latest_error: {} })).to.eql({
      outcome: 'succeeded',
      state: 'failed',
      reason: 'BANK_REJECTED',
    });
    expect(told({ state: 'pending', latest_error: { code: 'BANK_REJECTED' } })).to.eql({
      outcome: 'succeeded',
      state: 'pending',
      reason: '{"code":"BANK_REJECTED"}',
    });
  });
});
