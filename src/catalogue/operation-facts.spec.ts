import { expect } from 'chai';
import { defineProvider } from './define-provider.ts';
import { extend } from './extend.ts';
import { acceptedAfterSuccess, isFinal, keyHeaderOf } from './operation-facts.ts';
import { sampleProvider } from './sample-provider.spec.ts';

const provider = defineProvider(sampleProvider());

describe('keyHeaderOf', () => {
  it('is the idempotency header of an operation with an effect', () => {
    expect(keyHeaderOf(provider, 'pay')).to.equal('x-key');
    expect(keyHeaderOf(provider, 'cancel')).to.equal('x-key');
    expect(keyHeaderOf(provider, 'read')).to.equal(undefined);
    expect(keyHeaderOf(provider, 'constructor')).to.equal(undefined);
  });

  it('follows what the operation says of itself', () => {
    const other = extend(provider, { operations: { pay: { keyed: false }, read: { keyed: true } } });
    expect(keyHeaderOf(other, 'pay')).to.equal(undefined);
    expect(keyHeaderOf(other, 'read')).to.equal('x-key');
  });

  it('is nothing where the provider knows no keys', () => {
    expect(keyHeaderOf(extend(provider, { idempotency: null }), 'pay')).to.equal(undefined);
  });
});

describe('isFinal', () => {
  it('is true of states that nothing follows', () => {
    const { payment } = provider.journeys;
    if (!payment) throw new Error('the sample has lost its journey');
    expect(isFinal(payment, 'paid')).to.equal(true);
    expect(isFinal(payment, 'cancelled')).to.equal(true);
    expect(isFinal(payment, 'waiting')).to.equal(false);
    expect(isFinal(payment, 'odd')).to.equal(false);
    expect(isFinal(payment, 'constructor')).to.equal(false);
  });
});

describe('acceptedAfterSuccess', () => {
  const open = extend(provider, { operations: { pay: { success: { outcome: null } } } });

  it('is what the operation says of itself', () => {
    expect(acceptedAfterSuccess(provider, 'pay')).to.deep.equal(['succeeded']);
  });

  it('is succeeded, or pending while the state is not final', () => {
    expect(acceptedAfterSuccess(open, 'pay')).to.deep.equal(['succeeded', 'pending']);
    expect(acceptedAfterSuccess(open, 'read')).to.deep.equal(['succeeded', 'pending']);
    expect(acceptedAfterSuccess(open, 'pay', 'paid')).to.deep.equal(['succeeded']);
  });

  it('is succeeded for an operation that has done its work, even where the resource fails by it', () => {
    expect(acceptedAfterSuccess(open, 'cancel')).to.deep.equal(['succeeded']);
  });

  it('is failed too for a read that shows a failure', () => {
    expect(acceptedAfterSuccess(open, 'read', 'cancelled')).to.deep.equal(['failed', 'succeeded']);
    expect(acceptedAfterSuccess(open, 'read', 'paid')).to.deep.equal(['succeeded']);
  });

  it('is succeeded where there are no states', () => {
    expect(acceptedAfterSuccess(extend(open, { operations: { pay: { journey: null } } }), 'pay')).to.deep.equal([
      'succeeded',
    ]);
  });
});
