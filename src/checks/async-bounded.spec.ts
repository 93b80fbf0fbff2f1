import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { asyncBounded } from './async-bounded.ts';
import { aCase, payment, reading, waiting } from './case-builder.spec.ts';

describe('async.bounded', () => {
  const judge = asyncBounded.judge;
  const polls = (number: number, operation: Case['operation'] = waiting, state = 'open') => {
    const played = aCase({ operation });
    if (operation.effect) played.request(0).reply();
    for (let poll = 0; poll < number; poll += 1) played.read(poll * 60_000).state(state);
    return played;
  };

  it('rejects a wait that a cap had to stop', () => {
    expect(judge(polls(3).build({ ending: 'time' }))).to.deep.equal(
      fail('must', 'polled 3 times within 120,000 ms, and had not ended'),
    );
    expect(judge(polls(2).build({ ending: 'requests' }))).to.have.property('verdict', 'fail');
    expect(judge(polls(3, payment).build({ ending: 'time' }))).to.have.property('verdict', 'fail');
  });

  it('rejects one whose readings fail for ever', () => {
    const played = aCase({ operation: waiting });
    for (let at = 0; at < 5; at += 1) played.read(at * 1000).error('busy');
    expect(judge(played.build({ ending: 'time' }))).to.have.property('verdict', 'fail');
  });

  it('accepts one that ends, however it says so', () => {
    for (const outcome of ['pending', 'unknown', 'retryable'] as const) {
      expect(judge(polls(2).tells(99_000, { outcome }).build())).to.deep.equal(pass);
    }
    expect(judge(polls(2).throws(99_000, {}).build())).to.deep.equal(pass);
    expect(judge(polls(9, payment).tells(9_000_000, { outcome: 'pending' }).build())).to.deep.equal(pass);
    expect(judge(polls(4, waiting, 'odd').tells(999_000, { outcome: 'unknown' }).build())).to.deep.equal(pass);
  });

  it('does not judge a wait that got its end', () => {
    for (const final of ['paid', 'refused']) {
      const played = polls(2).read(150_000).state(final);
      expect(judge(played.build({ ending: 'time' }))).to.deep.equal(notApplicable('a final state came'));
    }
  });

  it('does not judge a client that polls once a call', () => {
    expect(judge(polls(1).tells(0, { outcome: 'pending' }).build())).to.deep.equal(
      notApplicable('the client polls once a call'),
    );
  });

  it('leaves a call that hung to robust.settles', () => {
    const hung = notApplicable('the call hung, and polled no more: robust.settles judges it');
    expect(judge(polls(1).build({ ending: 'time' }))).to.deep.equal(hung);
    const stalled = polls(2).read(200_000).fault('stall', 'no reply', { delivered: false });
    expect(judge(stalled.build({ ending: 'hung' }))).to.deep.equal(hung);
  });

  it('does not judge what waits for nothing', () => {
    const reason = notApplicable('the call waits for nothing');
    expect(judge(polls(3, reading).build({ ending: 'time' }))).to.deep.equal(reason);
    expect(judge(polls(0, payment).build({ ending: 'time' }))).to.deep.equal(reason);
    expect(judge(polls(3, { ...payment, effect: 'void' }).build({ ending: 'time' }))).to.deep.equal(reason);
  });

  it('measures from the first poll on', () => {
    const played = aCase({ operation: waiting }).request(1_000).state('open').request(3_000).state('open');
    expect(judge(played.build({ ending: 'time' }))).to.have.property(
      'message',
      'polled 2 times within 2,000 ms, and had not ended',
    );
  });
});
