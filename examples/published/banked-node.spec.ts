import { expect } from 'chai';
import { bankedNode } from './banked-node.ts';

const thrown = (error: unknown) => ({ operation: 'createPaymentSession', threw: true, value: undefined, error });
const axiosError = (status: number) => Object.assign(new Error(`status ${status}`), { response: { status } });

describe('the adapter of @banked/node', () => {
  it('takes a kept promise for a session, as its callers do', () => {
    const value = { status: 200, data: '<html>' };
    const told = bankedNode.interpret({ operation: 'createPaymentSession', threw: false, value, error: undefined });
    expect(told).to.eql({ outcome: 'succeeded' });
  });

  it('reads the public status of the error, kindly', () => {
    expect(bankedNode.interpret(thrown(axiosError(400)))).to.eql({ outcome: 'failed' });
    expect(bankedNode.interpret(thrown(axiosError(500)))).to.eql({ outcome: 'unknown' });
    for (const error of [new Error('read ECONNRESET'), axiosError(Number.NaN), { response: null }, undefined]) {
      expect(bankedNode.interpret(thrown(error))).to.eql({ outcome: 'unknown' });
    }
  });

  it('goes where the SDK goes', () => {
    const { provider } = bankedNode;
    expect(provider.origin).to.equal('https://banked.me');
    expect(provider.operations.createPaymentSession?.path).to.equal('/api/v2/payment_sessions');
    expect(provider.operations.getPaymentSession?.path).to.equal('/api/v2/payment_sessions/{id}');
  });
});
