import { expect } from 'chai';
import fc from 'fast-check';
import { plain } from './plain.ts';

describe('plain', () => {
  it('leaves readable text of any language alone', () => {
    for (const text of ['', 'a "quoted" \\ text', 'déjà vu — 支付失败 — сбой — فشل', '💳 </script>']) {
      expect(plain(text)).to.equal(text);
    }
  });

  it('shows what a terminal would obey', () => {
    expect(plain('\u001b[31mred\u001b[0m')).to.equal('\\x1b[31mred\\x1b[0m');
    expect(plain('\u009b2J\u0007\u0000')).to.equal('\\x9b2J\\x07\\x00');
    expect(plain('one\r\ntwo\tthree')).to.equal('one\\r\\ntwo\\tthree');
  });

  it('shows what a reader could not see', () => {
    expect(plain('a\u202eb\u2066c\u200bd\u2028e\ufefff')).to.equal(
      'a\\u{202e}b\\u{2066}c\\u{200b}d\\u{2028}e\\u{feff}f',
    );
    expect(plain('\u{e0041}\ud83d')).to.equal('\\u{e0041}\\u{d83d}');
  });

  it('cuts long text and never a character in two', () => {
    expect(plain('abcdef', 6)).to.equal('abcdef');
    expect(plain('abcdefg', 6)).to.equal('abcde…');
    expect(plain('abcd💳💳', 6)).to.equal('abcd…');
    expect(plain('x'.repeat(100_000))).to.have.length(200);
    expect(plain('\u001b'.repeat(10), 10)).to.equal('\\x1b\\x1b\\…');
  });

  it('never lets a control, a mark or more than the cap through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const shown = plain(text, max);
        expect(shown.length).to.be.at.most(max);
        expect(shown).to.not.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});
