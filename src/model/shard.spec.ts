import { expect } from 'chai';
import fc from 'fast-check';
import { isInShard, parseShard } from './shard.ts';

describe('a shard', () => {
  it('is read from its text, and from nothing else', () => {
    expect(parseShard('1/1')).to.deep.equal({ part: 1, of: 1 });
    expect(parseShard('12/120')).to.deep.equal({ part: 12, of: 120 });
    const wrong = ['', '1', '0/3', '4/3', '1/0', '1/3/5', '01/3', '1/03', '-1/3', '1.5/3', ' 1/3', '1/3 ', '1/3\n'];
    for (const text of [...wrong, 'a/b', '1 / 3', '1e1/20', '1/9999999'])
      expect(parseShard(text), text).to.equal(undefined);
  });

  it('has every scenario that no other one has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(10_000), (of, index) => {
        const parts = Array.from({ length: of }, (_, at) => at + 1).filter((part) => isInShard({ part, of }, index));
        expect(parts).to.deep.equal([(index % of) + 1]);
      }),
    );
  });
});
