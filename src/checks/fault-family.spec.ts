import { expect } from 'chai';
import type { ReplyEvent } from '../model/trace.ts';
import { faultFamily } from './fault-family.ts';

describe('faultFamily', () => {
  const family = (fault: string, facts: Partial<ReplyEvent> = {}) =>
    faultFamily({
      event: 'reply',
      at: 0,
      exchange: 1,
      status: 0,
      summary: fault,
      codes: [],
      kind: 'fault',
      fault,
      delivered: true,
      ...facts,
    });

  it('knows faults by name, whatever their byte position', () => {
    expect(
      ['refused', 'dns', 'reset', 'reset@0', 'stall', 'stall-body', 'cut', 'cut@120'].map((name) => family(name)),
    ).to.deep.equal(['unreached', 'unreached', 'network', 'network', 'stall', 'stall', 'cut', 'cut']);
  });

  it('tells a page of a gateway from a page under a success', () => {
    for (const name of ['html', 'empty']) {
      expect(family(name, { status: 502, ambiguous: true })).to.equal('gateway');
      expect(family(name, { status: 400 })).to.equal('gateway');
      expect(family(name, { status: 200 })).to.equal('garbled');
    }
  });

  it('tells a refusal that says nothing from a success and from a server in trouble', () => {
    expect([200, 201, 400, 499, 500].map((status) => family('json', { status }))).to.deep.equal([
      'garbled',
      'garbled',
      'refusal',
      'refusal',
      'gateway',
    ]);
  });

  it('places any other by what it leaves to read', () => {
    expect(family('truncated', { status: 200 })).to.equal('garbled');
    expect(family('novel', { status: 201, ambiguous: true })).to.equal('garbled');
    expect(family('novel', { status: 201 })).to.equal('legible');
    expect(family('novel', { status: 499 })).to.equal('legible');
    expect(family('novel', { status: 500 })).to.equal('gateway');
  });

  it('finds none where nothing went wrong on the way', () => {
    expect(family('reset', { kind: 'error' })).to.equal(undefined);
  });
});
