import { expect } from 'chai';
import { isRecord, parseJson, recordsIn } from './json.ts';

describe('reading JSON that nobody has checked', () => {
  it('gives undefined for what is no JSON', () => {
    expect(parseJson('{"a":1}')).to.eql({ a: 1 });
    for (const text of ['', '<html>', '{"a":']) expect(parseJson(text), text).to.equal(undefined);
  });

  it('takes objects for records, and nothing else', () => {
    expect(isRecord({})).to.equal(true);
    for (const value of [null, undefined, [], 'text', 1]) expect(isRecord(value)).to.equal(false);
  });

  it('finds the records in a list, whatever else is in it or in its place', () => {
    expect(recordsIn({ list: [{ a: 1 }, null, 'text', [], { b: 2 }] }, 'list')).to.eql([{ a: 1 }, { b: 2 }]);
    for (const value of [null, [], 'text', {}, { list: null }, { list: { length: 1 } }]) {
      expect(recordsIn(value, 'list')).to.eql([]);
    }
  });
});
