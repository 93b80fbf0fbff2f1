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

  describe('of a wait', () => {
    const told = (value: object) => bankedFetch.interpret({ ...returned(value), operation: 'awaitPayment' });
    const error = new BankedError('read a payment session', refusal(503, ''));

    it('tells how the payment ended, and why', () => {
      expect(told({ final: true, last: { id: '1', state: 'sent' } })).to.eql({ outcome: 'succeeded', state: 'sent' });
      const last = { id: '1', state: 'failed', state_reason: 'BANK_REJECTED' };
      const failed = { outcome: 'failed', category: 'declined', state: 'failed', reason: 'BANK_REJECTED' };
      expect(told({ final: true, last })).to.eql(failed);
      expect(bankedFetch.interpret({ ...returned({ final: true, last }), operation: 'pay' })).to.eql(failed);
    });

    it('tells that it is pending when it was seen open, whatever came then', () => {
      const last = { id: '1', state: 'pending', latest_error: 'SLOW' };
      const seen = { outcome: 'pending', state: 'pending', reason: 'SLOW' };
      expect(told({ final: false, last })).to.eql({ ...seen, category: 'pending' });
      expect(told({ final: false, last, error })).to.include({ ...seen, category: 'unavailable' });
    });

    it('tells that it is unknown when it could not be read', () => {
      const refused = new BankedError('read a payment session', refusal(401, '{"errors":[{"code":"unauthorized"}]}'));
      for (const why of [error, refused]) {
        const { category } = why;
        expect(told({ final: false, error: why })).to.include({ outcome: 'unknown', category });
      }
    });

    it('promises ten minutes and what a last reading may take', () => {
      const { awaitPayment, pay } = bankedFetch.operations;
      expect(awaitPayment).to.have.nested.property('retries.deadlineMs', 730_000);
      expect(pay).to.have.nested.property('retries.deadlineMs', 860_000);
    });
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

  it('takes events, and shows its books', () => {
    expect(bankedFetch.webhooks).to.have.all.keys('handle', 'read', 'applied');
  });
});
