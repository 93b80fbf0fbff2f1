import { expect } from 'chai';
import type { ClientStarted, ControlPlayed, RunEvent, RunStarted, ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { earlierRun } from './earlier-run.ts';

const started: RunStarted = {
  type: 'run-started',
  format: 1,
  tool: { name: 'sadpath', version: '1.0.0' },
  seed: 1,
  shard: '1/1',
  startedAt: '2026-01-01T00:00:00Z',
  node: 'v24.0.0',
};
const client: ClientStarted = {
  type: 'client-started',
  client: 'shop',
  provider: 'banked',
  catalogue: { document: 'Payment errors', title: 'Banked', revision: '1', sha256: 'abc' },
  requirements: [],
  unplayed: {},
  scenarios: 2,
};
const control: ControlPlayed = { type: 'control', client: 'shop', operation: 'pay', lane: 'fetch', passed: true };
const scenario: ScenarioJudged = {
  type: 'scenario',
  client: 'shop',
  index: 1,
  id: 'abcd',
  scenario: { format: 1, provider: 'banked', requirement: 'r', group: 'g', calls: [], tape: '', lane: 'auto' },
  operation: 'pay',
  verdicts: {},
};
const ended: RunEvent = { type: 'run-ended', endedAt: '2026-01-01T00:00:01Z', elapsedMs: 5 };

describe('an earlier run', () => {
  const earlier = earlierRun([started, client, control, scenario]);

  it('has judged what its log says, and no other scenario in its place', () => {
    expect(earlier.judged('shop', 1, 'abcd')).to.equal(scenario);
    expect(earlier.judged('shop', 1, 'other')).to.equal(undefined);
    expect(earlier.judged('shop', 2, 'abcd')).to.equal(undefined);
    expect(earlier.judged('mart', 1, 'abcd')).to.equal(undefined);
  });

  it('holds the events of its log, and none that is still to come', () => {
    for (const event of [started, client, control, scenario]) expect(earlier.holds(event), event.type).to.equal(true);
    expect(earlier.holds({ ...started, startedAt: 'later', node: 'v26.0.0' })).to.equal(true);
    for (const event of [
      { ...client, client: 'mart' },
      { ...control, operation: 'void' },
      { ...scenario, index: 0 },
      { type: 'not-played', client: 'shop', reason: 'x', scenarios: {} } as const,
      ended,
    ]) {
      expect(earlier.holds(event), event.type).to.equal(false);
    }
    expect(earlierRun([started, ended]).holds(ended)).to.equal(true);
  });

  it('does not go on with a contract that was verified since', () => {
    const contract = { interactions: 2 };
    const unverified = earlierRun([started, { ...client, contract }]);
    expect(unverified.holds({ ...client, contract: { interactions: 2 } })).to.equal(true);
    for (const other of [client, { ...client, contract: { ...contract, simulator: { held: 2, of: 2 } } }]) {
      expect(() => unverified.holds(other)).to.throw(
        SadpathError,
        'the log: the contract of shop is another, or was verified since. Run without --resume.',
      );
    }
  });

  it('does not go on as another one', () => {
    for (const other of [
      { ...started, seed: 2 },
      { ...started, shard: '1/2' },
      { ...started, tool: { name: 'sadpath' as const, version: '1.0.1' } },
      { ...started, waivers: [] },
      { ...client, scenarios: 3 },
      { ...client, catalogue: { ...client.catalogue, sha256: 'abd' } },
    ]) {
      expect(() => earlier.holds(other), JSON.stringify(other)).to.throw(
        SadpathError,
        /^Failed to resume the run of the log: /,
      );
    }
  });
});
