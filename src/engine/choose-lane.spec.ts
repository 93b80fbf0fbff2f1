import { expect } from 'chai';
import type { LaneChoice, Scenario } from '../model/scenario.ts';
import { chooseLane } from './choose-lane.ts';

function scenario(tape: string, lane: LaneChoice = 'auto'): Scenario {
  return { format: 1, provider: 'p', requirement: 'r', group: 'g', calls: [], tape, lane };
}

describe('chooseLane', () => {
  it('takes the fast lane for plain replies to a client that only fetches', () => {
    for (const tape of ['', '500 a ×∞', 'html 502, ok', 'pay: 429 ra=2 | get: state:paid', 'empty 503']) {
      expect(chooseLane(scenario(tape), true), tape).to.equal('fetch');
    }
  });

  it('takes sockets for any other stack, and for what happens to a connection', () => {
    expect(chooseLane(scenario('ok'), false)).to.equal('msw');
    for (const tape of ['reset', 'ok | get: stall', 'refused, ok'])
      expect(chooseLane(scenario(tape), true), tape).to.equal('msw');
  });

  it('does as the scenario says', () => {
    expect(chooseLane(scenario('ok', 'msw'), true)).to.equal('msw');
    expect(chooseLane(scenario('ok', 'fetch'), false)).to.equal('fetch');
  });
});
