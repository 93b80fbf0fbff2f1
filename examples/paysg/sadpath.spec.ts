import { expect } from 'chai';
import { refusal } from './failure.ts';
import { PaysgError } from './paysg-error.ts';
import { paysgAxios } from './sadpath.ts';

const thrown = (error: unknown) => ({ operation: 'createPayment', threw: true, value: undefined, error });

describe('the adapter of paysg-axios', () => {
  it('tells all that an error tells', () => {
    const body = JSON.stringify({ error: { type: 'invalid_request_error', code: 'user_forbidden', message: 'No' } });
    const error = new PaysgError('create a payment', refusal(403, body));
    expect(paysgAxios.interpret(thrown(error))).to.eql({
      outcome: 'failed',
      category: 'permission',
      code: 'user_forbidden',
      message: 'No',
    });
  });

  it('recognises no error but the client’s own', () => {
    expect(paysgAxios.interpret(thrown(new TypeError('x is not a function')))).to.equal(undefined);
  });

  it('tells of a wait how the payment ended, that it is pending when it was seen open, and else that it is unknown', () => {
    const told = (value: object) =>
      paysgAxios.interpret({ operation: 'awaitPayment', threw: false, value, error: undefined });
    const last = (payment_status: string) => ({ last: { id: '1', payment_status } });
    const error = new PaysgError('read a payment', refusal(503, ''));
    expect(told({ final: true, ...last('paid') })).to.eql({ outcome: 'succeeded', state: 'paid' });
    expect(told({ final: true, ...last('cancelled') })).to.eql({ outcome: 'failed', state: 'cancelled' });
    const pending = { outcome: 'pending', state: 'unpaid' };
    expect(told({ final: false, ...last('unpaid') })).to.eql({ ...pending, category: 'pending' });
    expect(told({ final: false, ...last('unpaid'), error })).to.eql({ ...pending, category: 'unavailable' });
    expect(told({ final: false, error })).to.eql({ outcome: 'unknown', category: 'unavailable' });
    const refused = new PaysgError('read a payment', refusal(401, ''));
    expect(told({ final: false, error: refused })).to.eql({ outcome: 'unknown', category: 'authentication' });
  });

  it('promises of a wait ten minutes and what a last reading may take', () => {
    expect(paysgAxios.operations.awaitPayment).to.have.nested.property('retries.deadlineMs', 795_000);
  });

  it('tells the state, and calls a cancellation done once the payment is cancelled', () => {
    const told = (operation: string, state: string) =>
      paysgAxios.interpret({ operation, threw: false, value: { id: '1', payment_status: state }, error: undefined });
    expect(told('createPayment', 'unpaid')).to.eql({ outcome: 'succeeded', state: 'unpaid' });
    expect(told('getPayment', 'paid')).to.eql({ outcome: 'succeeded', state: 'paid' });
    expect(told('cancelPayment', 'cancelled')).to.eql({ outcome: 'succeeded', state: 'cancelled' });
    expect(told('cancelPayment', 'unpaid')).to.eql({ outcome: 'pending', state: 'unpaid' });
  });

  it('takes events, and shows its books', () => {
    expect(paysgAxios.webhooks).to.have.all.keys('handle', 'read', 'applied');
  });
});
