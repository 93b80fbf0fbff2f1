import { expect } from 'chai';
import type { Belief } from '../model/belief.ts';
import type { Outcome } from '../model/outcome.ts';
import type { ReplyEvent } from '../model/trace.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, reading } from './case-builder.spec.ts';
import { classifyCategory } from './classify-category.ts';
import { classifyCode } from './classify-code.ts';
import { classifyOutcome } from './classify-outcome.ts';
import { moneyBelief } from './money-belief.ts';
import { retryNever } from './retry-never.ts';

const spoilt: Partial<ReplyEvent> = {
  kind: 'fault',
  fault: 'bom',
  family: 'legible',
  summary: '400 invalid_amount bom',
};
const elsewhere = (status: number): Partial<ReplyEvent> => ({
  elsewhere: true,
  status,
  summary: `${status} invalid_amount`,
});

function answered(facts: Partial<ReplyEvent>, belief: Belief, code = 'invalid_amount') {
  return aCase().request(0).error(code, facts).tells(0, belief);
}

function accepted(facts: Partial<ReplyEvent>, code?: string): Outcome[] {
  const outcomes: Outcome[] = ['succeeded', 'failed', 'retryable', 'unknown', 'pending'];
  return outcomes.filter(
    (outcome) => classifyOutcome.judge(answered(facts, { outcome }, code).build()).verdict === 'pass',
  );
}

describe('a documented error in a spoilt body', () => {
  it('is what its row says to who can read it, and a doubt to who cannot; never a success', () => {
    expect(accepted(spoilt)).to.deep.equal(['failed', 'retryable', 'unknown', 'pending']);
    expect(accepted(spoilt, 'internal')).to.deep.equal(['retryable', 'unknown', 'pending']);
    const told = classifyOutcome.judge(answered(spoilt, { outcome: 'succeeded' }).build());
    expect(told).to.include({ verdict: 'fail', severity: 'should' });
    const money = moneyBelief.judge(answered(spoilt, { outcome: 'succeeded' }).build());
    expect(money).to.deep.equal(fail('must', 'told the caller `succeeded`, but the provider made no payment'));
  });

  it('has the category of its row, or of its status, or of what nobody can read', () => {
    const judge = (category: Belief['category'], code?: string) =>
      classifyCategory.judge(answered(spoilt, { outcome: 'failed', ...(category && { category }) }, code).build())
        .verdict;
    for (const category of ['validation', 'malformed', 'unknown', 'network'] as const)
      expect(judge(category), category).to.equal('pass');
    expect(judge('declined')).to.equal('fail');
    expect(judge('conflict', 'declined')).to.equal('pass');
    expect(judge('not_found', 'declined')).to.equal('fail');
  });

  it('may be told without its code, and not with another one', () => {
    const judge = (belief: Partial<Belief>) =>
      classifyCode.judge(answered(spoilt, { outcome: 'failed', ...belief }).build());
    expect(judge({})).to.deep.equal(notApplicable('the body that carries the code is spoilt'));
    for (const code of ['invalid_amount', 'INVALID_AMOUNT', ' invalid_amount\n'])
      expect(judge({ code }), code).to.deep.equal(pass);
    expect(judge({ code: 'not-invalid_amount' })).to.include({ verdict: 'fail', severity: 'should' });
    const plain = (code: string) => classifyCode.judge(answered({}, { outcome: 'failed', code }).build()).verdict;
    expect(plain('INVALID_AMOUNT')).to.equal('fail');
  });

  it('need not bring its message along', () => {
    const played = answered(spoilt, { outcome: 'failed', code: 'invalid_amount' }).build({
      tells: ['code', 'message'],
    });
    expect(classifyCode.judge(played)).to.deep.equal(pass);
  });

  it('may be sent again by who could not read it', () => {
    const again = (facts: Partial<ReplyEvent>) =>
      retryNever.judge(aCase().request(0).error('invalid_amount', facts).request(500).error('invalid_amount').build());
    expect(again(spoilt)).to.deep.equal(pass);
    expect(again({})).to.include({ verdict: 'fail', severity: 'must' });
  });

  it('does not ask for its code when a later reading was refused', () => {
    const played = aCase().request(0).error('invalid_amount', spoilt).read(0).error('not_found', { status: 404 });
    const told = classifyCode.judge(played.tells(0, { outcome: 'unknown', category: 'malformed' }).build());
    expect(told).to.deep.equal(notApplicable('the client tells of an earlier reply that had no documented code'));
  });
});

describe('a success in a spoilt body', () => {
  const success: Partial<ReplyEvent> = {
    kind: 'fault',
    fault: 'gzip',
    family: 'legible',
    status: 201,
    ambiguous: true,
  };

  it('is one to who can read it, and a doubt to who cannot; never a no', () => {
    const told = (outcome: Outcome) =>
      classifyOutcome.judge(aCase().request(0).reply(success).effect().tells(0, { outcome }).build()).verdict;
    for (const outcome of ['succeeded', 'unknown', 'retryable', 'pending'] as const)
      expect(told(outcome), outcome).to.equal('pass');
    expect(told('failed')).to.equal('fail');
  });

  it('of a reading is no verdict on what was to be read', () => {
    const told = (outcome: Outcome) =>
      classifyOutcome.judge(aCase({ operation: reading }).request(0).reply(success).tells(0, { outcome }).build())
        .verdict;
    for (const outcome of ['succeeded', 'failed', 'unknown'] as const) expect(told(outcome), outcome).to.equal('pass');
  });
});

describe('a documented error under another status', () => {
  it('is what its code says, or what its status says: under a 4xx never more than a doubt', () => {
    expect(accepted(elsewhere(418))).to.deep.equal(['failed', 'unknown']);
    expect(accepted({})).to.deep.equal(['failed']);
  });

  it('is no success under a 2xx, and not certainly a no', () => {
    expect(accepted(elsewhere(200))).to.deep.equal(['failed', 'retryable', 'unknown', 'pending']);
    const money = moneyBelief.judge(answered(elsewhere(200), { outcome: 'succeeded' }).build());
    expect(money).to.include({ verdict: 'fail', severity: 'must' });
  });

  it('has the category of either', () => {
    const judge = (status: number, category: NonNullable<Belief['category']>) =>
      classifyCategory.judge(answered(elsewhere(status), { outcome: 'failed', category }, 'declined').build()).verdict;
    expect([
      judge(418, 'declined'),
      judge(418, 'validation'),
      judge(200, 'malformed'),
      judge(200, 'validation'),
    ]).to.deep.equal(Array(4).fill('pass'));
    expect([judge(418, 'not_found'), judge(200, 'not_found')]).to.deep.equal(['fail', 'fail']);
  });

  it('is to be told with its code, unless it came as a success; all of it a should', () => {
    const judge = (status: number) => classifyCode.judge(answered(elsewhere(status), { outcome: 'failed' }).build());
    expect(judge(418)).to.include({ verdict: 'fail', severity: 'should' });
    expect(judge(200)).to.deep.equal(notApplicable('the body that carries the code is spoilt'));
  });

  it('is not to be sent again, unless it came as a success', () => {
    const again = (status: number) =>
      retryNever.judge(aCase().request(0).error('invalid_amount', elsewhere(status)).request(9).reply().build());
    expect(again(418)).to.include({ verdict: 'fail', severity: 'should' });
    expect(again(200)).to.deep.equal(notApplicable('no reply forbade another attempt'));
  });
});
