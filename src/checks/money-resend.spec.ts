import { expect } from 'chai';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, payment, reading } from './case-builder.spec.ts';
import { acmeRows } from './case-rows.spec.ts';
import { moneyResend } from './money-resend.ts';

describe('money.resend', () => {
  const judge = moneyResend.judge;

  const { keyHeader, ...unkeyed } = payment;
  /** Acme without the rows that answer a repeat. */
  const rows = Object.fromEntries(Object.entries(acmeRows).filter(([, { echo }]) => echo !== true));
  const bare = () => aCase({ operation: unkeyed, rows });

  it('rejects a resend after a lost reply', () => {
    expect(judge(bare().request(0).reset().request(250).reply().build())).to.deep.equal(
      fail(
        'should',
        'sent a second attempt 250 ms after connection reset, without an idempotency key, although the request sent at 0 ms may have gone through',
      ),
    );
    const hung = bare().request(0).aborted(3000).request(3100).reply();
    expect(judge(hung.build())).to.have.property('verdict', 'fail');
    const page = bare().request(0).fault('html', '502 gateway page', { status: 502 }).request(9).reply();
    expect(judge(page.build())).to.have.property('verdict', 'fail');
  });

  it('remembers the doubt over a later refusal', () => {
    const later = bare().request(0).reset().request(250).error('too_many').request(500).reply();
    const first = bare().request(0).error('too_many').request(250).reset().request(500).reply();
    expect(judge(later.build())).to.have.property('message').that.includes('sent at 0 ms');
    expect(judge(first.build()))
      .to.have.property('message')
      .that.includes('a third attempt 250 ms after connection reset');
  });

  it('rejects it too where the provider takes a key and the client sends none', () => {
    const careless = aCase({ rows }).request(0).error('internal').request(250).reply();
    expect(judge(careless.build())).to.have.property('verdict', 'fail');
  });

  it('accepts giving up, reading first, and resending what certainly did nothing', () => {
    expect(judge(bare().request(0).reset().build())).to.deep.equal(pass);
    expect(judge(bare().request(0).reset().read(5).error('not_found').request(9).reply().build())).to.deep.equal(pass);
    expect(judge(bare().request(0).reset().read(5).error('busy').request(9).build())).to.have.property(
      'verdict',
      'fail',
    );
    const certain = notApplicable('no request was left in doubt');
    expect(judge(bare().request(0).error('too_many').request(9).reply().build())).to.deep.equal(certain);
    expect(judge(bare().request(0).fault('refused', 'refused').request(9).reply().build())).to.deep.equal(certain);
    expect(judge(bare().build())).to.deep.equal(certain);
  });

  it('does not blame a client for what its connection pool resends at once', () => {
    expect(judge(bare().request(0).reset().request(0).reply().build())).to.have.property('verdict', 'not-applicable');
    expect(judge(bare().request(0).reset().request(0).error('too_many').request(9).reply().build())).to.have.property(
      'verdict',
      'not-applicable',
    );
  });

  it('accepts what the document says to send again, for an operation without a key', () => {
    expect(judge(bare().request(0).error('internal').request(250).reply().build())).to.deep.equal(pass);
    const basis = { outcome: 'stated', category: 'stated', retry: 'inferred' } as const;
    const internal = acmeRows['acme/errors/internal'];
    const changed = (facts: object) => ({
      ...rows,
      'acme/errors/internal': { ...internal, ...facts },
    });
    const judged = (facts: object) => {
      const played = bare().request(0).error('internal', { row: 'acme/errors/internal' }).request(250).reply().build();
      return judge(Object.assign(played, { rows: changed(facts) }));
    };
    expect(judged({})).to.deep.equal(pass);
    expect(judged({ basis })).to.have.property('verdict', 'fail');
    expect(judged({ source: 'outside' })).to.have.property('verdict', 'fail');
    expect(judge(bare().request(0).error('processing').request(9).reply().build())).to.have.property('verdict', 'fail');
  });

  it('leaves keyed requests to retry.key, and knows methods that may be repeated', () => {
    const safe = notApplicable('what is in doubt carries an idempotency key, or a method that may be repeated');
    const keyed = aCase({ rows }).request(0, { key: 'key#1' }).reset().request(9, { key: 'key#2' }).reply();
    expect(judge(keyed.build())).to.deep.equal(safe);
    for (const method of ['PUT', 'DELETE']) {
      expect(judge(bare().request(0, { method }).reset().request(9, { method }).build()), method).to.deep.equal(safe);
    }
    expect(judge(bare().request(0, { method: 'PATCH' }).reset().request(9).build())).to.have.property(
      'verdict',
      'fail',
    );
    const late = aCase({ rows }).request(0).reset().request(9, { key: 'key#1' }).reply();
    expect(judge(late.build())).to.have.property('verdict', 'fail');
  });

  it('accepts a resend where the provider knows a repeat, as long as it is one', () => {
    const known = notApplicable('the provider itself knows a repeat of this operation');
    const other = { body: '{"reference":"order-2","amount":1000}' };
    for (const played of [
      () => aCase({ operation: unkeyed }),
      () => aCase({ operation: { ...unkeyed, keyField: 'reference' }, rows }),
    ]) {
      expect(judge(played().request(0).reset().request(9).reply().build())).to.deep.equal(known);
      expect(judge(played().request(0).reset().request(9, other).reply().build())).to.have.property('verdict', 'fail');
    }
    const mixed = aCase({ operation: unkeyed }).request(0).reset().request(9).reset().request(20, other).reply();
    expect(judge(mixed.build())).to.have.property('message').that.includes('sent a third attempt');
    const elsewhere = Object.fromEntries(
      Object.entries(acmeRows).map(([id, row]) => [id, { ...row, operations: ['getPayment'] }]),
    );
    const without = aCase({ operation: unkeyed, rows: elsewhere }).request(0).reset().request(9).reply();
    expect(judge(without.build())).to.have.property('verdict', 'fail');
  });

  it('does not judge a read or a void', () => {
    expect(judge(aCase({ operation: reading }).request(0).reset().request(9).build())).to.deep.equal(
      notApplicable('the operation brings nothing about'),
    );
    const operation = { ...unkeyed, effect: 'void' } as const;
    expect(judge(aCase({ operation, rows }).request(0).reset().request(9).build())).to.deep.equal(
      notApplicable('what is undone already cannot be undone again'),
    );
  });

  it('asks whether the very request that carries no key is in doubt still', () => {
    const key = { key: 'key#1' };
    const looked = bare().request(0).reset().read(1).error('not_found').request(2, key).reset().request(3, key).reply();
    expect(judge(looked.build())).to.deep.equal(pass);
  });
});
