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

  describe('of a wait', () => {
    const error = new OpenapiPlatformError('ask for a payment', refusal({ status: 'U', code: 'SYSTEM_BUSY' }));
    const told = (operation: string, value: object) =>
      openapiPlatformHttps.interpret({ ...returned(value), operation });

    for (const [operation, noun] of [
      ['awaitPayment', 'payment'],
      ['awaitRefund', 'refund'],
      ['payAndWait', 'payment'],
    ] as const) {
      it(`${operation} tells how it ended, that it is pending when it was seen open, and else that it is unknown`, () => {
        const last = (state: string, more: object = {}) => ({ last: { [`${noun}Status`]: state, ...more } });
        const ended = (state: string, more?: object) => told(operation, { final: true, ...last(state, more) });
        expect(ended('SUCCESS')).to.eql({ outcome: 'succeeded', state: 'SUCCESS' });
        expect(ended('FAIL', { [`${noun}FailReason`]: 'Declined' })).to.eql({
          outcome: 'failed',
          category: 'declined',
          state: 'FAIL',
          reason: 'Declined',
        });
        const open = { final: false, ...last('PROCESSING') };
        const pending = { outcome: 'pending', state: 'PROCESSING' };
        expect(told(operation, open)).to.eql({ ...pending, category: 'pending' });
        const busy = { category: 'unavailable', code: 'SYSTEM_BUSY' };
        expect(told(operation, { ...open, error })).to.eql({ ...pending, ...busy });
        expect(told(operation, { final: false, error })).to.eql({ outcome: 'unknown', ...busy });
        const refused = new OpenapiPlatformError('ask for a payment', refusal({ status: 'F', code: 'UNAUTHORIZED' }));
        expect(told(operation, { final: false, error: refused })).to.include({ outcome: 'unknown' });
      });
    }

    it('takes an inquiry that says that it is on its way for what it says', () => {
      const onItsWay = new OpenapiPlatformError('ask', refusal({ status: 'U', code: 'PAYMENT_IN_PROCESS' }));
      expect(told('awaitPayment', { final: false, error: onItsWay })).to.include({ outcome: 'pending' });
    });

    it('takes a payment that was made at once for what it is', () => {
      expect(told('payAndWait', { final: true, last: { paymentId: '1' } })).to.eql({ outcome: 'succeeded' });
    });

    it('promises two minutes and what a last inquiry may take', () => {
      const { awaitPayment, awaitRefund, payAndWait } = openapiPlatformHttps.operations;
      for (const wait of [awaitPayment, awaitRefund]) {
        expect(wait).to.have.nested.property('retries.deadlineMs', 290_000);
      }
      expect(payAndWait).to.have.nested.property('retries.deadlineMs', 460_000);
    });
  });

  it('takes events, and shows its books', () => {
    expect(openapiPlatformHttps.webhooks).to.have.all.keys('handle', 'read', 'applied');
  });
});
