import { expect } from 'chai';
import { counted, duration, grouped } from './amount.ts';

describe('amounts', () => {
  it('group their digits', () => {
    expect([0, 999, 1000, 9994, 1234567].map(grouped)).to.deep.equal(['0', '999', '1,000', '9,994', '1,234,567']);
  });

  it('agree with their noun', () => {
    expect(counted(1, 'call')).to.equal('1 call');
    expect(counted(0, 'call')).to.equal('0 calls');
    expect(counted(1204, 'reply', 'replies')).to.equal('1,204 replies');
  });

  const times: [number, string][] = [
    [0, '0 ms'],
    [0.5, '0.5 ms'],
    [500, '500 ms'],
    [9999, '9,999 ms'],
    [1234.5, '1,234.5 ms'],
    [10_000, '10 s'],
    [12_500, '12.5 s'],
    [59_999, '59.999 s'],
    [60_000, '1 min'],
    [61_234, '1 min 1.234 s'],
    [3_600_000, '1 h'],
    [90_061_001, '1 d 1 h 1 min 1.001 s'],
    [2_592_000_000, '30 d'],
  ];
  for (const [ms, text] of times) {
    it(`say ${ms} ms as ${text}`, () => expect(duration(ms)).to.equal(text));
  }
});
