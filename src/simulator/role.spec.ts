import { expect } from 'chai';
import type { Operation } from '../model/provider.ts';
import { leavesOpen } from './leaves-open.ts';
import { replaying } from './rig.spec.ts';
import { needsResource, roleOf } from './role.ts';

const cancel = Object.assign({}, replaying.operations.cancel);

describe('roleOf', () => {
  it('reads it off the catalogue', () => {
    const roles = Object.entries(replaying.operations).map(([name, operation]) => [name, roleOf(replaying, operation)]);
    expect(Object.fromEntries(roles)).to.deep.equal({
      create: 'makes',
      read: 'reads',
      cancel: 'moves',
      refund: 'makes',
    });
  });

  it('an effect that answers with the resource moves it, journey or not', () => {
    const { journey: _, ...lone } = cancel;
    expect(roleOf(replaying, lone)).to.equal('moves');
  });

  it('an effect on a given resource of its own journey moves it, whatever it answers', () => {
    const answered: Operation = { ...cancel, success: { status: 200, body: { done: true } } };
    expect(roleOf(replaying, answered)).to.equal('moves');
    expect(roleOf(replaying, { ...answered, given: 'something else' })).to.equal('makes');
  });

  it('what moves needs its resource, what makes does not, what reads does where it reads one', () => {
    const needs = Object.entries(replaying.operations).filter(([, operation]) => needsResource(replaying, operation));
    expect(needs.map(([name]) => name)).to.deep.equal(['read', 'cancel']);
    const ping: Operation = { method: 'GET', path: '/ping', input: {}, success: { status: 200, body: {} } };
    expect(needsResource(replaying, ping)).to.equal(false);
    expect(needsResource(replaying, { ...ping, given: 'an order' })).to.equal(true);
    expect(needsResource(replaying, { ...ping, journey: 'order' })).to.equal(true);
  });
});

describe('leavesOpen', () => {
  const row = (...outcome: ('failed' | 'unknown' | 'pending' | 'retryable')[]) => ({
    expect: { outcome, category: [], retry: [] },
  });

  it('goes by the row, whatever the status', () => {
    expect(leavesOpen(row('failed', 'unknown'), 500)).to.equal(false);
    expect(leavesOpen(row('retryable', 'pending'), 400)).to.equal(true);
    expect(leavesOpen(row('failed', 'retryable'), 500)).to.equal(false);
  });

  it('takes a result status that nobody knows for open, under a status of success', () => {
    expect([200, 299, 400].map((status) => leavesOpen(undefined, status, true))).to.deep.equal([true, true, false]);
    expect(leavesOpen(undefined, 200)).to.equal(false);
    expect(leavesOpen(row('failed'), 200, true)).to.equal(false);
  });

  it('goes by the status where there is no row', () => {
    expect([499, 500, 599].map((status) => leavesOpen(undefined, status))).to.deep.equal([false, true, true]);
  });
});
