import { expect } from 'chai';
import fc from 'fast-check';
import { marked } from 'marked';
import { plain } from '../model/plain.ts';
import { hostileText } from './hostile-text.spec.ts';
import { markdownBlock, markdownCode, markdownProse, markdownTable, markdownText } from './markdown-text.ts';

const render = (text: string) => marked.parse(text, { async: false, gfm: true });

/** What a reader sees of inline HTML, in which there may be nothing but what keeps an @ and a $ from meaning something. */
function seen(html: string): string {
  const bare = html.replaceAll('<!-- -->', '').replace(/<\/?span>/g, '');
  expect(bare, html).to.not.match(/[<>]/);
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return oneSpace(bare.replace(/&([#\w]+);/g, (whole, name) => characters[name] ?? whole));
}

const oneSpace = (text: string) => text.replace(/\s+/g, ' ').trim();

function inside(html: string, shape: RegExp): string {
  expect(html).to.match(shape);
  return shape.exec(html)?.[1] ?? '';
}

describe('text in Markdown', () => {
  const places: [string, (text: string) => string, RegExp][] = [
    ['a paragraph', (text) => text, /^<p>([\s\S]*)<\/p>\n$/],
    ['a heading', (text) => `## ${text}`, /^<h2>([\s\S]*)<\/h2>\n$/],
    ['a list', (text) => `- ${text}`, /^<ul>\n<li>([\s\S]*)<\/li>\n<\/ul>\n$/],
    [
      'a table',
      (text) => markdownTable(['a', 'b'], [[text, 'c']]).join('\n'),
      /<tbody><tr>\n<td>([\s\S]*)<\/td>\n<td>c<\/td>\n<\/tr>\n<\/tbody><\/table>\n$/,
    ],
  ];
  for (const [place, put, shape] of places) {
    it(`stays text in ${place}`, () => {
      fc.assert(
        fc.property(hostileText, (text) => {
          const wanted = oneSpace(plain(text, 400));
          fc.pre(wanted !== '');
          expect(seen(inside(render(put(markdownText(text))), shape))).to.equal(wanted);
          const code = inside(render(put(markdownCode(text))), shape);
          expect(seen(inside(code, /^<code>([\s\S]*)<\/code>$/))).to.equal(wanted);
          const prose = inside(render(put(markdownProse(text))), shape).replace(/<\/?code>/g, '');
          // Code begins and ends without a space: which of them stood between backticks is nobody's business.
          expect(seen(prose).replaceAll(/[`\s]/g, '')).to.equal(wanted.replaceAll(/[`\s]/g, ''));
        }),
        { numRuns: 300 },
      );
    });
  }

  it('is not escaped where it need not be', () => {
    expect(markdownText('told `failed`, 2 sessions (at 0 ms): a.b-c!')).to.equal(
      'told \\`failed\\`, 2 sessions (at 0 ms): a.b-c!',
    );
    expect(markdownCode('npx sadpath replay money.once-5421041f')).to.equal('`npx sadpath replay money.once-5421041f`');
    expect(markdownCode('json 200 "[]" ×∞')).to.equal('`json 200 "[]" ×∞`');
  });

  it('begins no link, mention or formula, which marked does not look for where GitHub does', () => {
    expect(markdownText('http://e.test')).to.equal('http\\://e.test');
    expect(markdownText('see WWW.e.test')).to.equal('see WWW\\.e.test');
    expect(markdownText('a@e.test @me')).to.equal('a@<!-- -->e.test @<!-- -->me');
    expect(markdownText('$x$')).to.equal('<span>$</span>x<span>$</span>');
  });

  it('is cut where it is long', () => {
    expect(markdownText('x'.repeat(500)))
      .to.have.length(400)
      .and.match(/…$/);
    expect(markdownCode('x'.repeat(50), 10)).to.equal('`xxxxxxxxx…`');
  });
});

describe('prose in Markdown', () => {
  it('has code between two backticks', () => {
    expect(markdownProse('told `a_b`, not `c|d`')).to.equal('told `a_b`, not <code>c\\|d</code>');
  });

  it('keeps a backtick that stands alone', () => {
    expect(markdownProse('a ` b')).to.equal('a \\` b');
    expect(markdownProse('a `` b')).to.equal('a \\`\\` b');
  });
});

describe('a block of code', () => {
  it('ends at its own fence and nowhere else', () => {
    const line = hostileText.map((text) => `0 ms  ${plain(text)}`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const html = inside(
          render(markdownBlock(lines).join('\n')),
          /^<pre><code class="language-text">([\s\S]*)\n<\/code><\/pre>\n$/,
        );
        expect(html).to.not.match(/[<>]/);
      }),
    );
    expect(markdownBlock(['a'])).to.deep.equal(['```text', 'a', '```']);
    expect(markdownBlock(['````'])[0]).to.equal('`````text');
  });
});
