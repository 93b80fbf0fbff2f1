import { expect } from 'chai';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, type CaseBuilder } from './case-builder.spec.ts';
import { retryRefresh } from './retry-refresh.ts';

describe('retry.refresh', () => {
  const judge = (played: CaseBuilder) => retryRefresh.judge(played.build());
  const refresh = (played: CaseBuilder, since: number, call?: string) =>
    played.event({ event: 'refreshed', at: since + 50, since, ...(call === undefined ? {} : { call }) });

  /** Two calls at once, both of which are told that their credentials have expired. */
  const both = () =>
    aCase().request(0).error('token_expired').call('call-2', 0, 'intent-2').request(0).error('token_expired');

  it('accepts one refresh, whose credentials both calls use', () => {
    expect(judge(refresh(both(), 0, 'call-1'))).to.deep.equal(pass);
  });

  it('rejects one each, at once or one after the other', () => {
    const message = (at: string) =>
      fail('should', `refreshed its credentials a second time (at ${at}), although they had expired once`);
    expect(judge(refresh(refresh(both(), 0, 'call-1'), 0, 'call-2'))).to.deep.equal(message('0 ms'));
    expect(judge(refresh(refresh(both(), 0, 'call-1'), 50, 'call-2'))).to.deep.equal(message('50 ms'));
  });

  it('counts how often they had expired', () => {
    const twice = () => {
      const once = refresh(aCase().request(0).error('token_expired'), 0, 'call-1');
      return refresh(once.request(50).error('token_expired'), 50, 'call-1');
    };
    expect(judge(twice())).to.deep.equal(pass);
    expect(judge(refresh(twice(), 100, 'call-1'))).to.deep.equal(
      fail('should', 'refreshed its credentials a third time (at 100 ms), although they had expired 2 times'),
    );
  });

  it('lets a request that left before the refresh share its expiry, however late the reply comes', () => {
    const late = refresh(aCase().request(0).error('token_expired').request(10), 0, 'call-1');
    const played = refresh(late.error('token_expired', { at: 400 }), 400, 'call-1');
    expect(judge(played)).to.have.property('verdict', 'fail');
  });

  it('leaves alone what is renewed ahead of time: before any rejection, or by a timer', () => {
    expect(judge(refresh(aCase(), 0, 'call-1').request(50).reply())).to.deep.equal(
      notApplicable('the client refreshed its credentials before anything had expired'),
    );
    expect(judge(refresh(refresh(both(), 0, 'call-1'), 900))).to.deep.equal(pass);
  });

  it('has nothing to say of a client that never refreshes', () => {
    expect(judge(both())).to.deep.equal(notApplicable('the client never refreshed its credentials'));
  });

  it('does not count what no rule wants a refresh for', () => {
    const played = refresh(refresh(aCase().request(0).error('too_many'), 0, 'call-1'), 60, 'call-1');
    expect(judge(played)).to.have.property('verdict', 'not-applicable');
  });

  it('takes them in the order in which they were asked for, and not in that in which they came', () => {
    const expired = () => aCase().request(0).error('token_expired');
    const slow = expired().event({ event: 'refreshed', at: 70, since: 60, call: 'call-1' });
    expect(judge(slow.event({ event: 'refreshed', at: 100, since: 0, call: 'call-1' }))).to.deep.equal(
      fail('should', 'refreshed its credentials a second time (at 60 ms), although they had expired once'),
    );
  });

  it('holds no refresh against a client that came before any rejection, and counts no rejection that comes later', () => {
    const early = refresh(aCase(), 0, 'call-1').request(50).error('token_expired');
    expect(judge(refresh(early, 60, 'call-1'))).to.deep.equal(pass);
    const twice = refresh(refresh(both(), 0, 'call-1'), 0, 'call-2');
    expect(judge(twice.request(500).error('token_expired'))).to.have.property('verdict', 'fail');
  });
});
