import { expect } from 'chai';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, payment, reading, waiting } from './case-builder.spec.ts';
import { retryNever } from './retry-never.ts';

describe('retry.never', () => {
  const judge = retryNever.judge;
  const nothing = notApplicable('no reply forbade another attempt');

  it('rejects a second attempt after a reply that forbids it', () => {
    const told = 'sent a second attempt 500 ms after 400 invalid_amount, although no rule allows a retry';
    expect(judge(aCase().request(0).error('invalid_amount').request(500).build())).to.deep.equal(fail('must', told));
    expect(judge(aCase().request(0).error('advised').request(500).build())).to.deep.equal(
      fail('should', told.replace('invalid_amount', 'advised')),
    );
  });

  it('accepts that none follows', () => {
    expect(judge(aCase().request(0).error('invalid_amount').build())).to.deep.equal(pass);
  });

  it('accepts a reading after it, and what an earlier call of the intent had sent', () => {
    expect(judge(aCase().request(0).error('invalid_amount').read(1).reply().build())).to.deep.equal(pass);
    const twice = aCase().request(0).error('invalid_amount').tells(0, { outcome: 'failed' });
    twice.call('follow-up', 1).request(1).reply();
    expect(judge(twice.build())).to.deep.equal(pass);
  });

  it('says nothing of replies that allow a retry, and of those that no document lists', () => {
    expect(judge(aCase().request(0).error('too_many').request(500).error('busy').build())).to.deep.equal(nothing);
    expect(judge(aCase().request(0).error('novel').request(500).build())).to.deep.equal(nothing);
    expect(judge(aCase().request(0).reset().request(0).reply().build())).to.deep.equal(nothing);
    expect(judge(aCase().request(0).error('invalid_amount', { delivered: false }).request(500).build())).to.deep.equal(
      nothing,
    );
  });

  it('does not hold against an attempt what was answered only after it', () => {
    const hedged = (at: number) =>
      judge(aCase().request(0).error('invalid_amount', { at }).request(500).reset().build());
    expect(hedged(501)).to.deep.equal(nothing);
    expect(hedged(500)).to.have.property('verdict', 'fail');
  });

  it('counts attempts and waits where it happens', () => {
    const played = aCase().request(0).error('too_many').request(1000).error('invalid_amount').request(2500);
    expect(judge(played.build())).to.deep.equal(
      fail('must', 'sent a third attempt 1,500 ms after 400 invalid_amount, although no rule allows a retry'),
    );
  });

  describe('where only a new key allows it', () => {
    it('accepts another key, or another request id in the body', () => {
      const keyed = aCase().request(0, { key: 'key#1' }).error('declined').request(9, { key: 'key#2' });
      expect(judge(keyed.build())).to.deep.equal(pass);
      const marked = aCase().request(0).error('declined').request(9, { body: '{"reference":"order-2","amount":1000}' });
      expect(judge(marked.build())).to.deep.equal(pass);
    });

    it('rejects the same one', () => {
      const told = 'sent a second attempt 9 ms after 402 declined, which allows one only under a new key';
      const keyed = aCase().request(0, { key: 'key#1' }).error('declined').request(9, { key: 'key#1' });
      expect(judge(keyed.build())).to.deep.equal(fail('must', told));
      expect(judge(aCase().request(0).error('declined').request(9).build())).to.deep.equal(fail('must', told));
      const { marker, ...unmarked } = payment;
      const bare = aCase({ operation: unmarked })
        .request(0)
        .error('declined')
        .request(9, { body: `not even ${marker}` });
      expect(judge(bare.build())).to.deep.equal(fail('must', told));
    });
  });

  describe('where fresh credentials allow it', () => {
    const attempts = (...labels: string[]) => {
      const played = aCase();
      for (const credentials of labels) played.request(0, { credentials }).error('unauthorized');
      return judge(played.build());
    };

    it('accepts them, and one resend that may have been a refresh into the same ones', () => {
      expect(attempts('credentials#1')).to.deep.equal(pass);
      expect(attempts('credentials#1', 'credentials#2')).to.deep.equal(pass);
      expect(attempts('credentials#1', 'credentials#1')).to.deep.equal(pass);
      expect(attempts('credentials#1', 'credentials#1', 'credentials#2')).to.deep.equal(pass);
    });

    it('rejects the same ones once more', () => {
      expect(attempts('credentials#1', 'credentials#1', 'credentials#1')).to.deep.equal(
        fail('should', 'sent a third attempt 0 ms after 401 unauthorized, again with the same credentials'),
      );
    });
  });

  describe('where the state is to be read', () => {
    it('rejects a resend, unless a reading has shown that there is nothing', () => {
      expect(judge(aCase().request(0).error('processing').request(9).build())).to.deep.equal(
        fail('must', 'sent a second attempt 9 ms after 202 processing, although the state is to be read instead'),
      );
      const read = aCase().request(0).error('processing').read(5).error('not_found').request(9);
      expect(judge(read.build())).to.deep.equal(pass);
      const seen = aCase().request(0).error('processing').read(5).state('open').request(9);
      expect(judge(seen.build())).to.have.property('verdict', 'fail');
    });

    it('lets a read read again', () => {
      const played = aCase({ operation: reading }).request(0).error('processing').request(9).reply();
      expect(judge(played.build())).to.deep.equal(nothing);
    });
  });

  it('asks for a new key or fresh credentials where the row lets the client choose', () => {
    const third = (code: string, key: string) => {
      const played = aCase();
      for (const carried of ['key#1', 'key#1', key]) {
        played.request(0, { credentials: 'credentials#1', key: carried }).error(code);
      }
      return judge(played.build());
    };
    expect(third('token_expired', 'key#2')).to.deep.equal(pass);
    expect(third('token_expired', 'key#1')).to.have.property('verdict', 'fail');
    expect(third('unauthorized', 'key#2')).to.have.property('verdict', 'fail');
  });

  describe('after a success', () => {
    it('rejects another attempt', () => {
      expect(judge(aCase().request(0).reply().request(700).build())).to.deep.equal(
        fail('should', 'sent a second attempt 700 ms after 201 ok, although that had succeeded'),
      );
    });

    it('knows a success by its row, and an echo for none', () => {
      const row = { row: 'acme/statuses/200', status: 200, summary: '200 ok' };
      expect(judge(aCase().request(0).error('ok', row).request(7).build())).to.deep.equal(
        fail('should', 'sent a second attempt 7 ms after 200 ok, although that had succeeded'),
      );
      expect(judge(aCase().request(0).error('done_before').request(7).build())).to.deep.equal(nothing);
    });

    it('has nothing to say where none follows, where a poll follows, or where the bytes were odd', () => {
      expect(judge(aCase().request(0).reply().build())).to.deep.equal(nothing);
      const poll = aCase({ operation: waiting }).request(0).reply({ state: 'open' }).request(9).state('paid');
      expect(judge(poll.build())).to.deep.equal(nothing);
      const odd = aCase().request(0).fault('bom', '201 with a byte order mark', { status: 201 }).request(9).reply();
      expect(judge(odd.build())).to.deep.equal(nothing);
    });
  });

  it('leaves one resend free after a rejection that a lost reply came before', () => {
    const played = aCase().request(0).reset().request(5).error('unauthorized').request(6).reply();
    expect(judge(played.build())).to.deep.equal(pass);
  });
});
