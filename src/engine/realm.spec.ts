import crypto from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { expect } from 'chai';
import { changedSince, realmAsLeft, restoreRealm, snapshotRealm, unpolluted } from './realm.ts';

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
      expect(changedSince(before)).to.have.members([
        'JSON.stringify',
        'Object.prototype.polluted',
        'globalThis.leaked',
      ]);
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

  for (const [what, change, name] of [
    ['a function of a module', () => Reflect.set(http, 'request', () => {}), 'http.request'],
    [
      'a prototype of a module',
      () => Reflect.set(net.Socket.prototype, 'connect', () => {}),
      'net.Socket.prototype.connect',
    ],
    ['chance', () => Reflect.set(crypto, 'randomUUID', () => '0'), 'crypto.randomUUID'],
    ['the console', () => Reflect.set(console, 'log', () => {}), 'console.log'],
    ['the clock', () => Reflect.set(Date, 'now', () => 0), 'Date.now'],
    ['what everybody reads', () => Reflect.set(Response.prototype, 'json', () => {}), 'Response.prototype.json'],
    [
      'whom an agent trusts',
      () => Reflect.set(Object(Reflect.get(https.globalAgent, 'options')), 'rejectUnauthorized', false),
      'https.globalAgent.options.rejectUnauthorized',
    ],
    [
      'what iterates',
      () => Reflect.set(Array.prototype, Symbol.iterator, () => ({})),
      'Array.prototype.Symbol(Symbol.iterator)',
    ],
    ['what every list has', () => Reflect.set(Array.prototype, 'push', () => 0), 'Array.prototype.push'],
  ] as const) {
    it(`tells that ${what} was replaced, and puts it back`, () => {
      const before = snapshotRealm();
      const isThere = change();
      const names = changedSince(before);
      restoreRealm(before);
      expect(isThere).to.equal(true);
      expect(names).to.deep.equal([name]);
      expect(changedSince(before)).to.deep.equal([]);
    });
  }

  it('tells what was frozen', () => {
    const before = snapshotRealm();
    Object.preventExtensions(http.Agent.prototype);
    expect(changedSince(before)).to.deep.equal(['http.Agent.prototype (frozen)']);
  });
});
