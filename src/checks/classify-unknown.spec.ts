import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import type { Outcome } from '../model/outcome.ts';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { aCase, payment, reading, waiting } from './case-builder.spec.ts';
import { acmeRows } from './case-rows.spec.ts';
import { classifyUnknown } from './classify-unknown.ts';

describe('classify.unknown', () => {
  const judge = classifyUnknown.judge;
  const judged = (status: number, outcome: Outcome) =>
    judge(
      aCase()
        .request(0)
        .error('novel', { status, summary: `${status} novel` })
        .tells(0, { outcome })
        .build(),
    );

  it('accepts no more certainty than the status gives', () => {
    const accepted: [number, Outcome[]][] = [
      [200, ['failed', 'unknown', 'retryable', 'pending']],
      [300, ['failed', 'unknown']],
      [418, ['failed', 'unknown']],
      [408, ['failed', 'unknown', 'retryable']],
      [425, ['failed', 'unknown', 'retryable']],
      [500, ['unknown', 'retryable', 'pending']],
      [429, ['failed', 'unknown', 'retryable']],
      [599, ['unknown', 'retryable', 'pending']],
    ];
    for (const [status, outcomes] of accepted) {
      for (const outcome of outcomes) expect(judged(status, outcome), `${status} ${outcome}`).to.deep.equal(pass);
    }
  });

  it('lets a redirect be a failed connection too, for that is what a stack makes of it that refuses to follow', () => {
    const told = (outcome: Outcome) =>
      judge(
        aCase()
          .request(0)
          .fault('redirect', '302 redirect', { status: 302, family: 'refusal' })
          .tells(0, { outcome })
          .build(),
      );
    for (const outcome of ['failed', 'unknown', 'retryable'] as const) expect(told(outcome)).to.deep.equal(pass);
    expect(told('pending')).to.include({ verdict: 'fail', severity: 'should' });
    expect(told('succeeded')).to.include({ verdict: 'fail', severity: 'must' });
  });

  it('draws its lines at 300 and 500', () => {
    expect(judged(500, 'failed')).to.have.property('verdict', 'fail');
    expect(judged(499, 'pending')).to.have.property('verdict', 'fail');
    expect(judged(300, 'pending')).to.have.property('verdict', 'fail');
  });

  it('rejects failed under a 5xx and another try under a 4xx', () => {
    expect(judged(599, 'failed')).to.deep.equal(
      fail(
        'should',
        'told the caller `failed` after 599 novel at 0 ms, which no document lists; `unknown`, `retryable` or `pending` is right',
      ),
    );
    expect(judged(418, 'retryable')).to.deep.equal(
      fail(
        'should',
        'told the caller `retryable` after 418 novel at 0 ms, which no document lists; `failed` or `unknown` is right',
      ),
    );
  });

  it('judges an error in no documented shape by its status alone, and a success out of it as invented', () => {
    const shapeless = (outcome: Outcome, status = 400) =>
      judge(aCase().request(0).fault('json', `${status} []`, { status }).tells(0, { outcome }).build());
    for (const outcome of ['failed', 'unknown'] as const) expect(shapeless(outcome)).to.deep.equal(pass);
    expect(shapeless('retryable')).to.include({ verdict: 'fail', severity: 'should' });
    expect(shapeless('succeeded')).to.include({ verdict: 'fail', severity: 'must' });
    for (const status of [200, 500]) expect(shapeless('failed', status)).to.have.property('verdict', 'not-applicable');
  });

  it('is as grave as the requirement that the scenario plays', () => {
    const requirement = acmeRows['acme/errors/invalid_amount'];
    if (!requirement) throw new Error('no such row');
    const played = aCase({ requirement }).request(0).error('novel').tells(0, { outcome: 'retryable' });
    expect(judge(played.build())).to.have.property('severity', 'must');
  });

  it('rejects a success that is none, must where nothing happened', () => {
    expect(judged(418, 'succeeded')).to.deep.equal(
      fail(
        'must',
        'told the caller `succeeded` after 418 novel at 0 ms, which no document lists; `failed` or `unknown` is right',
      ),
    );
    const made = aCase().request(0).error('novel').effect().tells(0, { outcome: 'succeeded' });
    expect(judge(made.build())).to.have.property('severity', 'should');
    const read = aCase({ operation: reading }).request(0).error('novel').tells(0, { outcome: 'succeeded' });
    expect(judge(read.build())).to.have.property('severity', 'should');
  });

  it('lets nothing be told as failed while an earlier request is open', () => {
    const told = (outcome: Outcome) =>
      judge(aCase().request(0).reset().request(9).error('novel').tells(9, { outcome }).build());
    for (const outcome of ['unknown', 'pending', 'retryable'] as const) expect(told(outcome)).to.deep.equal(pass);
    expect(told('failed')).to.have.property('severity', 'should');
  });

  describe('a state that nobody knows', () => {
    const scenario = { ...aCase().build().scenario, requirement: 'wire/unknown-state' };
    const shown = (
      operation = payment as ReturnType<typeof aCase>['build'] extends () => infer C ? C['operation' & keyof C] : never,
    ) => aCase({ scenario, operation }).request(0).state('odd', { step: 0 });

    it('is told as unknown or pending', () => {
      for (const outcome of ['unknown', 'pending'] as const) {
        expect(judge(shown().tells(0, { outcome }).build())).to.deep.equal(pass);
      }
      expect(judge(shown().tells(0, { outcome: 'succeeded' }).build())).to.deep.equal(
        fail(
          'should',
          'told the caller `succeeded` after 200 state odd at 0 ms, which no document lists; `unknown` or `pending` is right',
        ),
      );
      expect(judge(shown(waiting).tells(0, { outcome: 'succeeded' }).build())).to.have.property('verdict', 'fail');
    });

    it('may be handed on as it came by a mere reading', () => {
      expect(judge(shown(reading).tells(0, { outcome: 'succeeded', state: 'odd' }).build())).to.deep.equal(pass);
      expect(judge(shown(reading).tells(0, { outcome: 'succeeded' }).build())).to.have.property('verdict', 'fail');
      for (const operation of [waiting, payment]) {
        const told = shown(operation).tells(0, { outcome: 'succeeded', state: 'odd' });
        expect(judge(told.build())).to.have.property('verdict', 'fail');
      }
    });

    it('is not judged where the catalogue may know it', () => {
      const reason = notApplicable('the last reply is nothing unknown');
      const known = aCase({ scenario }).request(0).state('open', { step: 0 }).tells(0, { outcome: 'succeeded' });
      expect(judge(known.build())).to.deep.equal(reason);
      const untaped = aCase({ scenario }).request(0).state('odd').tells(0, { outcome: 'succeeded' });
      expect(judge(untaped.build())).to.deep.equal(reason);
    });
  });

  it('does not take back what was known before a reading went wrong', () => {
    const polled = (outcome: Outcome, operation: Case['operation'] = payment) =>
      judge(
        aCase({ operation })
          .request(0)
          .effect()
          .reply()
          .read(1)
          .reply({ status: 400, kind: 'error', codes: ['brand_new'], summary: '400 brand_new' })
          .tells(1, { outcome })
          .build(),
      );
    for (const outcome of ['succeeded', 'pending', 'unknown'] as const) expect(polled(outcome)).to.deep.equal(pass);
    expect(polled('retryable')).to.have.property('verdict', 'fail');
    const made = aCase().request(0).state('odd', { step: 0 }).effect().tells(0, { outcome: 'succeeded' });
    expect(judge(made.build())).to.deep.equal(pass);
  });

  it('does not judge what is documented, or not heard', () => {
    const played = aCase().request(0).error('declined').tells(0, { outcome: 'succeeded' });
    expect(judge(played.build())).to.deep.equal(notApplicable('the last reply is nothing unknown'));
    expect(judge(aCase().tells(0, { outcome: 'succeeded' }).build())).to.deep.equal(
      inconclusive('no reply reached the client before the call settled'),
    );
  });

  it('lets a success stand that was told before a request whose end nobody knows', () => {
    const played = aCase().request(0).reply().request(5).reset().read(9).error('novel', { status: 400 });
    expect(judge(played.tells(9, { outcome: 'succeeded' }).build())).to.deep.equal(pass);
    const waited = aCase({ operation: waiting }).request(0).state('open').request(5).error('novel', { status: 400 });
    expect(judge(waited.tells(9, { outcome: 'succeeded' }).build())).to.have.property('verdict', 'fail');
  });

  it('goes by the states of the catalogue, row or none, and by those that a tape is about', () => {
    const none = notApplicable('the last reply is nothing unknown');
    const operation = { ...payment, states: { ...payment.states, settled: 'happened' as const } };
    const known = aCase({ operation }).request(0).state('settled', { step: 0 }).tells(0, { outcome: 'succeeded' });
    expect(judge(known.build())).to.deep.equal(none);
    const passing = aCase().request(0).reply({ step: 0, state: 'odd' }).tells(0, { outcome: 'succeeded' });
    expect(judge(passing.build())).to.deep.equal(none);
    const { states, ...stateless } = reading;
    expect(states).to.have.property('paid');
    const odd = aCase({ operation: stateless }).request(0).state('odd', { step: 0 });
    expect(judge(odd.tells(0, { outcome: 'failed', state: 'odd' }).build())).to.have.property('verdict', 'fail');
  });
});
