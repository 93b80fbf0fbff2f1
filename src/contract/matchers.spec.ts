import { expect } from 'chai';
import fc from 'fast-check';
import type { Json } from '../model/json.ts';
import { brokenExamples, exampleOf, fromState, like, matching } from './matchers.ts';

/** Any JSON that has no key of Pact's. */
const json = fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value)));

describe('what a contract leaves open', () => {
  it('shows its example, at whatever depth', () => {
    fc.assert(
      fc.property(json, fc.string(), fc.array(json), (value, text, list) => {
        const matched = {
          open: like(value),
          text: matching('^.*$', text),
          list: [like(list), { deep: like([value]) }],
        };
        expect(exampleOf(matched)).to.deep.equal({ open: value, text, list: [list, { deep: [value] }] });
        expect(exampleOf(value)).to.deep.equal(value);
      }),
    );
  });

  it('takes from the state of the provider what was there before', () => {
    expect(exampleOf(fromState('/a/${id}', '/a/1', '^/a/[^/]+$'))).to.equal('/a/1');
    expect(fromState('${id}', '1')).to.include({ expression: '${id}', 'pact:generator:type': 'ProviderState' });
  });

  it('tells of examples that break their own rule', () => {
    const matched = {
      path: [fromState('/a/${id}', '/b/1', '^/a/[^/]+$')],
      sound: matching('^b+$', 'bbb'),
      open: like('x'),
    };
    expect(brokenExamples(matched)).to.deep.equal(['/b/1 does not match ^/a/[^/]+$']);
  });
});
