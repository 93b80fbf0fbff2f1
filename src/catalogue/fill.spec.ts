import { expect } from 'chai';
import fc from 'fast-check';
import type { Json } from '../model/json.ts';
import { fill } from './fill.ts';

const holes: Record<string, Json> = {
  id: 'ses_1',
  amount: 1000,
  none: null,
  body: { reference: 'order-7', amount: 25, tags: ['a'], nothing: null, payer: { name: 'Ann', card: { last: 42 } } },
  path: {},
};

describe('fill', () => {
  const cases: [string, Json, Json][] = [
    ['text', '$id', 'ses_1'],
    ['a number keeps its type', '$amount', 1000],
    ['null is a value', '$none', null],
    ['a field', '$body.amount', 25],
    ['a field that is null', { a: '$body.nothing' }, { a: null }],
    ['a whole object', '$body', holes.body ?? null],
    ['a list in a list stays one', ['$body.tags', 'b'], [['a'], 'b']],
    ['inside a text', 'https://pay.example/$id', 'https://pay.example/ses_1'],
    ['twice inside a text', '$id/$body.amount', 'ses_1/25'],
    ['in front of other text', '$id.html', 'ses_1.html'],
    ['a field of a field', '$body.payer.card.last', 42],
    ['a field of a field inside a text', 'for $body.payer.name.', 'for Ann.'],
    ['a field in front of other text', '$body.payer.name.html', 'Ann.html'],
    ['a missing field of a field', { a: '$body.payer.phone.home' }, {}],
    ['a missing field on the way', { a: '$body.none.card.last' }, {}],
    ['an amount of money', 'US$5', 'US$5'],
    ['a dollar sign alone', '$', '$'],
    ['deep down', { a: [{ b: '$id' }], c: 1, d: null, e: true }, { a: [{ b: 'ses_1' }], c: 1, d: null, e: true }],
    ['keys are no holes', { $id: 1 }, { $id: 1 }],
    ['a missing field drops its key', { a: '$body.colour', b: 1 }, { b: 1 }],
    ['a missing field drops its list entry', ['$body.colour', 'b'], ['b']],
    ['a missing field drops the text around it', { a: 'c=$body.colour' }, {}],
    ['a field of a prototype is missing', { a: '$body.constructor' }, {}],
    ['a field of a body that is missing', { a: '$none.reference' }, {}],
    ['nothing but a missing field', '$body.colour', null],
  ];
  for (const [name, template, filled] of cases) {
    it(name, () => expect(fill(template, holes)).to.deep.equal(filled));
  }

  it('refuses a hole that nothing fills, naming those that there are', () => {
    expect(() => fill({ a: 'x/$ide' }, holes)).to.throw(
      'Failed to fill "x/$ide": nothing is called $ide there. The holes are $id, $amount, $none, $body, $path.',
    );
    expect(() => fill('$id', {})).to.throw('The holes are none.');
    expect(() => fill('$toString', holes)).to.throw('nothing is called $toString there');
  });

  it('does not look for holes in what it fills in', () => {
    expect(fill({ a: '$id', b: 'x $id' }, { id: '$other' })).to.deep.equal({ a: '$other', b: 'x $other' });
  });

  it('leaves a template without dollar signs as it is', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false }).filter((value) => !JSON.stringify(value).includes('$')),
        (value) => {
          // What fast-check calls JSON is JSON.
          const template: Json = JSON.parse(JSON.stringify(value));
          expect(fill(template, holes)).to.deep.equal(template);
        },
      ),
    );
  });
});
