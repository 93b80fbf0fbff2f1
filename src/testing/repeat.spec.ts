import { expect } from 'chai';
import type { Finding } from '../model/report.ts';
import type { Scenario } from '../model/scenario.ts';
import { inTest, onCommandLine } from './repeat.ts';

function finding(tape: string, more: Partial<Scenario> = {}): Finding {
  const call = { id: 'call-1', operation: 'pay', intent: 'intent-1', start: 'first' } as const;
  return {
    id: 'money.once-1',
    check: 'money.once',
    severity: 'must',
    requirement: 'search/sequences',
    operation: 'pay',
    tape,
    message: 'twice',
    ledger: [],
    timeline: [],
    count: 1,
    replay: '',
    scenario: {
      format: 1,
      provider: 'banked',
      requirement: 'search/sequences',
      group: 'g',
      calls: [call],
      tape,
      variant: 'full',
      lane: 'auto',
      id: 'of the scenario',
      ...more,
    },
  };
}

const [call] = finding('').scenario.calls;
const more: [what: string, scenario: Partial<Scenario>][] = [
  ['several calls', { calls: call ? [call, { ...call, id: 'call-2', start: 'after' }] : [] }],
  ['a way of the resource', { journey: ['sent'] }],
  ['events', { events: [{ event: 'event-1', state: 'sent' }] }],
  ['a provider that takes its time', { latencyMs: 100 }],
];

describe('the line that repeats a finding', () => {
  it('in a test names operation and tape, and the seed and the surface where they are not the usual ones', () => {
    expect(inTest(finding('500 after-commit'), 1)).to.equal("await play(client, 'pay', '500 after-commit')");
    expect(inTest(finding('json 500 "it\'s"'), 1)).to.equal(`await play(client, 'pay', "json 500 \\"it's\\"")`);
    expect(inTest(finding('500', { variant: 'bare' }), 7)).to.equal(
      "await play(client, 'pay', '500', { seed: 7, variant: 'bare' })",
    );
  });

  it('on the command line names the config and the client, too', () => {
    const played = { client: 'a shop', config: 'sadpath.config.ts' };
    expect(onCommandLine(finding('500 after-commit'), played)).to.equal(
      'npx sadpath play pay "500 after-commit" --config sadpath.config.ts --client "a shop"',
    );
    expect(onCommandLine(finding('500', { variant: 'bare' }), { ...played, client: 'shop', seed: 7 })).to.equal(
      'npx sadpath play pay 500 --config sadpath.config.ts --client shop --seed 7 --bare',
    );
  });

  for (const [what, scenario] of more) {
    it(`plays all of a scenario with ${what} in a test, and leaves it to the test on the command line`, () => {
      const line = inTest(finding('500', { variant: 'bare', ...scenario }), 2);
      const [, json = ''] = /^await play\(client, (\{.*\}), \{ seed: 2 \}\)$/.exec(line) ?? [];
      const { id: _, ...whole } = finding('500', { variant: 'bare', ...scenario }).scenario;
      expect(JSON.parse(json)).to.deep.equal(whole);
      expect(onCommandLine(finding('500', scenario), { client: 'shop', config: 'c' })).to.match(/^this test alone/);
    });
  }
});
