import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import type { RequestEvent } from '../model/trace.ts';
import { aCase } from './case-builder.spec.ts';
import { exchangesOf } from './exchanges.ts';

describe('exchangesOf', () => {
  const times = (played: Case, call = 0) => {
    const one = played.calls[call];
    return one ? exchangesOf(played, one).map(({ request }) => request.at) : [];
  };
  /** Without the named facts, which nothing told. */
  const without = (played: Case, ...names: ('call' | 'intent')[]): Case => ({
    ...played,
    trace: played.trace.map((event) => {
      if (event.event !== 'request') return event;
      const request: RequestEvent = { ...event };
      for (const name of names) delete request[name];
      return request;
    }),
  });
  const two = (second: string) => {
    const played = aCase().request(0).reply().tells(5, { outcome: 'failed' });
    return played.call('call-2', 7, second).request(7).reply().tells(9, { outcome: 'failed' }).request(12).build();
  };

  it('pairs each request with the reply that reached the client', () => {
    const played = aCase()
      .request(0)
      .error('busy', { delivered: false })
      .request(5)
      .reply()
      .request(9)
      .aborted(11)
      .build();
    const [call] = played.calls;
    const found = call ? exchangesOf(played, call) : [];
    expect(found.map(({ reply, abortedAt }) => [reply?.status, abortedAt])).to.deep.equal([
      [undefined, undefined],
      [201, undefined],
      [undefined, 11],
    ]);
  });

  it('takes a reply that came drop by drop for silence where the client gave it up', () => {
    const played = aCase()
      .request(0)
      .fault('drip', '201 drop by drop', { status: 201, delivered: false })
      .aborted(9)
      .request(10)
      .fault('drip', '201 drop by drop', { status: 201, delivered: false })
      .request(20)
      .error('busy', { delivered: false })
      .aborted(21)
      .build();
    const [call] = played.calls;
    const found = call ? exchangesOf(played, call) : [];
    expect(found.map(({ reply }) => reply?.family)).to.deep.equal(['stall', undefined, undefined]);
  });

  it('goes by the intent before it goes by the sender', () => {
    const played = aCase()
      .request(0, { intent: 'intent-2' })
      .tells(5, { outcome: 'failed' })
      .call('call-2', 0, 'intent-2');
    expect([times(played.build(), 0), times(played.build(), 1)]).to.deep.equal([[], [0]]);
  });

  it('goes by the sender where two calls share an intent, or none is known', () => {
    expect([times(two('intent-1'), 0), times(two('intent-1'), 1)]).to.deep.equal([[0], [7, 12]]);
    const unknown = without(two('intent-2'), 'intent');
    expect([times(unknown, 0), times(unknown, 1)]).to.deep.equal([[0], [7, 12]]);
  });

  it('goes by the sender where both calls are open', () => {
    const played = aCase().call('call-2', 0).request(1).build();
    expect([times(played, 0), times(played, 1)]).to.deep.equal([[], [1]]);
  });

  it('counts the instant in which a call settles as its own, unless another begins in it', () => {
    const alone = aCase().request(5).tells(5, { outcome: 'failed' }).call('call-2', 6).build();
    expect([times(without(alone, 'call'), 0), times(without(alone, 'call'), 1)]).to.deep.equal([[5], []]);
    const shared = aCase().request(5).tells(5, { outcome: 'failed' }).call('call-2', 5).build();
    expect([times(without(shared, 'call'), 0), times(without(shared, 'call'), 1)]).to.deep.equal([[], []]);
  });

  it('goes by the sender for an intent that no call has', () => {
    const played = aCase().request(0, { intent: 'somebody else’s' }).build();
    expect(times(played)).to.deep.equal([0]);
  });

  it('goes by who was open, and after that by who came last', () => {
    const unsent = without(two('intent-1'), 'call');
    expect([times(unsent, 0), times(unsent, 1)]).to.deep.equal([[0], [7, 12]]);
    const bare = without(aCase().request(0).build(), 'call', 'intent');
    expect(times(bare)).to.deep.equal([0]);
  });

  it('gives a request that may be anyone’s to nobody', () => {
    const played = without(aCase().call('call-2', 0).request(1).build(), 'call');
    expect([times(played, 0), times(played, 1)]).to.deep.equal([[], []]);
  });
});
