import { expect } from 'chai';
import { changedSince, realmAsLeft, snapshotRealm, unpolluted } from './realm.ts';

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

  it('loses what was added to the prototype of all objects, and nothing that was there before', () => {
    try {
      Object.assign(Object.prototype, { ours: true });
      const before = snapshotRealm();
      Object.assign(Object.prototype, { polluted: true });
      expect(unpolluted(before)).to.deep.equal(['Object.prototype.polluted']);
      expect(Object.keys(Object.prototype)).to.deep.equal(['ours']);
      expect(unpolluted(before)).to.deep.equal([]);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'ours');
      Reflect.deleteProperty(Object.prototype, 'polluted');
    }
  });

  it('tells what was changed and gives the same value all the same', () => {
    const { stringify } = JSON;
    const before = snapshotRealm();
    try {
      Object.defineProperty(JSON, 'stringify', { get: () => stringify, configurable: true });
      expect(changedSince(before)).to.deep.equal(['JSON.stringify']);
    } finally {
      Object.defineProperty(JSON, 'stringify', { value: stringify, configurable: true, writable: true });
    }
  });

  it('tells a getter that was replaced by another one', () => {
    Object.defineProperty(globalThis, 'lazy', { get: () => 1, configurable: true });
    const before = snapshotRealm();
    try {
      Object.defineProperty(globalThis, 'lazy', { get: () => 1, configurable: true });
      expect(changedSince(before)).to.deep.equal(['globalThis.lazy']);
    } finally {
      Reflect.deleteProperty(globalThis, 'lazy');
    }
  });

  it('takes no getter that has turned into its value for a change', () => {
    Object.defineProperty(globalThis, 'lazy', { get: () => 1, configurable: true });
    const before = snapshotRealm();
    try {
      Object.defineProperty(globalThis, 'lazy', { value: 1, configurable: true });
      expect(changedSince(before)).to.deep.equal([]);
      expect(changedSince(snapshotRealm())).to.deep.equal([]);
    } finally {
      Reflect.deleteProperty(globalThis, 'lazy');
    }
  });

  it('is remembered as it was left: what changes between two scenarios shows in the next one, once', () => {
    expect(changedSince(snapshotRealm())).to.deep.equal([]);
    try {
      Object.defineProperty(globalThis, 'late', { value: 1, configurable: true });
      expect(changedSince(realmAsLeft())).to.deep.equal(['globalThis.late']);
      expect(changedSince(realmAsLeft())).to.deep.equal([]);
    } finally {
      Reflect.deleteProperty(globalThis, 'late');
    }
    expect(changedSince(snapshotRealm())).to.deep.equal([]);
  });
});
