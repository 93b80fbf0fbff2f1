import { expect } from 'chai';
import type { Outcome } from '../model/outcome.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { asyncSurvives } from './async-survives.ts';
import { aCase, type CaseBuilder, reading, waiting } from './case-builder.spec.ts';

describe('async.survives', () => {
  const judge = asyncSurvives.judge;
  const wait = () => aCase({ operation: waiting });
  const seen = () => wait().request(0).state('open').request(5000);
  const told = (played: CaseBuilder, outcome: Outcome = 'unknown') => judge(played.tells(5000, { outcome }).build());
  const none = notApplicable('no poll failed for a moment');

  it('accepts a wait that polls on', () => {
    expect(
      judge(seen().error('busy').request(9000).state('paid').tells(9000, { outcome: 'succeeded' }).build()),
    ).to.deep.equal(pass);
    expect(judge(seen().reset().request(9000).aborted(9500).tells(9500, { outcome: 'unknown' }).build())).to.deep.equal(
      pass,
    );
  });

  it('rejects one that gives up after one failed poll', () => {
    expect(told(seen().error('busy'))).to.deep.equal(
      fail('should', 'gave up the wait after one failed poll (503 busy at 5,000 ms)'),
    );
    for (const outcome of ['pending', 'retryable'] as const) {
      expect(told(seen().reset(), outcome)).to.have.property('verdict', 'fail');
    }
    expect(judge(seen().reset().throws(5000, {}).build())).to.have.property('verdict', 'fail');
  });

  it('rejects a payment that is called failed because a poll failed', () => {
    const message =
      'told the caller `failed` because a poll failed (connection reset at 5,000 ms); the payment may well have gone through';
    expect(told(seen().reset(), 'failed')).to.deep.equal(fail('should', message));
    expect(told(wait().request(0).reset(), 'failed')).to.have.property('verdict', 'fail');
    expect(told(aCase().request(0).reply().read(5000).reset(), 'failed')).to.have.property('verdict', 'fail');
    const garbled = seen().fault('trunc', '200 trunc', { status: 200 });
    expect(told(garbled, 'failed')).to.have.property('verdict', 'fail');
    expect(told(seen().error('too_many', { retryAfter: '60' }), 'failed')).to.have.property('verdict', 'fail');
  });

  it('takes what passes by itself for a moment, and nothing else', () => {
    const moments: [CaseBuilder, string][] = [
      ...[408, 425, 429, 500, 599].map((status): [CaseBuilder, string] => [
        seen().error('novel', { status }),
        `${status}`,
      ]),
      [seen().fault('html', '502 html', { status: 502 }), 'gateway'],
      [seen().fault('stall', 'no reply', { delivered: false }), 'stall'],
      [seen().fault('dns', 'no such host'), 'dns'],
      [seen().fault('cut', 'cut', { status: 200 }), 'cut'],
    ];
    for (const [played, name] of moments) expect(told(played), name).to.have.property('verdict', 'fail');
    const others: [CaseBuilder, string][] = [
      [seen().error('unauthorized'), '401'],
      [seen().error('not_found'), '404'],
      [seen().error('novel', { status: 499 }), '499'],
      [seen().fault('json', '400 []', { status: 400 }), 'refusal'],
      [seen().fault('html', '403 html', { status: 403 }), '403 page'],
      [seen().fault('html', '499 html', { status: 499 }), '499 page'],
      [seen().fault('redirect', '302 elsewhere', { status: 302 }), 'redirect'],
      [seen().fault('bom', '200 with a BOM', { status: 200 }), 'bom'],
      [seen().error('invalid_amount', { status: 500 }), 'a 500 that is not to be tried again'],
      [seen().state('open'), 'open'],
    ];
    for (const [played, name] of others) {
      for (const outcome of ['failed', 'unknown'] as const) expect(told(played, outcome), name).to.deep.equal(none);
    }
  });

  describe('may give up', () => {
    it('after one look, or several failures in a row', () => {
      expect(told(wait().request(5000).error('busy'))).to.deep.equal(pass);
      expect(told(wait().request(0).error('busy').request(5000).error('busy'))).to.deep.equal(pass);
      expect(told(seen().error('busy').request(5000).error('busy'))).to.deep.equal(pass);
    });

    it('at the end of its patience, after several looks', () => {
      expect(told(wait().request(0).state('open').request(1000).state('open').request(5000).reset())).to.deep.equal(
        pass,
      );
    });

    it('instead of a long wait, or before a body that cannot be read', () => {
      expect(told(seen().error('too_many', { retryAfter: '600' }))).to.deep.equal(pass);
      expect(told(seen().error('too_many', { retryAfter: '0' }))).to.have.property('verdict', 'fail');
      expect(told(seen().fault('trunc', '200 trunc', { status: 200 }))).to.deep.equal(pass);
    });

    it('where it is no wait, or reads something else', () => {
      expect(told(aCase().request(0).reply().read(1).state('open').read(5000).reset())).to.deep.equal(pass);
      const operation = { ...waiting, uses: ['getPayment', 'getPayer'], reads: ['getPayment', 'getPayer'] };
      const two = aCase({ operation }).request(0).state('open').request(5000, { operation: 'getPayer' }).error('busy');
      expect(told(two)).to.deep.equal(pass);
    });

    it('once it has seen the end, and where it had no time to hear', () => {
      const toldLater = (outcome: Outcome) => told(wait().request(0).state('refused').request(5000).reset(), outcome);
      expect(toldLater('failed')).to.deep.equal(pass);
      expect(toldLater('unknown')).to.deep.equal(pass);
      const race = seen().tells(5000, { outcome: 'pending' }).reset({ at: 5000 });
      expect(judge(race.build())).to.deep.equal(none);
      expect(judge(seen().reset().build())).to.deep.equal(pass);
    });
  });

  it('lets a payment fail that was never made, whatever a reading said', () => {
    expect(told(aCase().request(0).error('declined').read(5000).error('busy'), 'failed')).to.deep.equal(pass);
    expect(told(aCase().read(0).reset(), 'failed')).to.deep.equal(pass);
    expect(told(aCase().request(0).reset().read(5000).reset(), 'failed')).to.have.property('verdict', 'fail');
    expect(told(aCase().request(0).error('processing').read(5000).reset(), 'failed')).to.have.property(
      'verdict',
      'fail',
    );
  });

  it('does not judge a plain reading, nor a call that never polls', () => {
    expect(told(aCase({ operation: reading }).request(0).error('busy'), 'failed')).to.deep.equal(none);
    expect(told(aCase().request(0).error('busy'), 'failed')).to.deep.equal(none);
  });

  it('takes a 400 for the refusal that it is, whoever sent it', () => {
    const page = { status: 400, family: 'gateway' } as const;
    const played = aCase({ operation: waiting }).request(0).fault('html', '400 gateway page', page);
    expect(told(played, 'failed')).to.deep.equal(none);
  });
});
