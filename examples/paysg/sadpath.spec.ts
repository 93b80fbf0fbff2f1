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

  it('tells the state, and calls a cancellation done once the payment is cancelled', () => {
    const told = (operation: string, state: string) =>
      paysgAxios.interpret({ operation, threw: false, value: { id: '1', payment_status: state }, error: undefined });
    expect(told('createPayment', 'unpaid')).to.eql({ outcome: 'succeeded', state: 'unpaid' });
    expect(told('getPayment', 'paid')).to.eql({ outcome: 'succeeded', state: 'paid' });
    expect(told('cancelPayment', 'cancelled')).to.eql({ outcome: 'succeeded', state: 'cancelled' });
    expect(told('cancelPayment', 'unpaid')).to.eql({ outcome: 'pending', state: 'unpaid' });
  });
});
