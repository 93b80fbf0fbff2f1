import { createVerify } from 'node:crypto';
import { validateHeaderValue } from 'node:http';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Thrown } from '../model/trace.ts';
import { thrownOf } from './thrown.ts';

function caught(run: () => unknown): Thrown {
  try {
    run();
  } catch (error) {
    return thrownOf(error);
  }
  throw new Error('it threw nothing');
}

describe('thrownOf', () => {
  it('tells an error of the language from one that was made on purpose', () => {
    class PaymentError extends TypeError {}
    expect(thrownOf(new TypeError('x is not a function')).raw).to.equal(true);
    expect(thrownOf(new PaymentError('declined')).raw).to.equal(false);
    expect(thrownOf(new Error('declined')).raw).to.equal(false);
  });

  it('takes what Node says of a wrong argument for an accident, too, and a class of one’s own with its code for none', () => {
    const nothing = JSON.parse('null');
    const accidents: [name: string, code: string, run: () => unknown][] = [
      ['TypeError', 'ERR_INVALID_ARG_TYPE', () => createVerify('RSA-SHA256').verify('key', nothing, 'base64')],
      ['TypeError', 'ERR_INVALID_ARG_TYPE', () => Buffer.from(nothing)],
      ['RangeError', 'ERR_OUT_OF_RANGE', () => Buffer.alloc(-1)],
      ['TypeError', 'ERR_INVALID_CHAR', () => validateHeaderValue('a', '\n')],
      ['TypeError', 'ERR_HTTP_INVALID_HEADER_VALUE', () => validateHeaderValue('a', nothing ?? undefined)],
    ];
    for (const [name, code, run] of accidents)
      expect(caught(run), code).to.include({ name, code, raw: true }).and.not.have.property('cause');
    class PaymentError extends TypeError {
      code = 'ERR_INVALID_ARG_TYPE';
    }
    expect(thrownOf(new PaymentError('declined')).raw).to.equal(false);
    expect(thrownOf(Object.assign(new Error('declined'), { code: 'ERR_OUT_OF_RANGE' })).raw).to.equal(false);
    expect(caught(() => structuredClone(() => {})).raw).to.equal(false);
    // A stream that was closed before: not what anybody handed over.
    expect(caught(() => new ReadableStream({ start: (made) => [made.close(), made.close()] }))).to.include({
      code: 'ERR_INVALID_STATE',
      raw: false,
    });
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

  it('keeps the beginning of a message that has no end', () => {
    const { message } = thrownOf(new Error('x'.repeat(5_000_000)));
    expect(message).to.have.length(10_001).and.match(/^x+…$/);
    expect(thrownOf(new Error('x'.repeat(10_000))).message).to.have.length(10_000);
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
