import { expect } from 'chai';
import type { Belief } from '../model/belief.ts';
import type { EffectState } from '../model/case.ts';
import type { Outcome } from '../model/outcome.ts';
import { fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { aCase, payment, reading } from './case-builder.spec.ts';
import { moneyBelief } from './money-belief.ts';

describe('money.belief', () => {
  const judge = moneyBelief.judge;
  const once = notApplicable('there was more than one effect: money.once judges it');

  /** Told after the connection broke, with as many effects as given. */
  function told(belief: Belief | Outcome, effects: number, state: 'open' | 'final' = 'final') {
    const played = aCase().request(0).reset();
    for (let made = 0; made < effects; made += 1) played.effect({ state });
    return played.tells(9, typeof belief === 'string' ? { outcome: belief } : belief);
  }

  it('agrees with the table, effects 0, 1 and 2', () => {
    const untried = inconclusive('the caller was told to call again, and no follow-up was played');
    const pending = fail('should', 'told the caller `pending`, but the provider accepted nothing');
    const table: Record<Outcome, [Verdict, Verdict, Verdict]> = {
      succeeded: [fail('must', 'told the caller `succeeded`, but the provider made no payment'), pass, once],
      failed: [
        pass,
        fail('must', 'told the caller `failed`, but the provider made 1 payment (at 0 ms)'),
        fail('must', 'told the caller `failed`, but the provider made 2 payments (at 0 ms, 0 ms)'),
      ],
      retryable: [pass, untried, once],
      unknown: [pass, pass, once],
      pending: [pending, pass, once],
    };
    for (const outcome of ['succeeded', 'failed', 'retryable', 'unknown', 'pending'] as const) {
      for (const effects of [0, 1, 2] as const) {
        expect(judge(told(outcome, effects).build()), `${outcome} ${effects}`).to.deep.equal(table[outcome][effects]);
      }
    }
  });

  it('agrees with the table for an effect that is accepted and not final', () => {
    expect(judge(told('succeeded', 1, 'open').build())).to.deep.equal(pass);
    const careful = { ...payment, success: ['pending'] as Outcome[] };
    expect(judge(told('succeeded', 1, 'open').build({ operation: careful }))).to.deep.equal(
      fail('must', 'told the caller `succeeded`, but the payment is not final'),
    );
    expect(judge(told('succeeded', 1).build({ operation: careful }))).to.deep.equal(pass);
    expect(judge(told('failed', 1, 'open').build())).to.have.property('verdict', 'fail');
    expect(judge(told('unknown', 1, 'open').build())).to.deep.equal(pass);
    expect(judge(told('pending', 1, 'open').build())).to.deep.equal(pass);
  });

  it('lets a client wait for what has come to nothing without its being told', () => {
    const lapsed = aCase().request(0).effect({ state: 'nothing' }).reply();
    expect(judge(lapsed.tells(9, { outcome: 'pending' }).build())).to.deep.equal(pass);
  });

  it('accepts a failure that names what exists all the same', () => {
    expect(judge(told({ outcome: 'failed', resources: ['pay_1'] }, 1).build())).to.deep.equal(pass);
    expect(judge(told({ outcome: 'failed', resources: ['pay_1'] }, 2).build())).to.deep.equal(
      fail('must', 'told the caller `failed`, but the provider made 1 payment (at 0 ms)'),
    );
  });

  it('accepts a failure that the provider itself shows', () => {
    const played = aCase().request(0).reply().effect().read(9).reply({ status: 200, state: 'refused' });
    expect(judge(played.tells(9, { outcome: 'failed' }).build())).to.deep.equal(pass);
    const open = aCase().request(0).reply().effect().read(9).state('refused').read(10).state('open');
    expect(judge(open.tells(10, { outcome: 'failed' }).build())).to.have.property('verdict', 'fail');
  });

  it('goes by the state that was shown, whatever became of it later', () => {
    const shown = (told: Outcome, state: EffectState, word: string) =>
      judge(aCase().request(0).reply().effect({ state }).read(9).state(word).tells(9, { outcome: told }).build());
    expect(shown('failed', 'final', 'refused')).to.deep.equal(pass);
    expect(shown('succeeded', 'nothing', 'paid')).to.deep.equal(pass);
    expect(shown('succeeded', 'nothing', 'refused')).to.deep.equal(
      fail('must', 'told the caller `succeeded`, but the payment came to nothing, and the provider showed it'),
    );
    expect(shown('succeeded', 'final', 'refused')).to.deep.equal(pass);
    expect(shown('pending', 'final', 'refused')).to.deep.equal(pass);
    expect(shown('pending', 'nothing', 'refused')).to.deep.equal(
      fail('should', 'told the caller `pending`, but the provider accepted nothing'),
    );
    expect(shown('failed', 'nothing', 'withdrawn')).to.deep.equal(pass);
    expect(shown('failed', 'open', 'withdrawn')).to.have.property('verdict', 'fail');
    const first = aCase().request(0).reply({ state: 'new' }).effect().tells(9, { outcome: 'failed' });
    expect(judge(first.build())).to.have.property('verdict', 'fail');
  });

  it('does not take a refused payment for a void that failed', () => {
    const operation = { ...payment, effect: 'void' } as const;
    const played = aCase({ operation }).request(0).effect({ kind: 'void' }).reply().read(9).state('refused');
    expect(judge(played.tells(9, { outcome: 'failed' }).build())).to.have.property('verdict', 'fail');
  });

  it('does not blame a client for believing what only the tape claimed', () => {
    const claimed = (code: string, outcome: Outcome, step = true) =>
      judge(
        aCase()
          .request(0)
          .error(code, step ? { step: 0 } : {})
          .tells(0, { outcome })
          .build(),
      );
    expect(claimed('already_exists', 'succeeded')).to.deep.equal(
      notApplicable('the tape itself said that it had happened'),
    );
    expect(claimed('processing', 'pending')).to.deep.equal(
      notApplicable('the tape itself said that it was on its way'),
    );
    expect(claimed('already_exists', 'succeeded', false)).to.have.property('severity', 'must');
    expect(claimed('internal', 'pending')).to.have.property('severity', 'should');
    expect(claimed('declined', 'succeeded')).to.have.property('severity', 'must');
    const shown = aCase().request(0).state('paid', { step: 0 }).tells(0, { outcome: 'succeeded' });
    expect(judge(shown.build())).to.deep.equal(notApplicable('the tape itself said that it had happened'));
    for (const outcome of ['succeeded', 'pending'] as const) {
      const plain = aCase().request(0).reply({ step: 0 }).tells(0, { outcome });
      expect(judge(plain.build())).to.have.property('verdict', 'fail');
    }
    const refused = aCase().request(0).error('declined').read(1).state('refused', { step: 0 });
    expect(judge(refused.tells(1, { outcome: 'succeeded' }).build())).to.have.property('severity', 'must');
  });

  it('does not blame one for believing an acceptance that a reading could not find', () => {
    const told = (step: { step?: number }) =>
      judge(
        aCase()
          .request(0)
          .error('processing', step)
          .read(9)
          .error('not_found')
          .tells(9, { outcome: 'pending' })
          .build(),
      );
    expect(told({ step: 0 })).to.deep.equal(notApplicable('the tape itself said that it was on its way'));
    expect(told({})).to.have.property('severity', 'should');
  });

  describe('told to call again', () => {
    it('accepts that the same call again changes nothing', () => {
      const played = told('retryable', 1).call('follow-up', 10).request(10).reply();
      expect(judge(played.tells(10, { outcome: 'succeeded' }).build())).to.deep.equal(pass);
      const first = told('retryable', 0).call('follow-up', 10).request(10).effect().reply();
      expect(judge(first.build())).to.deep.equal(pass);
    });

    it('rejects that it makes a second effect', () => {
      const played = told('retryable', 1).call('follow-up', 10).request(10).effect().reply();
      expect(judge(played.tells(10, { outcome: 'succeeded' }).build())).to.deep.equal(
        fail('must', 'told the caller `retryable`, and the same call again brought it to 2 payments for one intent'),
      );
    });

    it('counts only the calls for the same intent', () => {
      const beside = told('retryable', 1).call('call-2', 5, 'intent-2').request(5).effect().reply();
      const played = beside.tells(5, { outcome: 'succeeded' }).call('follow-up', 10).request(10).effect().reply();
      expect(judge(played.build())).to.have.property('verdict', 'fail');
    });

    it('counts only what belongs to the call', () => {
      const played = told('retryable', 1).call('follow-up', 10).request(10).reply();
      played.effect({ kind: 'grant' }).effect({ intent: 'intent-2' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('takes no follow-up of another intent for its own', () => {
      const played = told('retryable', 1).call('follow-up', 10, 'intent-2').request(10).reply();
      expect(judge(played.build())).to.have.property('verdict', 'inconclusive');
    });
  });

  it('does not hold against a call what a later one brought about', () => {
    const played = aCase().request(0).error('declined').tells(0, { outcome: 'failed' });
    played.call('call-2', 5).request(5).effect().reply().tells(5, { outcome: 'succeeded' });
    expect(judge(played.build())).to.deep.equal(pass);
    const atOnce = aCase().request(0).error('declined').tells(5, { outcome: 'failed' });
    atOnce.call('call-2', 5).request(5).effect().reply().tells(5, { outcome: 'succeeded' });
    expect(judge(atOnce.build())).to.deep.equal(pass);
    const beside = aCase().request(0).error('in_progress').tells(9, { outcome: 'failed' });
    beside.call('call-2', 5).request(5).effect().reply().tells(9, { outcome: 'succeeded' });
    expect(judge(beside.build())).to.have.property('verdict', 'fail');
    const waiting = aCase().request(0).error('in_progress').tells(5, { outcome: 'pending' }).call('call-2', 5);
    expect(judge(waiting.request(5).effect().reply().tells(5, { outcome: 'succeeded' }).build())).to.have.property(
      'severity',
      'should',
    );
  });

  it('goes by the time of a request whose sender nobody knows', () => {
    const unsent = (at: number, intent = 'intent-1') => {
      const played = aCase().request(0).error('declined').tells(4, { outcome: 'failed' }).call('call-2', 5, intent);
      const later = played
        .request(at, { intent: 'intent-1' })
        .effect({ intent: 'intent-1' })
        .reply()
        .tells(9, { outcome: 'unknown' })
        .build();
      const trace = later.trace.map((event) => {
        if (event.event !== 'request' || event.at !== at) return event;
        const { call, ...rest } = event;
        return call === undefined ? event : rest;
      });
      return judge({ ...later, trace });
    };
    expect(unsent(6)).to.deep.equal(pass);
    expect(unsent(5)).to.deep.equal(pass);
    expect(unsent(3)).to.have.property('verdict', 'fail');
    expect(unsent(6, 'intent-2')).to.have.property('verdict', 'fail');
    const orphan = aCase().request(0).effect({ exchange: 99 }).error('declined').tells(0, { outcome: 'failed' });
    orphan.call('call-2', 5).request(5).reply();
    expect(judge(orphan.build())).to.have.property('verdict', 'fail');
  });

  it('does not hold against a call that was refused what another one brought about at the same time', () => {
    const both = (first: string) => {
      const played = aCase().request(0).error(first).tells(9, { outcome: 'failed' });
      return played.call('call-2', 0).request(0).effect().reply().tells(9, { outcome: 'succeeded' });
    };
    expect(judge(both('declined').build())).to.deep.equal(pass);
    expect(judge(both('in_progress').build())).to.have.property('verdict', 'fail');
    expect(judge(both('novel').build())).to.deep.equal(pass);
    const another = both('declined').call('call-3', 0).request(0).error('declined').tells(9, { outcome: 'failed' });
    expect(judge(another.build())).to.deep.equal(pass);
    const given = aCase().request(0).aborted(5).tells(9, { outcome: 'failed' }).call('call-2', 0).request(0).effect();
    expect(judge(given.reply().tells(9, { outcome: 'succeeded' }).build())).to.have.property('verdict', 'fail');
    const inTurn = aCase().request(0).error('in_progress').tells(9, { outcome: 'failed' }).call('call-2', 0).request(0);
    const third = inTurn.effect().reply().tells(9, { outcome: 'succeeded' }).call('call-3', 0).request(0);
    expect(judge(third.error('declined').tells(9, { outcome: 'failed' }).build())).to.have.property('verdict', 'fail');
    const own = aCase().request(0).effect().error('declined').tells(9, { outcome: 'failed' }).call('call-2', 0);
    expect(judge(own.request(0).reply().tells(9, { outcome: 'unknown' }).build())).to.have.property('verdict', 'fail');
  });

  it('holds a failure against a call that sent nothing and whose intent another call brought about', () => {
    const joined = aCase().request(0).effect().reply().tells(9, { outcome: 'succeeded' }).call('call-2', 0);
    expect(judge(joined.tells(9, { outcome: 'failed' }).build())).to.have.property('verdict', 'fail');
    expect(judge(joined.tells(9, { outcome: 'succeeded' }).build())).to.deep.equal(pass);
    const refused = aCase().request(0).error('declined').request(0).effect().reply().tells(9, { outcome: 'succeeded' });
    const queued = refused.call('call-2', 0).tells(9, { outcome: 'failed' });
    const declined = aCase().request(0).effect().reply().request(0).error('declined').tells(9, { outcome: 'failed' });
    expect(judge(declined.call('call-2', 0).tells(9, { outcome: 'succeeded' }).build())).to.deep.equal(pass);
    // The refusal may have been its own: a queue sends for both.
    expect(judge(queued.build())).to.deep.equal(pass);
    const either = aCase().request(0).request(0).error('declined').request(0).effect().reply();
    const first = either.tells(9, { outcome: 'failed' }).call('call-2', 0).tells(9, { outcome: 'succeeded' });
    expect(judge(first.build())).to.deep.equal(pass);
  });

  it('holds a failure against a call that remembers a refusal although another one has paid since', () => {
    const refused = aCase().request(0).error('declined').tells(4, { outcome: 'failed' }).call('call-2', 5).request(5);
    const paid = refused.effect().reply().tells(6, { outcome: 'succeeded' }).call('call-3', 7);
    expect(judge(paid.tells(7, { outcome: 'failed' }).build())).to.have.property('verdict', 'fail');
    expect(judge(paid.tells(7, { outcome: 'succeeded' }).build())).to.deep.equal(pass);
  });

  it('holds a failure against a call whose intent was its own, whoever sent its requests', () => {
    const own = aCase().request(0).effect().error('declined').tells(9, { outcome: 'failed' });
    const other = own.call('call-2', 0, 'intent-2').request(0, { call: 'call-1' }).reply();
    const played = other.tells(9, { outcome: 'unknown' }).build();
    const trace = played.trace.map((event) => {
      if (event.event !== 'request') return event;
      const { intent, ...nobodys } = event;
      return nobodys;
    });
    expect(judge({ ...played, trace })).to.have.property('verdict', 'fail');
  });

  it('gives each of two orders its effect where a client makes its own keys, and no more', () => {
    const ordered = (keys: [string, string]) => {
      const played = aCase().request(0, { key: keys[0] }).error('server_error').tells(0, { outcome: 'retryable' });
      played.call('call-2', 0).request(0, { key: keys[1] }).effect().reply().tells(0, { outcome: 'succeeded' });
      return played.call('follow-up', 1).request(1, { key: 'key#3' }).effect().reply();
    };
    expect(judge(ordered(['key#1', 'key#2']).build())).to.deep.equal(pass);
    expect(judge(ordered(['key#1', 'key#2']).request(2).effect().build())).to.have.property('verdict', 'fail');
  });

  it('counts only effects of its own kind and intent', () => {
    expect(
      judge(aCase().request(0).effect({ kind: 'grant' }).error('declined').tells(0, { outcome: 'failed' }).build()),
    ).to.deep.equal(pass);
    const other = aCase().request(0).effect({ intent: 'intent-2' }).error('declined').tells(0, { outcome: 'failed' });
    expect(judge(other.build())).to.deep.equal(pass);
  });

  it('cannot tell where effects name no intent, and does not judge a read or a silent call', () => {
    expect(judge(aCase().request(0).strayEffect().tells(0, { outcome: 'failed' }).build())).to.deep.equal(
      inconclusive('the client drops or changes the field `reference`: 1 payment cannot be attributed to an intent'),
    );
    expect(judge(aCase({ operation: reading }).request(0).tells(0, { outcome: 'failed' }).build())).to.deep.equal(
      notApplicable('the operation brings nothing about'),
    );
    expect(judge(aCase().request(0).effect().tells(0).build())).to.have.property('verdict', 'not-applicable');
  });
});
