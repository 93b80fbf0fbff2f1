import { AssertionError, expect, use } from 'chai';
import { bankedFetch } from '../../examples/banked/sadpath.ts';
import { naiveBanked } from '../../examples/naive/sadpath.ts';
import { inconclusive } from '../model/verdict.ts';
import { sadpathChai } from './chai.ts';
import { type PlayedTape, play } from './play.ts';

use(sadpathChai);

describe('the chai plugin', () => {
  let sound: PlayedTape;
  let twice: PlayedTape;
  let refused: PlayedTape;
  before(async () => {
    sound = await play(bankedFetch, 'createPaymentSession', '503 ra=2, ok');
    twice = await play(naiveBanked, 'createPaymentSession', '500 internal after-commit, ok');
    refused = await play(bankedFetch, 'createPaymentSession', '400 invalid_amount');
  });

  /** The message of an assertion that must not hold. */
  function message(assertion: () => unknown): string {
    try {
      assertion();
    } catch (error) {
      if (error instanceof AssertionError) return error.message;
      throw error;
    }
    throw new Error('it held');
  }

  it('holds where the client does right, in a chain that reads well', () => {
    expect(sound).to.have.attempts(2).and.to.have.gaps([2000]).and.to.have.oneEffect();
    expect(sound).to.believe('succeeded').and.to.settleWithin(2000).and.to.keepItsKey().and.to.honourRetryAfter();
    expect(sound).to.hold().and.to.hold('money.once');
    expect(refused).to.have.attempts(1).and.to.have.effects(0).and.to.believe('failed', 'validation');
    expect(refused).to.tellCode('invalid_amount');
  });

  it('can be denied', () => {
    expect(twice).to.not.have.oneEffect();
    expect(twice).to.not.hold('money.once').and.not.to.keepItsKey();
    expect(twice).to.have.effects(2).and.not.to.believe('failed');
    expect(refused).to.not.honourRetryAfter();
  });

  it('respects a check that has nothing to judge, and none that failed or could not judge', () => {
    expect(sound).to.respect('money.once').and.not.to.respect('none.such');
    expect(refused).to.respect('retry.after').and.not.to.hold('retry.after');
    expect(twice).to.not.respect('money.once');
    const verdicts = { ...sound.verdicts, 'money.once': inconclusive('not delivered') };
    expect({ ...sound, verdicts }).to.not.respect('money.once');
  });

  const wrong: [name: string, assertion: () => unknown, says: string][] = [
    [
      'respect',
      () => expect(twice).to.respect('money.once'),
      'to respect money.once when createPaymentSession meets "500 internal after-commit, ok", and it did not: one intent',
    ],
    [
      'attempts',
      () => expect(twice).to.have.attempts(1),
      'to make 1 attempt when createPaymentSession meets "500 internal after-commit, ok", and it made 2',
    ],
    [
      'gaps',
      () => expect(sound).to.have.gaps([1, 2]),
      'to wait 1, 2 ms between its attempts when createPaymentSession meets "503 ra=2, ok", and it waited 2000',
    ],
    ['gaps of another length', () => expect(sound).to.have.gaps([]), 'to wait none ms'],
    [
      'oneEffect',
      () => expect(twice).to.have.oneEffect(),
      'to bring about 1 effect when createPaymentSession meets "500 internal after-commit, ok", and it brought about 2: session at 0 ms, session at 250 ms',
    ],
    ['effects', () => expect(refused).to.have.effects(1), 'and it brought about none'],
    [
      'believe',
      () => expect(refused).to.believe('succeeded'),
      'to tell its caller succeeded when createPaymentSession meets "400 invalid_amount", and it told failed, validation',
    ],
    ['the category', () => expect(refused).to.believe('failed', 'declined'), 'to tell its caller failed, declined'],
    [
      'tellCode',
      () => expect(refused).to.tellCode('invalid_payee'),
      'to tell the code invalid_payee when createPaymentSession meets "400 invalid_amount", and it told invalid_amount',
    ],
    ['settleWithin', () => expect(sound).to.settleWithin(1999), 'and it settled after 2000 ms'],
    ['keepItsKey', () => expect(twice).to.keepItsKey(), 'and it did not: attempt 2 (at 250 ms) carries another key'],
    ['honourRetryAfter', () => expect(refused).to.honourRetryAfter(), 'and it did not: not-applicable'],
    ['hold', () => expect(twice).to.hold(), 'to hold every check when'],
    ['hold one', () => expect(twice).to.hold('money.once'), 'one intent brought about 2 sessions'],
    ['a check that is none', () => expect(twice).to.hold('money.twice'), 'there is no such check (money.once'],
  ];
  for (const [name, assertion, says] of wrong) {
    it(`says what is wrong, and shows the timeline: ${name}`, () => {
      const text = message(assertion);
      expect(text).to.contain(says);
      expect(text).to.contain('▶ createPaymentSession is called for intent-1');
    });
  }

  it('says so when a call never settled', () => {
    const { settledAt: _, ...never } = sound;
    expect(message(() => expect(never).to.settleWithin(1))).to.contain('and it never settled');
  });

  it('says what is denied', () => {
    expect(message(() => expect(sound).to.not.have.attempts(2))).to.contain(
      'expected banked-fetch not to make 2 attempts',
    );
  });

  it('takes nothing but what play() gives back', () => {
    expect(message(() => expect({ attempts: 2 }).to.have.attempts(2))).to.contain('expected what play() gives back');
  });
});
