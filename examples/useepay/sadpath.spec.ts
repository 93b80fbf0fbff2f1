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

  it('promises that reads only are sent again', () => {
    const { retrievePaymentIntent, ...writes } = useepayGot.operations;
    expect(retrievePaymentIntent).to.have.nested.property('retries.attempts', 4);
    expect(useepayGot.retries).to.equal(false);
    for (const write of Object.values(writes)) expect(write).to.be.a('function');
  });
});
