import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, type CaseBuilder, payment } from './case-builder.spec.ts';
import { retryFresh } from './retry-fresh.ts';

describe('retry.fresh', () => {
  const judge = (played: CaseBuilder, given: Partial<Case> = {}) => retryFresh.judge(played.build(given));
  const nothing = notApplicable('nothing expired between two attempts');

  describe('of credentials', () => {
    const old = { credentials: 'credentials#1' };
    const fresh = { credentials: 'credentials#2' };
    const refreshed = { event: 'refreshed', at: 50, since: 0, call: 'call-1' } as const;

    it('accepts the fresh ones, and rejects the old ones that were rejected before', () => {
      const rejected = () => aCase().request(0, old).error('token_expired').event(refreshed);
      expect(judge(rejected().request(50, fresh))).to.deep.equal(pass);
      expect(judge(rejected().request(50, old))).to.deep.equal(
        fail(
          'should',
          'attempt 2 (at 50 ms) carries the credentials which 400 token_expired had rejected, not the fresh ones',
        ),
      );
    });

    it('knows of fresh ones only where the client has fetched some, and they show', () => {
      expect(judge(aCase().request(0, old).error('token_expired').request(50, old))).to.deep.equal(nothing);
      expect(judge(aCase().request(0).error('token_expired').event(refreshed).request(50))).to.deep.equal(nothing);
      const later = aCase().request(0, old).error('token_expired').request(40, old).event(refreshed);
      expect(judge(later)).to.deep.equal(nothing);
      const another = aCase().request(0, old).error('token_expired').request(50, old).event(refreshed);
      expect(judge(another)).to.deep.equal(nothing);
    });

    it('has nothing against the same ones where they were not the trouble', () => {
      expect(judge(aCase().request(0, old).error('internal').event(refreshed).request(50, old))).to.deep.equal(nothing);
    });
  });

  describe('of the time of a request', () => {
    const operation = { ...payment, clock: { toleranceMs: 300_000, row: 'acme/errors/busy' } };
    const at = (time: number) => ({ madeAt: time });

    it('accepts a time of its own, and rejects the one that was too old', () => {
      const rejected = () => aCase({ operation }).request(0, at(0)).error('busy');
      expect(judge(rejected().request(5000, at(5000)))).to.deep.equal(pass);
      expect(judge(rejected().request(5000, at(0)))).to.deep.equal(
        fail('must', 'attempt 2 (at 5,000 ms) carries the time of the first, which 503 busy had rejected'),
      );
    });

    it('rejects one that has grown too old on the way', () => {
      const lost = () => aCase({ operation }).request(0, at(0)).reset();
      expect(judge(lost().request(300_001, at(0)))).to.deep.equal(
        fail('must', 'attempt 2 (at 300,001 ms) carries the time of the first, 300,001 ms old by then'),
      );
      expect(judge(lost().request(300_001, at(300_000)))).to.deep.equal(pass);
      expect(judge(lost().request(300_000, at(0)))).to.deep.equal(nothing);
    });

    it('cannot tell two times within the second of a clock', () => {
      const rejected = () => aCase({ operation }).request(0, at(0)).error('busy');
      expect(judge(rejected().request(1999, at(0)))).to.deep.equal(nothing);
      expect(judge(rejected().request(2000, at(0)))).to.have.property('verdict', 'fail');
    });

    it('needs a documented tolerance, and a time in the request', () => {
      expect(judge(aCase().request(0, at(0)).reset().request(900_000, at(0)))).to.deep.equal(nothing);
      expect(judge(aCase({ operation }).request(0).reset().request(900_000))).to.deep.equal(nothing);
    });
  });

  describe('of what was sent late', () => {
    const operation = { ...payment, clock: { toleranceMs: 300_000, row: 'acme/errors/no_such_row' } };

    it('counts the age from the time that stands in the request, as gravely as a row speaks of it', () => {
      const stale = aCase({ operation }).request(1_000, { madeAt: 1_000 }).aborted(2_000);
      expect(judge(stale.request(301_001, { madeAt: 1_000 }))).to.deep.equal(
        fail('should', 'attempt 2 (at 301,001 ms) carries the time of the first, 300,001 ms old by then'),
      );
      const soon = aCase({ operation: { ...operation, clock: { toleranceMs: 100, row: 'acme/errors/busy' } } });
      const within = soon.request(1_000, { madeAt: 1_000 }).reset().request(2_500, { madeAt: 1_000 });
      expect(judge(within)).to.deep.equal(nothing);
    });
  });
});
