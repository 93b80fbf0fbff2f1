import { expect } from 'chai';
import { count, either, ms, ordinal } from './wording.ts';

describe('the wording of findings', () => {
  it('writes times so that a person can read them', () => {
    expect([0, 999, 1000, 1234567, 0.5, 1000.25, 1e-9].map(ms)).to.deep.equal([
      '0 ms',
      '999 ms',
      '1,000 ms',
      '1,234,567 ms',
      '0.5 ms',
      '1,000.25 ms',
      '0 ms',
    ]);
  });

  it('counts', () => {
    expect([count(0, 'attempt'), count(1, 'attempt'), count(2, 'attempt')]).to.deep.equal([
      '0 attempts',
      '1 attempt',
      '2 attempts',
    ]);
    expect(Array.from({ length: 10 }, (_, index) => ordinal(index + 1))).to.deep.equal(
      'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' '),
    );
    expect([11, 12, 13, 21, 22, 23, 24, 101, 102, 103, 111, 112].map(ordinal)).to.deep.equal(
      '11th 12th 13th 21st 22nd 23rd 24th 101st 102nd 103rd 111th 112th'.split(' '),
    );
  });

  it('offers a choice, each once', () => {
    expect(either(['a'])).to.equal('`a`');
    expect(either(['a', 'b', 'a'])).to.equal('`a` or `b`');
    expect(either(['a', 'b', 'c'])).to.equal('`a`, `b` or `c`');
    expect(either([])).to.equal('nothing');
  });
});
