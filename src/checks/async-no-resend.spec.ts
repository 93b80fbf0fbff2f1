import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import type { RetryRule } from '../model/outcome.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { asyncNoResend } from './async-no-resend.ts';
import { aCase, payment, waiting } from './case-builder.spec.ts';
import { acmeRows } from './case-rows.spec.ts';

describe('async.no-resend', () => {
  const judge = asyncNoResend.judge;
  const none = notApplicable('no reply said that it is on its way');
  const rowsWith = (retry: RetryRule[], basis: 'stated' | 'inferred' = 'stated'): Case['rows'] => {
    const row = acmeRows['acme/errors/processing'];
    if (!row?.expect) throw new Error('no such row');
    return {
      ...acmeRows,
      [row.id]: { ...row, expect: { ...row.expect, retry }, basis: { ...row.basis, retry: basis } },
    };
  };

  it('rejects a second request after one that is on its way', () => {
    const played = aCase().request(0).error('processing').request(2000);
    expect(judge(played.build())).to.deep.equal(
      fail('must', 'sent createPayment again at 2,000 ms, although it was on its way (202 processing at 0 ms)'),
    );
    expect(judge(played.build({ rows: rowsWith(['poll'], 'inferred') }))).to.have.property('severity', 'should');
  });

  it('rejects one after a success that is not final yet', () => {
    expect(judge(aCase().request(0).reply({ state: 'open' }).request(2000).build())).to.deep.equal(
      fail('should', 'sent createPayment again at 2,000 ms, although it was on its way (201 ok at 0 ms)'),
    );
    expect(judge(aCase().request(0).state('open').read(9).state('open').request(2000).build())).to.have.property(
      'verdict',
      'fail',
    );
  });

  it('accepts a client that polls, and one that says pending', () => {
    expect(judge(aCase().request(0).error('processing').read(2000).state('paid').build())).to.deep.equal(pass);
    expect(judge(aCase().request(0).error('processing').build())).to.deep.equal(pass);
    expect(judge(aCase().request(0).reply({ state: 'open' }).read(9).state('paid').build())).to.deep.equal(pass);
    expect(judge(aCase().request(0).error('busy').request(9).error('processing').build())).to.deep.equal(pass);
  });

  it('lets the document allow it, under the same key or another', () => {
    expect(judge(aCase().request(0).error('in_progress').request(2000).build())).to.deep.equal(none);
    for (const rule of ['backoff', 'same-key-after-wait', 'new-key', 'after-refresh'] as const) {
      const played = aCase().request(0).error('processing').request(2000);
      expect(judge(played.build({ rows: rowsWith(['poll', rule]) })), rule).to.deep.equal(none);
    }
    const never = aCase().request(0).error('processing').request(2000);
    expect(judge(never.build({ rows: rowsWith(['poll', 'never']) }))).to.have.property('verdict', 'fail');
  });

  it('does not let it come again under another key, where only the same one is allowed', () => {
    const again = (key: string, retry: RetryRule[]) =>
      judge(
        aCase()
          .request(0, { key: 'key#1' })
          .error('processing')
          .request(2000, { key })
          .build({ rows: rowsWith(retry) }),
      );
    expect(again('key#1', ['poll', 'same-key-after-wait'])).to.deep.equal(none);
    expect(again('key#2', ['poll', 'same-key-after-wait', 'backoff'])).to.have.property('verdict', 'fail');
    expect(again('key#2', ['poll', 'backoff', 'new-key'])).to.deep.equal(none);
  });

  it('accepts another one once a reading has shown that nothing comes of the first', () => {
    const made = () => aCase().request(0).reply({ state: 'open' });
    expect(judge(made().read(9).state('refused').request(2000).build())).to.deep.equal(pass);
    expect(judge(made().read(9).error('not_found').request(2000).build())).to.deep.equal(pass);
    expect(judge(made().read(9).state('paid').request(2000).build())).to.have.property('verdict', 'fail');
    expect(judge(made().request(2000).read(2001).state('refused').build())).to.have.property('verdict', 'fail');
    const before = aCase().read(0).state('refused').request(1).reply({ state: 'open' }).request(2000);
    expect(judge(before.build())).to.have.property('verdict', 'fail');
  });

  it('does not take anything else for being on its way', () => {
    expect(judge(aCase().request(0).reply({ state: 'paid' }).request(9).build())).to.deep.equal(none);
    expect(judge(aCase().request(0).reply({ state: 'odd' }).request(9).build())).to.deep.equal(none);
    expect(judge(aCase().request(0).reply({ state: 'constructor' }).request(9).build())).to.deep.equal(none);
    expect(judge(aCase().request(0).reply().request(9).build())).to.deep.equal(none);
    expect(judge(aCase().request(0).error('internal').request(9).build())).to.deep.equal(none);
    expect(judge(aCase().request(0).error('invalid_amount').request(9).build())).to.deep.equal(none);
    expect(judge(aCase().request(0).error('novel').request(9).build())).to.deep.equal(none);
    expect(judge(aCase().request(0).reset().request(9).build())).to.deep.equal(none);
    const broken = { row: 'acme/errors/processing', state: 'open', status: 202 };
    expect(judge(aCase().request(0).fault('bom', '202 with a BOM', broken).request(9).build())).to.deep.equal(none);
  });

  it('forgives a request that was sent before the answer to the first had come', () => {
    const late = aCase().request(0).request(9, { exchange: 9 });
    const reply = { event: 'reply', exchange: 1, status: 201, summary: '201 ok', codes: [] as string[] } as const;
    late.event({ ...reply, at: 20, kind: 'ok', state: 'open', delivered: true });
    expect(judge(late.build())).to.deep.equal(none);
  });

  it('does not take the state of a payment for that of a void', () => {
    const operation: Case['operation'] = { ...payment, effect: 'void' };
    expect(judge(aCase({ operation }).request(0).state('open').request(2000).build())).to.deep.equal(none);
  });

  it('does not judge a wait', () => {
    expect(judge(aCase({ operation: waiting }).request(0).state('open').request(9).build())).to.deep.equal(
      notApplicable('the operation brings nothing about'),
    );
  });

  it('has nothing to say where one request is all, and its rules would have allowed another', () => {
    const played = aCase().request(0).error('processing');
    expect(judge(played.build({ rows: rowsWith(['poll', 'backoff']) }))).to.deep.equal(none);
  });

  it('is not excused by what only the second request found out', () => {
    const played = aCase().request(0).state('open').request(2000).state('refused');
    expect(judge(played.build())).to.have.property('verdict', 'fail');
  });
});
