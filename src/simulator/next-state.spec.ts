import { expect } from 'chai';
import { parseJourneyStep } from '../model/journey-step.ts';
import { nextState } from './next-state.ts';

describe('the next state of a resource', () => {
  it('is taken by a read, one a read', () => {
    expect(nextState({ upcoming: ['busy', 'done'], madeAt: 0 }, 5)).to.deep.equal({
      state: 'busy',
      upcoming: ['done'],
    });
    expect(nextState({ upcoming: [], madeAt: 0 }, 5)).to.deep.equal({ upcoming: [] });
  });

  it('comes by itself at its age, and not a millisecond before', () => {
    const upcoming = ['busy@100', 'done@200'];
    const at = (now: number) => nextState({ upcoming, madeAt: 1_000 }, now);
    expect(at(1_099)).to.deep.equal({ upcoming });
    expect(at(1_100)).to.deep.equal({ state: 'busy', upcoming: ['done@200'] });
    expect(at(1_200)).to.deep.equal({ state: 'done', upcoming: [] });
  });

  it('waits behind one that has its time still to come, and goes on from the last that is over', () => {
    expect(nextState({ upcoming: ['busy@100', 'done'], madeAt: 0 }, 50)).to.deep.equal({
      upcoming: ['busy@100', 'done'],
    });
    expect(nextState({ upcoming: ['busy@100', 'done'], madeAt: 0 }, 100)).to.deep.equal({
      state: 'busy',
      upcoming: ['done'],
    });
  });

  it('is written as a state, or as a state at an age', () => {
    expect(parseJourneyStep('paid')).to.deep.equal({ state: 'paid' });
    expect(parseJourneyStep('paid@60000')).to.deep.equal({ state: 'paid', afterMs: 60_000 });
    expect(parseJourneyStep('paid@soon')).to.deep.equal({ state: 'paid@soon' });
  });
});
