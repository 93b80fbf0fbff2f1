import { expect } from 'chai';
import { aCase, payment, reading, waiting } from '../checks/case-builder.spec.ts';
import type { Case } from '../model/case.ts';
import { observe } from './observe.ts';

const key = { key: 'key#1', handed: true } as const;

function probed(played: Case) {
  return observe(played)?.probed;
}

describe('what a scenario tells of a retry policy', () => {
  it('is what was answered, how often, how far apart, under which key, and when it was over', () => {
    const played = aCase().request(0, key).error('internal').request(500, key).error('internal', { at: 510 });
    const told = probed(played.request(1510, key).error('internal').tells(1600).build());
    expect(told).to.deep.equal({
      answer: { status: 500, codes: ['internal'] },
      attempts: 3,
      lasts: true,
      gapsMs: [500, 1000],
      settledMs: 1600,
      key: 'handed',
      keyKept: true,
    });
  });

  it('does not last where something else was answered in the end', () => {
    const recovered = aCase().request(0).error('internal').request(500).reply().tells(500).build();
    expect(probed(recovered)).to.include({ attempts: 2 }).and.not.to.have.property('lasts');
    const other = aCase().request(0).error('internal').request(500).error('busy').request(900).error('busy');
    expect(probed(other.tells(900).build())).to.deep.include({ attempts: 3, gapsMs: [500] });
  });

  it('is nothing after a success, for a wait, without a happy path, or where globals are broken', () => {
    const failing = () => aCase().request(0).error('internal').tells(1);
    expect(observe(failing().build())).to.be.an('object');
    expect(observe(aCase().request(0).reply().tells(1).build())).to.equal(undefined);
    const wait = aCase({ operation: waiting }).request(0).error('internal').tells(1).build();
    expect(observe(wait)).to.equal(undefined);
    expect(observe(failing().build({ control: { passed: false } }))).to.equal(undefined);
    expect(observe(failing().build({ broken: 'Array is another' }))).to.equal(undefined);
    expect(observe(aCase().build())).to.equal(undefined);
  });

  describe('of a transport', () => {
    it('is the name of what broke, and how long the client waited for what never came', () => {
      const stalled = aCase().request(0).fault('stall', 'no reply', { delivered: false }).aborted(10_000);
      const told = probed(stalled.request(10_500).reset().tells(10_600).build());
      expect(told).to.deep.include({ answer: { fault: 'stall' }, timeoutMs: 10_000, gapsMs: [500] });
    });

    it('has no wait where nobody saw the end of the attempt before', () => {
      const hedged = aCase().request(0).fault('stall', 'no reply', { delivered: false }).request(300);
      const told = probed(hedged.fault('stall', 'no reply', { delivered: false }).tells(900).build());
      expect(told).to.deep.include({ attempts: 2, gapsMs: [] });
      const late = aCase().request(0).fault('stall', 'no reply', { delivered: false });
      late.event({ event: 'aborted', at: 900, call: 'call-1', exchange: 1 });
      const overlapping = late.request(300).reset().tells(900).build();
      expect(probed(overlapping)?.gapsMs).to.deep.equal([]);
    });

    it("counts what the client's HTTP stack resends by itself apart", () => {
      const resent = aCase().request(0).reset().request(0).reset().request(400).reset().tells(400).build();
      expect(probed(resent)).to.deep.include({ attempts: 2, sent: 3, gapsMs: [400] });
    });

    it('says nothing where a reply could be read', () => {
      const drip = aCase().request(0).fault('drip', 'slow', { status: 200 }).tells(9).build();
      expect(observe(drip)).to.equal(undefined);
    });
  });

  it('is nothing of what breaks a connection to some stacks only', () => {
    expect(observe(aCase().request(0).fault('garbage', 'no HTTP').tells(1).build())).to.equal(undefined);
  });

  it('is the status of a page of a gateway, and nothing of bodies that are spoilt, redirects and strange places', () => {
    const page = (fault: string, status: number) => aCase().request(0).fault(fault, fault, { status }).tells(1).build();
    expect(probed(page('html', 502))?.answer).to.deep.equal({ status: 502, codes: [] });
    expect(probed(page('empty', 500))?.answer).to.deep.equal({ status: 500, codes: [] });
    for (const spoilt of [page('json', 500), page('redirect', 307), page('html', 200)])
      expect(observe(spoilt)).to.equal(undefined);
    const strange = aCase().request(0).error('internal', { status: 503, elsewhere: true }).tells(1).build();
    expect(observe(strange)).to.equal(undefined);
    const unlisted = aCase().request(0).error('someday', { status: 500 }).tells(1).build();
    expect(probed(unlisted)?.answer).to.deep.equal({ status: 500, codes: [] });
  });

  describe('after a Retry-After', () => {
    const form = (retryAfter: string) =>
      probed(aCase().request(0).error('busy', { retryAfter }).tells(1).build())?.retryAfter;

    it('tells its form, and what it asks for', () => {
      expect(form('2')).to.deep.equal({ form: 'seconds', askedMs: 2000 });
      expect(form('Tue, 01 Jan 2030 00:00:05 GMT')).to.deep.equal({ form: 'date', askedMs: 5000 });
      expect(form('2147484')).to.deep.equal({ form: 'huge', askedMs: 2_147_484_000 });
      expect(form('0')).to.deep.equal({ form: 'zero' });
      expect(form('-5')).to.deep.equal({ form: 'negative' });
      expect(form('Wed, 21 Oct 2015 07:28:00 GMT')).to.deep.equal({ form: 'past' });
      expect(form('soon')).to.deep.equal({ form: 'junk' });
    });

    it('is another answer than without', () => {
      const once = aCase().request(0).error('busy', { retryAfter: '2' }).request(2000).error('busy').tells(2000);
      expect(probed(once.build()))
        .to.deep.include({ attempts: 2, gapsMs: [2000] })
        .and.not.to.have.property('lasts');
    });
  });

  it('tells a resend with fresh credentials from a retry', () => {
    const [old, fresh] = [{ credentials: 'credentials#1' }, { credentials: 'credentials#2' }];
    const renewed = aCase().request(0, old).error('unauthorized').request(50, fresh).reply().tells(60).build();
    expect(probed(renewed)).to.include({ refreshed: true });
    const stubborn = aCase().request(0, old).error('unauthorized').request(50, old).error('unauthorized').tells(60);
    expect(probed(stubborn.build())).to.not.have.property('refreshed');
  });

  it('tells whose the key is, whether it stays, and nothing where none is taken', () => {
    const told = (first: object, second: object, operation: Case['operation'] = payment) =>
      probed(
        aCase().request(0, first).error('internal').request(9, second).error('internal').tells(9).build({ operation }),
      );
    expect(told({ key: 'key#1' }, { key: 'key#2' })).to.include({ key: 'own', keyKept: false });
    expect(told({ key: 'key#1' }, {})).to.include({ keyKept: false });
    expect(told({}, {})).to.include({ key: 'none' }).and.not.to.have.property('keyKept');
    const { keyHeader: _, ...keyless } = payment;
    expect(told({}, {}, keyless)).to.not.have.property('key');
    expect(told({}, {}, { ...reading, name: 'createPayment', main: 'createPayment' })).to.not.have.property('key');
  });

  it('tells whether several intents share a key', () => {
    const calls = ['intent-1', 'intent-2'].map((intent, index) => ({
      id: `call-${index + 1}`,
      operation: 'createPayment',
      intent,
      start: 'with' as const,
    }));
    const several = (first: object, second: object) => {
      const played = aCase()
        .request(0, first)
        .reply()
        .tells(1)
        .call('call-2', 0, 'intent-2')
        .request(0, second)
        .reply();
      const built = played.tells(1).build();
      return observe({ ...built, scenario: { ...built.scenario, calls } });
    };
    expect(several({ key: 'key#1' }, { key: 'key#2' })).to.deep.equal({ keysDistinct: true });
    expect(several({ key: 'key#1' }, { key: 'key#1' })).to.deep.equal({ keysDistinct: false });
    expect(several({ key: 'key#1' }, {})).to.equal(undefined);
  });

  describe('over a restart', () => {
    const restarted = (...keys: (string | undefined)[]) => {
      const [before, ...after] = keys.map((key) => (key === undefined ? {} : { key }));
      const played = aCase().request(0, before).fault('stall', 'no reply', { delivered: false });
      played.restarted('call-2', 100);
      for (const key of after) played.request(1100, key).reply();
      return observe(played.tells(1100).build());
    };

    it('tells whether the first request after it carries the key of the last one before', () => {
      expect(restarted('key#1', 'key#1')).to.deep.equal({ keyAfterRestart: 'same' });
      expect(restarted('key#1', 'key#2')).to.deep.equal({ keyAfterRestart: 'new' });
      expect(restarted('key#1', 'key#1', 'key#2')).to.deep.equal({ keyAfterRestart: 'same' });
      const twice = aCase().request(0, { key: 'key#1' }).reset().request(9, { key: 'key#2' }).reset().tells(9);
      const kept = twice.restarted('call-2', 100).request(1100, { key: 'key#2' }).reply().tells(1100);
      expect(observe(kept.build())).to.deep.equal({ keyAfterRestart: 'same' });
    });

    it('tells nothing where no request came after it, where one has no key, and of a reading', () => {
      expect(restarted('key#1')).to.equal(undefined);
      expect(restarted('key#1', undefined)).to.equal(undefined);
      expect(restarted(undefined, 'key#1')).to.equal(undefined);
      const looked = aCase().request(0, { key: 'key#1' }).reset().tells(9).restarted('call-2', 100);
      expect(observe(looked.read(1100, { key: 'key#2' }).state('paid').tells(1100).build())).to.equal(undefined);
      const again = aCase()
        .request(0, { key: 'key#1' })
        .reset()
        .tells(9)
        .call('call-2', 9)
        .request(9, { key: 'key#1' });
      const [call] = again.build().scenario.calls;
      const { scenario } = again.build();
      const calls = [...(call ? [call, { ...call, id: 'call-2' }] : [])];
      expect(
        observe(
          again
            .reply()
            .tells(9)
            .build({ scenario: { ...scenario, calls } }),
        ),
      ).to.equal(undefined);
    });
  });

  it('keeps a few waits of a hot loop', () => {
    const loop = aCase();
    for (let at = 0; at < 100; at += 1) loop.request(at).error('internal');
    expect(probed(loop.tells(99).build())).to.include({ attempts: 100 });
    expect(probed(loop.build())?.gapsMs).to.have.lengthOf(16);
  });
});
