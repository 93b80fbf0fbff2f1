import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import type { Outcome } from '../model/outcome.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { asyncFinal } from './async-final.ts';
import { aCase, type CaseBuilder, payment, reading, waiting } from './case-builder.spec.ts';

describe('async.final', () => {
  const judge = asyncFinal.judge;
  const shown = (states: string[], operation: OperationFacts = waiting) => {
    const played = aCase({ operation });
    if (operation.effect) played.request(0).reply({ state: 'open' });
    states.forEach((state, index) => {
      played.read(index * 1000).state(state);
    });
    return played;
  };
  const told = (played: CaseBuilder, outcome: Outcome, state?: string) =>
    judge(played.tells(90_000, { outcome, ...(state === undefined ? {} : { state }) }).build());
  const others = (...right: Outcome[]) =>
    (['succeeded', 'failed', 'retryable', 'unknown', 'pending'] as const).filter((one) => !right.includes(one));

  describe('once a final state has been shown', () => {
    it('takes it, and nothing else', () => {
      for (const [state, right] of [
        ['paid', 'succeeded'],
        ['refused', 'failed'],
      ] as const) {
        expect(told(shown(['open', state]), right)).to.deep.equal(pass);
        for (const wrong of others(right)) {
          expect(told(shown(['open', state]), wrong), wrong).to.have.property('verdict', 'fail');
        }
      }
    });

    it('names the reading, and is as grave as the row of the state', () => {
      expect(told(shown(['open', 'refused']), 'pending')).to.deep.equal(
        fail(
          'must',
          'told the caller `pending`, although getPayment at 1,000 ms showed the final state refused; `failed` is right',
        ),
      );
      const played = shown(['open', 'refused']).tells(9000, { outcome: 'pending' }).build({ rows: {} });
      expect(judge(played)).to.have.property('severity', 'should');
    });

    it('asks the same of a call that pays and polls', () => {
      expect(told(shown(['open', 'paid'], payment), 'succeeded')).to.deep.equal(pass);
      expect(told(shown(['open', 'refused'], payment), 'succeeded')).to.have.property('verdict', 'fail');
      expect(told(shown(['open', 'paid'], payment), 'failed')).to.have.property('verdict', 'fail');
    });

    it('lets whoever saw it taken back be careful, or keep to it', () => {
      for (const right of ['succeeded', 'unknown', 'pending'] as const) {
        expect(told(shown(['paid', 'open']), right)).to.deep.equal(pass);
      }
      expect(told(shown(['paid', 'open']), 'failed')).to.have.property('verdict', 'fail');
      expect(told(shown(['paid', 'open']), 'retryable')).to.have.property('verdict', 'fail');
      expect(told(shown(['paid', 'paid']), 'unknown')).to.have.property('verdict', 'fail');
      for (const right of ['succeeded', 'failed'] as const) {
        expect(told(shown(['paid', 'refused']), right)).to.deep.equal(pass);
      }
    });

    it('still counts when a reading fails later', () => {
      expect(told(shown(['paid']).read(9000).error('unauthorized'), 'failed')).to.have.property('verdict', 'fail');
    });
  });

  describe('before a final state', () => {
    it('takes pending, unknown and another try, and nothing definite', () => {
      for (const right of ['pending', 'unknown', 'retryable'] as const) {
        expect(told(shown(['open', 'open']), right)).to.deep.equal(pass);
      }
      expect(told(shown(['open', 'open']), 'succeeded')).to.deep.equal(
        fail(
          'must',
          'told the caller `succeeded`, although getPayment at 1,000 ms showed the state open, which is not final; `pending` or `unknown` is right',
        ),
      );
      expect(told(shown(['open', 'open']), 'failed')).to.have.property('severity', 'must');
    });

    it('is as careful with a state that nobody knows', () => {
      expect(told(shown(['open', 'odd']), 'unknown')).to.deep.equal(pass);
      expect(told(shown(['open', 'odd']), 'failed')).to.deep.equal(
        fail(
          'should',
          'told the caller `failed`, although getPayment at 1,000 ms showed the state odd, which no catalogue knows; `pending` or `unknown` is right',
        ),
      );
    });

    it('lets a call that makes something say that it was made, where that is a success', () => {
      expect(told(shown(['open'], payment), 'succeeded')).to.deep.equal(pass);
      expect(told(shown(['open'], payment), 'failed')).to.have.property('verdict', 'fail');
      expect(told(shown(['open'], { ...payment, success: ['pending'] }), 'succeeded')).to.have.property(
        'verdict',
        'fail',
      );
    });

    it('leaves what came after the last state to those who judge it', () => {
      const reason = notApplicable('what came last showed no state');
      expect(told(shown(['open']).read(9000).error('unauthorized'), 'failed')).to.deep.equal(reason);
      expect(told(shown(['open']).read(9000).reset(), 'failed')).to.deep.equal(reason);
      const bom = { status: 200, state: 'paid' };
      expect(told(shown(['open']).read(9000).fault('bom', '200 with a BOM', bom), 'succeeded')).to.deep.equal(reason);
      const calledOff = shown(['open'], payment).request(9000, { operation: 'cancelPayment' }).reply();
      expect(told(calledOff, 'failed')).to.deep.equal(reason);
    });

    it('is a deadline that the last reading misses by no time at all', () => {
      const played = shown(['open']).read(9000).tells(9000, { outcome: 'pending' }).state('paid', { at: 9000 });
      expect(judge(played.build())).to.deep.equal(pass);
    });
  });

  describe('does not judge', () => {
    it('a plain reading, under its own name or under another', () => {
      expect(told(shown(['open'], reading), 'succeeded')).to.deep.equal(notApplicable('the call waits for nothing'));
      for (const state of ['open', 'refused', 'odd']) {
        expect(told(shown([state]), 'succeeded', state)).to.deep.equal(
          notApplicable('the call reads once, and hands the state on as it came'),
        );
      }
      expect(told(shown(['open', 'open']), 'succeeded', 'open')).to.have.property('verdict', 'fail');
      expect(told(shown(['open']), 'succeeded', 'paid')).to.have.property('verdict', 'fail');
    });

    it('a call that could read, and does not', () => {
      const made = aCase().request(0).state('refused');
      expect(told(made, 'succeeded')).to.deep.equal(notApplicable('the call waits for nothing'));
    });

    it('readings that show nothing, and a call that never told', () => {
      expect(told(aCase({ operation: waiting }).request(0).reset(), 'failed')).to.deep.equal(
        notApplicable('no reading showed a state'),
      );
      expect(judge(shown(['open']).build())).to.deep.equal(
        notApplicable('the call never settled: robust.settles judges it'),
      );
    });
  });
});
