import { expect } from 'chai';
import fc from 'fast-check';
import { digest } from './digest.ts';

describe('digest', () => {
  it('is 32 hexadecimal digits, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(digest(text)).to.match(/^[0-9a-f]{32}$/);
        expect(digest(text)).to.equal(digest(text));
      }),
    );
  });

  it('tells like names apart, in each of its parts', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `["banked","createPaymentSession","intent-1"] ${index}`);
    const digests = names.map(digest);
    expect(new Set(digests).size).to.equal(names.length);
    for (const at of [0, 8, 16, 24]) {
      expect(new Set(digests.map((hex) => hex.slice(at, at + 8))).size).to.be.at.least(names.length - 2);
    }
  });
});
