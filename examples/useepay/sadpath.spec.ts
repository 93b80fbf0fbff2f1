import { expect } from 'chai';
import { refusal } from './failure.ts';
import { useepayGot } from './sadpath.ts';
import { UseepayError } from './useepay-error.ts';

const thrown = (error: unknown) => ({ operation: 'createRefund', threw: true, value: undefined, error });
const told = (operation: string, status: string, more = {}) =>
  useepayGot.interpret({ operation, threw: false, value: { id: '1', status, ...more }, error: undefined });

describe('the adapter of useepay-got', () => {
  it('tells all that an error tells', () => {
    const body = JSON.stringify({ code: 'invalid_argument', source: 'amount', message: 'No' });
    expect(useepayGot.interpret(thrown(new UseepayError('create a refund', refusal(400, body))))).to.eql({
      outcome: 'failed',
      category: 'validation',
      code: 'invalid_argument',
      message: 'No',
    });
  });

  it('recognises no error but the client’s own', () => {
    expect(useepayGot.interpret(thrown(new TypeError('x is not a function')))).to.equal(undefined);
  });

  it('calls a capture, a cancellation and a refund done once their state says so', () => {
    const outcomes: [operation: string, state: string, outcome: string][] = [
      ['createPaymentIntent', 'requires_payment_method', 'succeeded'],
      ['retrievePaymentIntent', 'failed', 'succeeded'],
      ['confirmPaymentIntent', 'pending', 'succeeded'],
      ['capturePaymentIntent', 'succeeded', 'succeeded'],
      ['capturePaymentIntent', 'processing', 'pending'],
      ['cancelPaymentIntent', 'cancelled', 'succeeded'],
      ['cancelPaymentIntent', 'canceled', 'succeeded'],
      ['cancelPaymentIntent', 'processing', 'pending'],
      ['createRefund', 'succeeded', 'succeeded'],
      ['createRefund', 'pending', 'pending'],
    ];
    for (const [operation, state, outcome] of outcomes)
      expect(told(operation, state), state).to.eql({ outcome, state });
  });

  it('tells why the latest try went wrong, until that is resolved', () => {
    const error = { code: 'card_declined', decline_code: 'insufficient_funds' };
    expect(told('retrievePaymentIntent', 'failed', { last_payment_error: error })?.reason).to.equal(
      '{"code":"card_declined","decline_code":"insufficient_funds"}',
    );
    expect(told('retrievePaymentIntent', 'processing', { last_payment_error: null })).not.to.have.property('reason');
  });

  describe('of a wait', () => {
    const waited = (value: object) =>
      useepayGot.interpret({ operation: 'awaitPayment', threw: false, value, error: undefined });
    const error = new UseepayError('read a payment intent', refusal(503, ''));

    it('tells how the payment ended, and why', () => {
      const ended = (status: string) => waited({ final: true, last: { id: '1', status } });
      expect(ended('succeeded')).to.eql({ outcome: 'succeeded', state: 'succeeded' });
      expect(ended('failed')).to.eql({ outcome: 'failed', category: 'declined', state: 'failed' });
      for (const state of ['cancelled', 'canceled']) expect(ended(state)).to.eql({ outcome: 'failed', state });
      const last = { id: '1', status: 'failed', last_payment_error: { code: 'card_declined' } };
      expect(waited({ final: true, last })?.reason).to.equal('{"code":"card_declined"}');
    });

    it('tells that it is pending when it was seen open, and else that it is unknown', () => {
      const last = { id: '1', status: 'pending', last_payment_error: null };
      const pending = { outcome: 'pending', state: 'pending' };
      expect(waited({ final: false, last })).to.eql({ ...pending, category: 'pending' });
      expect(waited({ final: false, last, error })).to.eql({ ...pending, category: 'unavailable' });
      expect(waited({ final: false, error })).to.eql({ outcome: 'unknown', category: 'unavailable' });
      const refused = new UseepayError('read a payment intent', refusal(401, ''));
      expect(waited({ final: false, error: refused })).to.eql({ outcome: 'unknown', category: 'authentication' });
    });
  });

  it('promises that reads only are sent again', () => {
    const { retrievePaymentIntent, awaitPayment, ...writes } = useepayGot.operations;
    expect(retrievePaymentIntent).to.have.nested.property('retries.attempts', 4);
    expect(awaitPayment).to.have.nested.property('retries.attempts', 4);
    expect(awaitPayment).to.have.nested.property('retries.deadlineMs', 750_000);
    expect(useepayGot.retries).to.equal(false);
    for (const write of Object.values(writes)) expect(write).to.be.a('function');
  });

  it('takes events, and shows its books', () => {
    expect(useepayGot.webhooks).to.have.all.keys('handle', 'read', 'applied', 'sign');
  });

  it('signs an event over its very body, as is assumed', () => {
    const signed = (body: string) => useepayGot.webhooks?.sign?.({ method: 'POST', path: '/', headers: {}, body });
    expect(signed('{}'))
      .to.have.property('x-useepay-signature')
      .that.matches(/^[0-9a-f]{64}$/);
    expect(signed('{} ')).to.not.eql(signed('{}'));
  });
});
