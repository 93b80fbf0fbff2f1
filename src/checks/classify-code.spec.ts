import { expect } from 'chai';
import type { Belief, Told } from '../model/belief.ts';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { classifyCode } from './classify-code.ts';

describe('classify.code', () => {
  const judge = classifyCode.judge;
  const answered = (belief: Belief) => aCase().request(0).error('declined').tells(0, belief);

  it('accepts the code, alone or in a list', () => {
    expect(judge(answered({ outcome: 'failed', code: 'declined' }).build())).to.deep.equal(pass);
    expect(judge(answered({ outcome: 'failed', code: 'other', codes: ['declined'] }).build())).to.deep.equal(pass);
  });

  it('accepts any one code of an error that lists several', () => {
    const played = aCase()
      .request(0)
      .error('declined', { codes: ['declined', 'advised'] });
    expect(judge(played.tells(0, { outcome: 'failed', code: 'advised' }).build())).to.deep.equal(pass);
  });

  it('rejects another code and none', () => {
    expect(judge(answered({ outcome: 'failed', code: 'card_error' }).build())).to.deep.equal(
      fail('must', 'told the caller the code `card_error` after 402 declined at 0 ms; `declined` is right'),
    );
    expect(judge(answered({ outcome: 'failed' }).build())).to.deep.equal(
      fail('must', 'told the caller no code after 402 declined at 0 ms; `declined` is right'),
    );
    const advised = aCase().request(0).error('advised').tells(0, { outcome: 'failed' });
    expect(judge(advised.build())).to.have.property('severity', 'should');
  });

  it('judges the message where it is told', () => {
    const tells: Told[] = ['outcome', 'code', 'message'];
    const told = (message?: string) =>
      judge(answered({ outcome: 'failed', code: 'declined', ...(message ? { message } : {}) }).build({ tells }));
    expect(told('payment failed: Acme says declined')).to.deep.equal(pass);
    expect(told('payment failed')).to.deep.equal(
      fail(
        'must',
        'told the caller another message than the provider’s after 402 declined at 0 ms; the provider said “Acme says declined”',
      ),
    );
    expect(told()).to.deep.equal(
      fail('must', 'told the caller no message after 402 declined at 0 ms; the provider said “Acme says declined”'),
    );
  });

  it('asks for no message where the provider gave none', () => {
    const silent = answered({ outcome: 'failed', code: 'declined' }).build();
    const trace = silent.trace.map((event) => {
      if (event.event !== 'reply') return event;
      const { message, ...rest } = event;
      return message === undefined ? event : rest;
    });
    expect(judge({ ...silent, trace, tells: ['outcome', 'message'] })).to.deep.equal(pass);
  });

  it('lets a client in doubt speak of the request that is still open', () => {
    const played = aCase().request(0).reset().request(9).error('busy').tells(9, { outcome: 'unknown' });
    expect(judge(played.build())).to.deep.equal(notApplicable('the client tells of an earlier request still open'));
    const coded = aCase()
      .request(0)
      .error('internal')
      .request(9)
      .error('busy')
      .tells(9, { outcome: 'unknown', code: 'internal' });
    expect(judge(coded.build())).to.deep.equal(pass);
  });

  it('lets a client that asked what became of it speak of its own request, whose reply had no code', () => {
    const asked = (code?: string) =>
      judge(
        aCase()
          .request(0)
          .fault('html', '503 gateway page', { status: 503 })
          .read(0)
          .error('not_found')
          .tells(0, { outcome: 'unknown', ...(code === undefined ? {} : { code }) })
          .build(),
      );
    expect(asked()).to.deep.equal(notApplicable('the client tells of an earlier reply that had no documented code'));
    expect(asked('not_found')).to.deep.equal(pass);
    expect(asked('declined')).to.have.property('verdict', 'fail');
    const odd = aCase().request(0).error('some_future_code', { status: 500 }).read(0).error('not_found');
    expect(judge(odd.tells(0, { outcome: 'unknown' }).build())).to.have.property('verdict', 'not-applicable');
  });

  it('does not judge what carries no documented code', () => {
    const none = (played: ReturnType<typeof aCase>) =>
      expect(judge(played.tells(0, { outcome: 'unknown' }).build())).to.deep.equal(
        notApplicable('the last reply carries no documented code'),
      );
    none(aCase().request(0).reset());
    none(aCase().request(0).error('novel'));
    none(aCase().request(0).error('x', { row: 'acme/statuses/503', status: 503, summary: '503 x' }));
    expect(
      judge(aCase().request(0).error('declined', { codes: [] }).tells(0, { outcome: 'failed' }).build()),
    ).to.deep.equal(pass);
  });

  it('does not judge what is not told, not heard or no failure', () => {
    expect(judge(answered({ outcome: 'failed' }).build({ tells: ['outcome'] }))).to.deep.equal(
      notApplicable('the client tells neither code nor message'),
    );
    expect(judge(answered({ outcome: 'succeeded' }).build())).to.deep.equal(
      notApplicable('the client tells of no failure'),
    );
    expect(judge(aCase().tells(0, { outcome: 'failed' }).build())).to.deep.equal(
      inconclusive('no reply reached the client before the call settled'),
    );
  });

  it('asks for the code of a refusal that stands beside a reading which failed, and for one message of the two', () => {
    const told = (belief: Belief) =>
      judge(
        aCase({ tells: ['code', 'message'] })
          .request(0)
          .error('declined')
          .read(1)
          .error('internal')
          .tells(1, belief)
          .build(),
      ).verdict;
    expect(told({ outcome: 'failed', message: 'Acme says declined' })).to.equal('fail');
    expect(told({ outcome: 'failed', code: 'declined', message: 'Acme says declined' })).to.equal('pass');
  });

  it('asks for the code of an error under a redirect’s status, and of none under a success’s', () => {
    const under = (status: number) =>
      judge(aCase().request(0).error('declined', { status, elsewhere: true }).tells(0, { outcome: 'failed' }).build());
    expect(under(300)).to.have.property('verdict', 'fail');
    expect(under(299)).to.have.property('verdict', 'not-applicable');
  });
});
