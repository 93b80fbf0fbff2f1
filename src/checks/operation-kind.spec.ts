import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import { payment, reading, waiting } from './case-builder.spec.ts';
import { isRead, isToldByState, isWait } from './operation-kind.ts';

describe('the kind of an operation', () => {
  const making = (effect: OperationFacts['effect'] & string): OperationFacts => ({ ...payment, effect });

  it('is told by a state where that is about what it makes', () => {
    expect([reading, waiting, payment, making('session')].every(isToldByState)).to.equal(true);
    expect([making('void'), making('capture'), making('refund')].some(isToldByState)).to.equal(false);
  });

  it('is a wait where it only reads, under a name of its own', () => {
    expect([waiting, reading, payment, { ...payment, name: 'pay' }].map(isWait)).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
  });

  it('is a reading where it brings nothing about', () => {
    expect(['getPayment', 'createPayment', 'getOrder', undefined].map((one) => isRead(payment, one))).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
  });
});
