import { expect } from 'chai';
import type { LaneChoice, Scenario } from '../model/scenario.ts';
import { chooseLane, performersOfTape } from './choose-lane.ts';

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
    for (const tape of ['reset', 'refused, ok', 'ok | get: dns', '302 header="location: /", ok', 'redirect 307'])
      expect(chooseLane(scenario(tape), true), tape).to.equal('msw');
    for (const tape of ['ok | get: stall', 'cut, ok', 'stall-body', 'drip', 'garbage, reset', 'header-overflow'])
      expect(chooseLane(scenario(tape), true), tape).to.equal('wire');
  });

  it('does as the scenario says', () => {
    expect(chooseLane(scenario('ok', 'msw'), true)).to.equal('msw');
    expect(chooseLane(scenario('ok', 'fetch'), false)).to.equal('fetch');
    expect(chooseLane(scenario('ok'), true, 'wire')).to.equal('wire');
    expect(chooseLane(scenario('ok', 'fetch'), true, 'msw'), 'who plays it has the last word').to.equal('msw');
  });

  it('takes another where the one that is asked for would perform something else', () => {
    expect(chooseLane(scenario('cut, ok'), true, 'msw')).to.equal('wire');
    expect(chooseLane(scenario('refused, ok'), true, 'wire')).to.equal('msw');
    expect(chooseLane(scenario('stall, ok'), true, 'fetch')).to.equal('wire');
    expect(performersOfTape('refused, cut')).to.deep.equal([]);
  });
});
