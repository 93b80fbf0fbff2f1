import { expect } from 'chai';
import type { Case, Effect } from '../model/case.ts';
import type { TraceEvent } from '../model/trace.ts';
import { evidenceOf } from './evidence.ts';

const effect: Effect = { at: 0, kind: 'session', resource: 'r', intent: 'intent-1', exchange: 1, state: 'open' };
const request: TraceEvent = {
  event: 'request',
  at: 0,
  exchange: 1,
  method: 'POST',
  path: '/',
  body: '{"card":"4242"}',
};
const played: Case = {
  scenario: { format: 1, provider: 'p', requirement: 'r', group: 'g', calls: [], tape: '', lane: 'auto' },
  operation: { name: 'pay', main: 'pay', uses: ['pay'], reads: [], success: [], volatile: [] },
  tells: [],
  calls: [],
  trace: [request],
  ledger: [effect],
  ending: 'settled',
  leftover: 0,
  left: [],
  changed: [],
  leaks: [],
  siblings: [],
  rows: {},
};

describe('evidence', () => {
  it('holds no body: it can be large, and it is the payer’s', () => {
    expect(JSON.stringify(evidenceOf(played))).to.not.contain('4242');
    expect(evidenceOf(played).timeline).to.have.lengthOf(1);
  });

  it('is cut to what a person can read', () => {
    const { timeline, ledger } = evidenceOf({
      ...played,
      trace: Array.from({ length: 20_000 }, () => request),
      ledger: Array.from({ length: 10_000 }, () => effect),
    });
    expect(timeline).to.have.lengthOf(160);
    expect(ledger).to.have.lengthOf(20);
  });
});
