import { expect } from 'chai';
import fc from 'fast-check';
import { parseBody } from './parse-body.ts';

const form = 'application/x-www-form-urlencoded';

describe('parseBody', () => {
  it('reads JSON, whatever the content type says, and gives each value back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseBody(text)).to.deep.equal(JSON.parse(text));
      }),
    );
    expect(parseBody('{"a":1}', 'text/plain')).to.deep.equal({ a: 1 });
  });

  it('reads form pairs, nested and repeated', () => {
    expect(parseBody('a=1&b=x+y%26', form)).to.deep.equal({ a: '1', b: 'x y&' });
    expect(parseBody('a[b]=1&a[c][d]=2', form)).to.deep.equal({ a: { b: '1', c: { d: '2' } } });
    expect(parseBody('a=1&a=2&b[]=3&b[]=4', form)).to.deep.equal({ a: ['1', '2'], b: ['3', '4'] });
    expect(parseBody('a[b=1&]=2', `${form}; charset=utf-8`)).to.deep.equal({ 'a[b': '1', ']': '2' });
  });

  it('makes nothing of the rest', () => {
    for (const text of ['', ' \n', '{', 'a=1', '<xml/>', '\ufeff{}']) expect(parseBody(text)).to.equal(undefined);
  });

  it('makes nothing of more than 64 levels', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(parseBody(nested(65))).to.be.an('array');
    expect(parseBody(nested(66))).to.equal(undefined);
  });
});
