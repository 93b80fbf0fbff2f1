import { expect } from 'chai';
import { refusal } from './failure.ts';
import { OpenapiPlatformError } from './openapi-platform-error.ts';
import { openapiPlatformHttps } from './sadpath.ts';

const returned = (value: unknown) => ({ operation: 'inquiryPayment', threw: false, value, error: undefined });
const thrown = (error: unknown) => ({ operation: 'pay', threw: true, value: undefined, error });

describe('the adapter of openapi-platform-https', () => {
  it('tells all that an error tells', () => {
    const error = new OpenapiPlatformError('pay', refusal({ status: 'F', code: 'RISK_REJECT', message: 'No' }));
    expect(openapiPlatformHttps.interpret(thrown(error))).to.eql({
      outcome: 'failed',
      category: 'declined',
      code: 'RISK_REJECT',
      message: 'No',
    });
  });

  it('recognises no error but the client’s own', () => {
    expect(openapiPlatformHttps.interpret(thrown(new TypeError('x is not a function')))).to.equal(undefined);
  });

  it('tells the state of a payment or a refund, and why it failed', () => {
    expect(openapiPlatformHttps.interpret(returned({ paymentStatus: 'FAIL', paymentFailReason: 'Declined' }))).to.eql({
      outcome: 'succeeded',
      state: 'FAIL',
      reason: 'Declined',
    });
    expect(openapiPlatformHttps.interpret(returned({ refundStatus: 'FAIL', refundFailReason: 'Late' }))).to.eql({
      outcome: 'succeeded',
      state: 'FAIL',
      reason: 'Late',
    });
    expect(openapiPlatformHttps.interpret(returned({ messageId: 'message-1' }))).to.eql({ outcome: 'succeeded' });
  });
});
