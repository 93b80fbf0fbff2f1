import { expect } from 'chai';
import { changedSince, snapshotRealm } from './realm.ts';

describe('the realm that modules share', () => {
  it('is unchanged by what only uses it', () => {
    const before = snapshotRealm();
    JSON.parse('{"__proto__":{"polluted":true}}');
    new Map([[1, 2]]).get(1);
    void globalThis.fetch;
    expect(changedSince(before)).to.deep.equal([]);
  });

  it('tells what was added, replaced and taken away', () => {
    const before = snapshotRealm();
    const { stringify } = JSON;
    try {
      Object.defineProperty(Object.prototype, 'polluted', { value: true, configurable: true });
      Object.defineProperty(globalThis, 'leaked', { value: 1, configurable: true });
      JSON.stringify = () => '{}';
      expect(changedSince(before)).to.deep.equal(['JSON.stringify', 'Object.prototype.polluted', 'globalThis.leaked']);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted');
      Reflect.deleteProperty(globalThis, 'leaked');
      JSON.stringify = stringify;
    }
    expect(changedSince(before)).to.deep.equal([]);
  });
});
