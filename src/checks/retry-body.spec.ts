import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, payment, reading } from './case-builder.spec.ts';
import { retryBody } from './retry-body.ts';

describe('retry.body', () => {
  const judge = retryBody.judge;
  const body = (text: string) => ({ body: text });

  it('accepts the same request, however it is written', () => {
    const played = aCase().request(0).reset().request(5, body('{ "amount": 1e3, "reference": "order-1" }'));
    expect(judge(played.build())).to.deep.equal(pass);
  });

  it('rejects another amount, path or method', () => {
    expect(
      judge(aCase().request(0).reset().request(5, body('{"reference":"order-1","amount":999}')).build()),
    ).to.deep.equal(fail('should', 'attempt 2 (at 5 ms) is not the request of attempt 1: the field `/amount` differs'));
    expect(judge(aCase().request(0).error('too_many').request(5, { path: '/pay' }).build())).to.deep.equal(
      fail('must', 'attempt 2 (at 5 ms) is not the request of attempt 1: the path differs'),
    );
    expect(judge(aCase().request(0).reset().request(5, { method: 'PUT' }).build())).to.deep.equal(
      fail('should', 'attempt 2 (at 5 ms) is not the request of attempt 1: the method differs'),
    );
    expect(judge(aCase().request(0).reply().request(5, { path: '/pay' }).build())).to.have.property('verdict', 'fail');
  });

  it('lets volatile fields change', () => {
    const operation = { ...payment, volatile: ['/sent_at'] };
    const played = aCase({ operation })
      .request(0, body('{"a":1,"sent_at":1}'))
      .reset()
      .request(5, body('{"a":1,"sent_at":2}'));
    expect(judge(played.build())).to.deep.equal(pass);
  });

  it('lets the request id change where a new key may come, and nowhere else', () => {
    const renamed = body('{"reference":"order-1b","amount":1000}');
    expect(judge(aCase().request(0).error('declined').request(5, renamed).build())).to.deep.equal(pass);
    expect(judge(aCase().request(0).error('too_many').request(5, renamed).build())).to.deep.equal(
      fail('must', 'attempt 2 (at 5 ms) is not the request of attempt 1: the field `/reference` differs'),
    );
  });

  it('takes neither a read after a conflict nor a poll for a retry', () => {
    const none = notApplicable('there was no second attempt');
    expect(judge(aCase().request(0).error('already_exists').read(5).reply().build())).to.deep.equal(none);
    const polls = aCase({ operation: reading })
      .request(0, body('{"id":1}'))
      .reply()
      .request(5, body('{"id":2}'))
      .reply();
    expect(judge(polls.build())).to.deep.equal(none);
  });

  it('lets nothing but the request id change with it, wherever that stands', () => {
    const declined = (again: string, first?: string, operation: Case['operation'] = payment) =>
      judge(
        aCase({ operation })
          .request(0, first === undefined ? {} : body(first))
          .error('declined')
          .request(5, body(again))
          .build(),
      ).verdict;
    expect(declined('{"reference":"order-1b","amount":1}')).to.equal('fail');
    const nested = { ...payment, marker: 'payment.reference' };
    expect(declined('{"payment":{"reference":"b"}}', '{"payment":{"reference":"a"}}', nested)).to.equal('pass');
    const { marker, ...unmarked } = payment;
    expect(declined(`{"${marker}":"order-1b","amount":1000}`, undefined, unmarked)).to.equal('fail');
  });
});
