import { expect } from 'chai';
import fc from 'fast-check';
import { hostileText } from './hostile-text.spec.ts';
import { xmlElement, xmlText } from './xml.ts';

/** What a parser makes of character data. */
function read(xml: string): string {
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#10': '\n', '#9': '\t' };
  return xml.replace(/&([#\w]+);/g, (_, name) => characters[name] ?? '?');
}

describe('text in XML', () => {
  it('is what it was, and nothing that a parser obeys', () => {
    expect(xmlText('a & b <c> ]]> "d"')).to.equal('a &amp; b &lt;c&gt; ]]&gt; &quot;d&quot;');
    expect(xmlText('two\nlines\tand a tab')).to.equal('two\nlines\tand a tab');
  });

  it('shows what XML 1.0 forbids, in words', () => {
    const cases: [string, string][] = [
      ['\u0000\u0008\u000b\u001b[31m', '\\x00\\x08\\x0b\\x1b[31m'],
      ['\r\n', '\\x0d\n'],
      ['\ud800x\udfff', '\\u{d800}x\\u{dfff}'],
      ['\ufffe\uffff', '\\u{fffe}\\u{ffff}'],
      ['\u{1f600}\ufffd\u{10ffff}', '\u{1f600}\ufffd\u{10ffff}'],
    ];
    for (const [text, shown] of cases) expect(xmlText(text)).to.equal(shown);
  });

  it('reads back, whatever it was', () => {
    const allowed = /^(?:[\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}])*$/u;
    fc.assert(
      fc.property(hostileText, (text) => {
        const xml = xmlText(text);
        expect(xml).to.match(allowed).and.not.match(/[<>"]/);
        if (allowed.test(text)) expect(read(xml)).to.equal(text);
      }),
    );
  });
});

describe('an element', () => {
  it('has its attributes in order, without those that have no value', () => {
    expect(xmlElement('a', { b: 1, c: undefined, d: 'x' })).to.equal('<a b="1" d="x"/>');
    expect(xmlElement('a', {}, ['<b/>', 'c'])).to.equal('<a><b/>c</a>');
  });

  it('keeps the white space of an attribute, which a parser would make a space', () => {
    expect(xmlElement('a', { b: 'x\ny\tz"' })).to.equal('<a b="x&#10;y&#9;z&quot;"/>');
  });
});
