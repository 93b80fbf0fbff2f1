import { expect } from 'chai';
import type { Belief } from '../model/belief.ts';
import type { Case } from '../model/case.ts';
import type { Outcome } from '../model/outcome.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { asyncSteady } from './async-steady.ts';
import { aCase, payment, reading, waiting } from './case-builder.spec.ts';

describe('async.steady', () => {
  const judge = asyncSteady.judge;
  const shown = (states: string[], operation: Case['operation'] = waiting) => {
    const played = aCase({ operation });
    states.forEach((state, index) => {
      played.read(index * 1000).state(state);
    });
    return played;
  };
  const told = (states: string[], outcome: Outcome, more: Partial<Belief> = {}, operation?: Case['operation']) =>
    judge(
      shown(states, operation)
        .tells(9000, { outcome, ...more })
        .build(),
    );

  describe('a final state that is taken back', () => {
    it('is not turned into its opposite', () => {
      expect(told(['paid', 'open'], 'failed')).to.deep.equal(
        fail(
          'should',
          'told the caller `failed` after the state paid (at 0 ms), because the state open (at 1,000 ms) came later',
        ),
      );
      expect(told(['open', 'refused', 'odd'], 'succeeded')).to.have.property('verdict', 'fail');
      expect(told(['paid', 'refused'], 'failed')).to.have.property('verdict', 'fail');
      expect(told(['paid', 'paid', 'open'], 'failed', {}, payment)).to.have.property('verdict', 'fail');
    });

    it('may be kept, or doubted', () => {
      for (const outcome of ['succeeded', 'unknown', 'pending', 'retryable'] as const) {
        expect(told(['paid', 'open'], outcome), outcome).to.deep.equal(pass);
      }
      for (const outcome of ['failed', 'unknown', 'pending'] as const) {
        expect(told(['refused', 'open'], outcome), outcome).to.deep.equal(pass);
      }
    });

    it('is none where it stayed', () => {
      expect(told(['open', 'paid', 'paid'], 'failed')).to.deep.equal(notApplicable('the final state stayed'));
      expect(told(['paid'], 'succeeded')).to.deep.equal(notApplicable('the final state stayed'));
    });
  });

  describe('a state that nobody knows', () => {
    const none = notApplicable('no state stepped back, and none was unknown');

    it('makes no final belief', () => {
      expect(told(['open', 'odd'], 'failed')).to.deep.equal(
        fail('should', 'told the caller `failed` after the state odd (at 1,000 ms), which no catalogue knows'),
      );
      expect(told(['odd'], 'succeeded')).to.have.property('verdict', 'fail');
      for (const outcome of ['pending', 'unknown', 'retryable'] as const) {
        expect(told(['open', 'odd'], outcome)).to.deep.equal(pass);
      }
    });

    it('leaves a call that makes something to say that it was made', () => {
      expect(told(['odd'], 'succeeded', {}, payment)).to.deep.equal(pass);
      expect(told(['odd'], 'succeeded', {}, { ...payment, success: ['pending'] })).to.have.property('verdict', 'fail');
      expect(told(['odd'], 'failed', {}, payment)).to.have.property('verdict', 'fail');
    });

    it('may be handed on by a plain reading under another name', () => {
      expect(told(['odd'], 'succeeded', { state: 'odd' })).to.deep.equal(
        notApplicable('the call reads once, and hands the state on as it came'),
      );
      expect(told(['open', 'odd'], 'succeeded', { state: 'odd' })).to.have.property('verdict', 'fail');
    });

    it('is over with the next known one, and with a refusal', () => {
      expect(told(['odd', 'open'], 'failed')).to.deep.equal(none);
      const refused = shown(['odd']).read(2000).error('unauthorized').tells(2000, { outcome: 'failed' });
      expect(judge(refused.build())).to.deep.equal(none);
      expect(told(['open'], 'failed')).to.deep.equal(none);
    });
  });

  it('does not judge what waits for nothing', () => {
    const reason = notApplicable('the call waits for nothing');
    expect(told(['paid', 'open'], 'failed', {}, reading)).to.deep.equal(reason);
    const made = aCase().request(0).state('odd').tells(0, { outcome: 'failed' });
    expect(judge(made.build())).to.deep.equal(reason);
  });
});
