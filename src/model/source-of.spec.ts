import { runInThisContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Json } from './json.ts';
import { sourceOf } from './source-of.ts';

describe('the source of a value', () => {
  const texts: [string, string][] = [
    [
      'createPaymentSession: 500 internal after-commit, ok ×∞',
      "'createPaymentSession: 500 internal after-commit, ok ×∞'",
    ],
    ["it's", "'it\\'s'"],
    ['`${a}` "b" */ // c', '\'`${a}` "b" */ // c\''],
    ['a\\', "'a\\\\'"],
    ['a\nb\u2028c\u2029\u202ed\ud800\u00a0', "'a\\nb\\u{2028}c\\u{2029}\\u{202e}d\\u{d800}\\u{a0}'"],
  ];
  for (const [text, source] of texts) {
    it(`of ${JSON.stringify(text)} is ${source}`, () => expect(sourceOf(text)).to.equal(source));
  }

  it('has one line, shows everything that it holds, and means the value', () => {
    const text = fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom("'", '\\', '\u2028', '\ud800', '\udc00')),
    });
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.constantFrom(null, true, 0, -7, 1e21, 0.5),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', 'tape')), tie('value'), {
          maxKeys: 3,
          noNullPrototype: true,
        }),
      ),
    }));
    fc.assert(
      fc.property(value, (json) => {
        const source = sourceOf(json);
        expect(source).to.not.match(/[^\p{L}\p{N}\p{P}\p{S} ]/u);
        expect(runInThisContext(`(${source})`)).to.deep.equal(json);
      }),
    );
  });
});
