import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import { banked } from '../providers/banked.ts';
import { controlOf } from './control.ts';

describe('the happy path of an operation', () => {
  const states = { awaiting_provider: 'open', sent: 'happened', failed: 'failed' } as const;
  const reading: OperationFacts = {
    name: 'getPaymentSession',
    main: 'getPaymentSession',
    uses: ['getPaymentSession'],
    reads: ['getPaymentSession'],
    success: ['succeeded'],
    states,
    volatile: [],
  };

  it('is the call and nothing else', () => {
    const control = controlOf(banked, reading);
    expect(control).to.include({ requirement: 'control', tape: '' });
    expect(control).to.not.have.any.keys('journey', 'variant');
  });

  it('of a wait walks the shortest way to success, without the errors that some have on the way', () => {
    const path = ['awaiting_payment_consent', 'initiated', 'sent'];
    expect(controlOf(banked, { ...reading, name: 'awaitPayment' })).to.deep.include({ journey: path, variant: 'bare' });
    const pay: OperationFacts = { ...reading, name: 'pay', main: 'createPaymentSession', effect: 'session' };
    expect(controlOf(banked, pay)).to.deep.include({ journey: path, variant: 'bare' });
    expect(controlOf({ ...banked, journeys: {} }, pay)).to.not.have.any.keys('journey', 'variant');
  });
});
