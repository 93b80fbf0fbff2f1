import { expect } from 'chai';
import type { Case, OperationFacts } from '../model/case.ts';
import type { Outcome } from '../model/outcome.ts';
import { aCase, type CaseBuilder, payment, waiting } from './case-builder.spec.ts';
import { heardInTime } from './heard-in-time.ts';
import { isFinal, lastWord, readsAsItIs, statesShownTo } from './shown-states.ts';

describe('the states that a call was shown', () => {
  const wait = () => aCase({ operation: waiting });
  const callOf = ({ calls: [call] }: Case) => {
    if (!call) throw new Error('no call');
    return call;
  };
  const shown = (played: CaseBuilder | Case) => {
    const built = 'scenario' in played ? played : played.build();
    return statesShownTo(built, callOf(built)).map(({ state, meaning }) => `${state} ${meaning}`);
  };
  const last = (played: CaseBuilder) => {
    const built = played.build();
    return lastWord(built, callOf(built))?.state;
  };

  it('come in order, each with what it means', () => {
    const played = wait().request(0).state('open').request(1).reply({ state: 'refused' }).request(2).state('paid');
    expect(shown(played)).to.deep.equal(['open open', 'refused failed', 'paid happened']);
  });

  it('mean nothing where the catalogue does not know them, whatever they are called', () => {
    for (const odd of ['odd', 'constructor', '__proto__']) {
      expect(shown(wait().request(0).state(odd))).to.deep.equal([`${odd} undefined`]);
    }
    const { states, ...stateless } = waiting;
    expect(states.open).to.equal('open');
    expect(shown(aCase({ operation: stateless }).request(0).state('open'))).to.deep.equal(['open undefined']);
  });

  it('are told by readings and by replies about a state, not by a write in passing', () => {
    expect(shown(aCase().request(0).reply({ state: 'open' }))).to.deep.equal([]);
    expect(shown(aCase().request(0).state('paid'))).to.deep.equal(['paid happened']);
    expect(shown(aCase().request(0).reply().read(1).reply({ state: 'paid' }))).to.deep.equal(['paid happened']);
    expect(shown(wait().request(0).fault('bom', '200 with a BOM', { status: 200, state: 'paid' }))).to.deep.equal([]);
    expect(shown(wait().request(0).reply())).to.deep.equal([]);
  });

  it('say nothing of a void or a capture', () => {
    const operation: OperationFacts = { ...payment, effect: 'void' };
    expect(shown(aCase({ operation }).request(0).state('open').read(1).state('refused'))).to.deep.equal([]);
  });

  it('were there before the call settled', () => {
    const late = wait().request(0).state('open').request(5).tells(9, { outcome: 'pending' }).state('paid', { at: 10 });
    expect(shown(late)).to.deep.equal(['open open']);
    const race = wait().request(0).state('open').request(9).tells(9, { outcome: 'pending' }).state('paid', { at: 9 });
    expect(shown(race)).to.deep.equal(['open open']);
    const two = wait().request(9).tells(9, { outcome: 'pending' }).state('paid', { at: 9 });
    expect(shown(two.call('call-2', 9).tells(9, { outcome: 'unknown' }))).to.deep.equal([]);
    const inTime = wait().request(9).state('paid').tells(9, { outcome: 'succeeded' });
    expect(shown(inTime)).to.deep.equal(['paid happened']);
  });

  it('count where nothing says when the call settled', () => {
    const played = wait().request(9).state('paid').build();
    const call = { ...callOf(played), settledAt: 9 };
    const [exchange] = statesShownTo(played, callOf(played)).map((one) => one.exchange);
    expect(exchange && heardInTime(played, call, exchange)).to.equal(true);
    expect(exchange && heardInTime(played, { ...call, settledAt: 8 }, exchange)).to.equal(false);
  });

  describe('the last word', () => {
    it('is the state that the last reply showed', () => {
      expect(last(wait().request(0).state('open').request(1).state('paid'))).to.equal('paid');
      expect(last(wait().request(0).state('open').request(1).aborted(5))).to.equal('open');
      expect(last(wait())).to.equal(undefined);
    });

    it('is none where anything else came after it', () => {
      expect(last(wait().request(0).state('open').request(1).error('unauthorized'))).to.equal(undefined);
      expect(last(wait().request(0).state('open').request(1).reset())).to.equal(undefined);
      const calledOff = aCase().read(0).state('open').request(1, { operation: 'cancelPayment' }).reply();
      expect(last(calledOff)).to.equal(undefined);
    });

    it('is what was heard in time', () => {
      const played = wait().request(0).state('open').request(9).tells(9, { outcome: 'pending' }).reset({ at: 9 });
      expect(last(played)).to.equal('open');
    });
  });

  it('are final where money has moved, or will not', () => {
    const played = wait().request(0).state('open').request(1).state('odd').request(2).state('paid').request(3);
    const states = played.state('refused').build();
    expect(statesShownTo(states, callOf(states)).map(isFinal)).to.deep.equal([false, false, true, true]);
  });

  it('are handed on as they came by one reading that says so', () => {
    const hands = (operation: OperationFacts, state: string | undefined, looks = 1, outcome: Outcome = 'succeeded') => {
      const played = aCase({ operation });
      for (let at = 0; at < looks; at += 1) played.read(at).state('open');
      const built = played.build();
      const states = statesShownTo(built, callOf(built));
      return readsAsItIs(built, { outcome, ...(state === undefined ? {} : { state }) }, states);
    };
    expect(hands(waiting, 'open')).to.equal(true);
    expect(hands(waiting, 'paid')).to.equal(false);
    expect(hands(waiting, undefined)).to.equal(false);
    expect(hands(waiting, 'open', 2)).to.equal(false);
    expect(hands(payment, 'open')).to.equal(false);
    expect(hands(waiting, 'open', 1, 'failed')).to.equal(false);
    expect(hands({ ...waiting, given: 'a pending payment' }, 'open')).to.equal(false);
  });
});
