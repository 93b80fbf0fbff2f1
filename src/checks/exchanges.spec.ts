import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import type { RequestEvent } from '../model/trace.ts';
import { aCase } from './case-builder.spec.ts';
import { exchangesOf, isCertain, isFollowUp } from './exchanges.ts';

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

  it('goes by who came last, and not by who comes later, where nobody was open', () => {
    const late = aCase().request(0).tells(5, { outcome: 'failed' }).request(6).call('call-2', 9, 'intent-1');
    expect([times(without(late.build(), 'call'), 0), times(without(late.build(), 'call'), 1)]).to.deep.equal([
      [0, 6],
      [],
    ]);
    const over = aCase().request(0).tells(5, { outcome: 'failed' }).call('call-2', 7).tells(7, { outcome: 'failed' });
    const unsent = without(over.request(7).build(), 'call');
    expect([times(unsent, 0), times(unsent, 1)]).to.deep.equal([[0], [7]]);
  });

  it('gives a request that may be anyone’s to nobody', () => {
    const played = without(aCase().call('call-2', 0).request(1).build(), 'call');
    expect([times(played, 0), times(played, 1)]).to.deep.equal([[], []]);
  });
});

describe('whose requests are whose', () => {
  const certain = (played: Case, call = 0) => {
    const one = played.calls[call];
    return one !== undefined && isCertain(played, one);
  };
  /** As a client has it whose queue sends the requests of both calls on behalf of the first. */
  const queued = (facts: Partial<RequestEvent> = {}) =>
    aCase()
      .call('call-2', 0)
      .request(0, { call: 'call-1', ...facts })
      .reply({ call: 'call-1' })
      .request(0, { call: 'call-1', ...facts })
      .reply({ call: 'call-1' });

  it('is certain for one call, and for calls of intents of their own, whoever sent them', () => {
    expect(certain(aCase().request(0).build())).to.equal(true);
    const own = aCase()
      .request(0)
      .call('call-2', 0, 'intent-2')
      .request(0, { call: 'call-1', intent: 'intent-2' })
      .build();
    expect([certain(own, 0), certain(own, 1)]).to.deep.equal([true, true]);
  });

  it('is certain for two calls of one intent where each begins with a request of its own', () => {
    const both = aCase().request(0).call('call-2', 0).request(0).request(500).build();
    expect([certain(both, 0), certain(both, 1)]).to.deep.equal([true, true]);
    const inTurn = aCase().request(0).call('call-2', 3).request(3).request(500).build();
    expect([certain(inTurn, 0), certain(inTurn, 1)]).to.deep.equal([true, true]);
  });

  it('is certain for two calls of one intent of which one comes after the other', () => {
    const played = aCase().request(0).tells(5, { outcome: 'unknown' }).call('call-2', 7).request(9).build();
    expect([certain(played, 0), certain(played, 1)]).to.deep.equal([true, true]);
  });

  it('is certain where one call comes after the other in the same instant', () => {
    const played = aCase().request(0).tells(0, { outcome: 'retryable' });
    played.event({ event: 'called', at: 0, call: 'follow-up', operation: 'createPayment' }).call('follow-up', 0);
    expect(certain(played.build())).to.equal(true);
  });

  it('is in doubt where one call seems to have sent everything', () => {
    expect([certain(queued().build(), 0), certain(queued().build(), 1)]).to.deep.equal([false, false]);
  });

  it('is in doubt where no sender is known, or one that had settled', () => {
    const lost = aCase().request(0).call('call-2', 0).request(0).request(500);
    const unsent: Case = {
      ...lost.build(),
      trace: lost.build().trace.map((event) => {
        if (event.event !== 'request' || event.at !== 500) return event;
        const { call, ...request } = event;
        return request;
      }),
    };
    expect([certain(unsent, 0), certain(unsent, 1)]).to.deep.equal([false, false]);
    const settled = aCase().request(0).tells(5, { outcome: 'unknown' }).call('call-2', 3).request(3);
    settled.call('call-3', 4).request(4).request(9, { call: 'call-1' });
    expect([0, 1, 2].map((call) => certain(settled.build(), call))).to.deep.equal([true, false, false]);
  });

  it('is in doubt where a request without intent may be anyone’s and one call sends for all', () => {
    const bare = (second: string) => {
      const played = aCase().call('call-2', 0, 'intent-2').request(0, { call: 'call-1' }).request(0, { call: second });
      const trace = played.build().trace.map((event) => {
        if (event.event !== 'request') return event;
        const { intent, ...request } = event;
        return request;
      });
      return played.build({ trace });
    };
    expect([certain(bare('call-1'), 0), certain(bare('call-1'), 1)]).to.deep.equal([false, false]);
    expect([certain(bare('call-2'), 0), certain(bare('call-2'), 1)]).to.deep.equal([true, true]);
  });

  it('knows the follow-ups of the engine', () => {
    expect(['follow-up', 'follow-up-2', 'follow-up-10'].every(isFollowUp)).to.equal(true);
    expect(['call-1', 'follow-up-call', 'my-follow-up'].some(isFollowUp)).to.equal(false);
  });

  it('are none of a call that was killed before, though nothing else tells whose they are', () => {
    const played = aCase().request(0).restarted('call-2', 100).request(1_100).build();
    const trace = played.trace.map((event) => {
      if (event.event !== 'request' || event.at === 0) return event;
      const { call, ...nobodys } = event;
      return nobodys;
    });
    const [first, second] = played.calls;
    const anew = { ...played, trace };
    expect(first && exchangesOf(anew, first).map(({ request }) => request.at)).to.deep.equal([0]);
    expect(second && exchangesOf(anew, second).map(({ request }) => request.at)).to.deep.equal([1_100]);
    expect(second && isCertain(anew, second)).to.equal(true);
  });
});
