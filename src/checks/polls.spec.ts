import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import { aCase, payment, reading, waiting } from './case-builder.spec.ts';
import { isPolling, pollsOf } from './polls.ts';

describe('the polls of a call', () => {
  const polling = (operation: OperationFacts) => isPolling(aCase({ operation }).build());

  it('are those of a wait, or of an operation that can read what it made', () => {
    expect(polling(waiting)).to.equal(true);
    expect(polling(payment)).to.equal(true);
    expect(polling({ ...payment, effect: 'session' })).to.equal(true);
  });

  it('are not those of a plain reading, nor of what cannot read', () => {
    expect(polling(reading)).to.equal(false);
    expect(polling({ ...payment, reads: [] })).to.equal(false);
  });

  it('need states that mean something, and of the operation itself', () => {
    const { states, ...stateless } = waiting;
    expect(states).to.have.property('paid', 'happened');
    expect(polling(stateless)).to.equal(false);
    for (const effect of ['void', 'capture', 'refund'] as const)
      expect(polling({ ...payment, effect })).to.equal(false);
  });

  it('are the readings, in order, and nothing that is sent', () => {
    const played = aCase().request(0).reply().read(10).state('open').read(20).state('paid').build();
    const [call] = played.calls;
    if (!call) throw new Error('no call');
    expect(pollsOf(played, call).map(({ request }) => request.at)).to.deep.equal([10, 20]);
    expect(pollsOf({ ...played, operation: { ...payment, effect: 'void' } }, call)).to.deep.equal([]);
    const wait = aCase({ operation: waiting }).request(0).state('open').request(10).state('paid').build();
    for (const one of wait.calls) expect(pollsOf(wait, one)).to.have.length(2);
  });
});
