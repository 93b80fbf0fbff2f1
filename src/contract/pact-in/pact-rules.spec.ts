import { expect } from 'chai';
import type { BodyRule } from './pact.ts';
import { alternativesOf, demandOf, keysOf, matchersAt, maybeNothing } from './pact-rules.ts';

describe('the rules of a pact', () => {
  const paths: [string, unknown][] = [
    ['$', []],
    ['$.error.code', ['error', 'code']],
    ['$.errors[0].code', ['errors', 0, 'code']],
    ['$.errors[*].code', ['errors', '*', 'code']],
    ['$.*.code', ['*', 'code']],
    [`$['error']["the.code"]`, ['error', 'the.code']],
    [`$['it\\'s']`, ["it's"]],
    ['error', undefined],
    ['$error', undefined],
    ['$.error[', undefined],
    ['$..code', undefined],
  ];
  for (const [path, keys] of paths) {
    it(`read the path ${path}`, () => expect(keysOf(path)).to.deep.equal(keys));
  }

  const rule = (path: string, ...matchers: BodyRule['matchers']): BodyRule => ({ keys: keysOf(path) ?? [], matchers });

  it('go down from a type, until a more particular one says otherwise', () => {
    const rules = [
      rule('$.error', { match: 'type' }),
      rule('$.error.code', { match: 'equality' }),
      rule('$.*.code', { match: 'regex', regex: 'x' }),
      rule('$.list[*].code', { match: 'regex', regex: 'a' }),
      rule('$.list[0].code', { match: 'null' }),
    ];
    expect(matchersAt(rules, ['error', 'message', 'text'])).to.deep.equal([{ match: 'type' }]);
    expect(matchersAt(rules, ['error', 'code'])).to.deep.equal([{ match: 'equality' }]);
    expect(matchersAt(rules, ['other', 'code'])).to.deep.equal([{ match: 'regex', regex: 'x' }]);
    expect(matchersAt(rules, ['other', 'code', 'deeper']), 'a pattern is of one place').to.deep.equal([]);
    expect(matchersAt(rules, ['list', 0, 'code'])).to.deep.equal([{ match: 'null' }]);
    expect(matchersAt(rules, ['list', 1, 'code'])).to.deep.equal([{ match: 'regex', regex: 'a' }]);
    expect(matchersAt(rules, ['message'])).to.deep.equal([]);
  });

  it('pin what has none or is equal, and leave the rest open', () => {
    expect(demandOf([])).to.equal('pinned');
    expect(demandOf([{ match: 'equality' }])).to.equal('pinned');
    expect(demandOf([{ match: 'null' }])).to.equal('pinned');
    expect(demandOf([{ match: 'type' }])).to.equal('open');
    expect(demandOf([{ match: 'integer' }, { match: 'null' }])).to.equal('open');
    expect(demandOf([{ match: 'regex', regex: 'a|b' }])).to.deep.equal({ regex: 'a|b' });
  });

  it('tell what may be null or an empty list', () => {
    expect(maybeNothing([{ match: 'type' }, { match: 'null' }], 'a')).to.equal(true);
    expect(maybeNothing([{ match: 'null' }], null)).to.equal(false);
    expect(maybeNothing([{ match: 'type', min: 0 }], [1])).to.equal(true);
    expect(maybeNothing([{ match: 'type', min: 1 }], [1])).to.equal(false);
    expect(maybeNothing([{ match: 'type', min: 0 }], 'a')).to.equal(false);
  });

  const lists: [string, string[] | undefined][] = [
    ['^(card_declined|expired)$', ['card_declined', 'expired']],
    ['(?:a|b)', ['a', 'b']],
    ['a|b', ['a', 'b']],
    ['^E\\.1$', ['E.1']],
    ['^E.1$', undefined],
    ['^(a|b)+$', undefined],
    ['^(a|\\d+)$', undefined],
    ['^[A-Z_]+$', undefined],
    ['^(a|)$', undefined],
    ['^((a)|b)$', undefined],
  ];
  for (const [regex, listed] of lists) {
    it(`find in /${regex}/ ${listed ? listed.join(' and ') : 'no list'}`, () =>
      expect(alternativesOf(regex)).to.deep.equal(listed));
  }
});
