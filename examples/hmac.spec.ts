import { expect } from 'chai';
import { isHmacOf } from './hmac.ts';

// RFC 4231, test case 2.
const text = 'what do ya want for nothing?';
const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';

describe('isHmacOf', () => {
  it('takes the right one, however it is spelt', () => {
    expect(isHmacOf(text, 'Jefe', hex)).to.equal(true);
    expect(isHmacOf(text, 'Jefe', hex.toUpperCase())).to.equal(true);
  });

  const wrong: [name: string, text: string, secret: string, hex: string][] = [
    ['another text', `${text} `, 'Jefe', hex],
    ['another secret', text, 'Jeff', hex],
    ['another digit', text, 'Jefe', hex.replace('5', '6')],
    ['none', text, 'Jefe', ''],
    ['one that is too short', text, 'Jefe', hex.slice(2)],
    ['one that is too long', text, 'Jefe', `${hex}00`],
    ['one with something behind it', text, 'Jefe', `${hex}\n`],
    ['what is no hex', text, 'Jefe', 'z'.repeat(64)],
  ];
  for (const [name, ...given] of wrong) {
    it(`refuses ${name}`, () => expect(isHmacOf(...given)).to.equal(false));
  }

  it('refuses everything while the secret is empty: that one anybody knows', () => {
    const ofEmpty = 'b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad';
    expect(isHmacOf('', '', ofEmpty)).to.equal(false);
  });
});
