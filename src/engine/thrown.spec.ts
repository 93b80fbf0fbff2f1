import { expect } from 'chai';
import fc from 'fast-check';
import { thrownOf } from './thrown.ts';

describe('thrownOf', () => {
  it('tells an error of the language from one that was made on purpose', () => {
    class PaymentError extends TypeError {}
    expect(thrownOf(new TypeError('x is not a function')).raw).to.equal(true);
    expect(thrownOf(new PaymentError('declined')).raw).to.equal(false);
    expect(thrownOf(new Error('declined')).raw).to.equal(false);
  });

  it('calls an error by its class where it has no name of its own', () => {
    class PaymentError extends Error {}
    class Named extends Error {
      override name = 'CardDeclined';
    }
    const stray = Object.assign(new Error('x'), { constructor: { name: 7 } });
    expect(
      [new PaymentError('x'), new Named('x'), new Error('x'), stray].map((error) => thrownOf(error).name),
    ).to.deep.equal(['PaymentError', 'CardDeclined', 'Error', 'Error']);
  });

  it('keeps codes and one cause', () => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    expect(thrownOf(new TypeError('fetch failed', { cause }))).to.deep.equal({
      name: 'TypeError',
      message: 'fetch failed',
      raw: true,
      cause: { name: 'Error', message: 'read ECONNRESET', code: 'ECONNRESET' },
    });
  });

  it('survives whatever is thrown', () => {
    const hostile = {
      get message(): string {
        throw new Error('no');
      },
      toString(): string {
        throw new Error('no');
      },
    };
    expect(thrownOf(hostile)).to.deep.equal({ name: 'object', message: 'something that has no text', raw: false });
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        expect(thrownOf(value).message).to.be.a('string');
      }),
    );
  });
});
