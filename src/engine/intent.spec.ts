import { expect } from 'chai';
import fc from 'fast-check';
import { intentOf } from './intent.ts';

describe('intentOf', () => {
  it('hands out a version 4 UUID as key and a marker that fits any field', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (chance, id) => {
        const { key, marker } = intentOf(chance, id);
        expect(key).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(marker).to.match(/^order-[0-9a-f]{12}$/);
        expect(intentOf(chance, id)).to.deep.equal({ id, key, marker });
      }),
    );
  });

  it('tells intents and scenarios apart', () => {
    const all = [intentOf('1 a', 'x'), intentOf('1 a', 'y'), intentOf('1 b', 'x'), intentOf('2 a', 'x')];
    expect(new Set(all.map(({ key }) => key)).size).to.equal(4);
    expect(new Set(all.map(({ marker }) => marker)).size).to.equal(4);
  });
});
