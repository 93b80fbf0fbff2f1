import { expect } from 'chai';
import fc from 'fast-check';
import { type CatalogueModule, catalogueSource } from './catalogue-source.ts';
import { evaluated } from './evaluated.spec.ts';

const written: CatalogueModule = {
  header: ['One.', 'Two.'],
  imports: ["import { defineProvider } from 'sadpath';"],
  name: 'acme',
  call: 'defineProvider(',
  data: {},
  remarks: [],
};

describe('the source of a catalogue', () => {
  it('breaks lines where they would be too long, or where there is something to say', () => {
    const long = Array.from({ length: 30 }, (_, index) => `code_${index}`);
    const data = { id: 'acme', 'a-b': { c: [], d: {} }, long, list: [{ a: 1 }, { b: [2, 3] }] };
    const source = catalogueSource({
      ...written,
      data,
      remarks: [
        { place: ['list', 1, 'b'], text: 'A remark' },
        { place: ['nowhere'], text: 'Not a word' },
      ],
    });
    expect(source).to.equal(`// One.
// Two.
import { defineProvider } from 'sadpath';

export const acme = defineProvider({
  id: 'acme',
  'a-b': { c: [], d: {} },
  long: [
${long.map((code) => `    '${code}',\n`).join('')}  ],
  list: [
    { a: 1 },
    {
      // A remark
      b: [2, 3],
    },
  ],
});
`);
  });

  it('holds no line that is too long, but for a text that is', () => {
    const data = { operations: Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`o${at}`, 'x'.repeat(at)])) };
    const lines = catalogueSource({ ...written, data }).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).to.be.within(20, 120);
    for (let size = 80; size < 130; size++) {
      const source = catalogueSource({ ...written, data: { a: { list: ['x'.repeat(size), 1] } } });
      expect(source.split('\n').every((line) => line.length <= 120 || line.trim().startsWith("'x"))).to.equal(
        true,
        source,
      );
    }
  });

  it('means its data, whatever texts that holds, and no comment is more than a line', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('`', '*/', '${x}', "'", '\\', '\n// x', '\u2028throw 1', '});', '__proto_', 'a?'),
    );
    const keys = fc.array(hostile, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        keys,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(keys, value, { minKeys: 1 }), keys, (data, text) => {
        fc.pre(!JSON.stringify(data).includes('__proto__'));
        const place = [Object.keys(data)[0] ?? ''];
        const source = catalogueSource({ ...written, header: [text], data, remarks: [{ place, text }] });
        const same: unknown = JSON.parse(JSON.stringify(data));
        expect(evaluated(source, { defineProvider: (given: unknown) => given })).to.deep.equal(same);
      }),
      { numRuns: 50 },
    );
  });

  it('has no data that JSON would change', () => {
    expect(() => catalogueSource({ ...written, data: { a: undefined } })).to.throw(
      'found nothing, expected plain JSON',
    );
  });
});
