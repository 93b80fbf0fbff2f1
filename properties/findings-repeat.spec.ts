import { resolve } from 'node:path';
import { expect } from 'chai';
import { playAlone } from '../src/cli/play-alone.ts';
import { run } from '../src/config/run.ts';
import { withChild } from '../src/config/with-child.ts';

const config = resolve(import.meta.dirname, '../examples/naive.config.ts');

describe('a finding', function () {
  this.timeout(120_000);

  it('repeats alone: the same check fails, in the same words, on the same timeline', async () => {
    const { seed, clients } = await run({ config, only: ['banked/rules/partial-success', 'wire/intent-again'] });
    const findings = clients.flatMap((report) =>
      report.findings.map((finding) => ({ ...finding, client: report.client })),
    );
    expect(new Set(findings.map(({ check }) => check))).to.include.keys('money.once', 'money.belief');
    await withChild(config, async (child) => {
      const alone = playAlone(config, child);
      for (const { client, check, scenario, message, timeline } of findings) {
        const { id: _, ...plain } = scenario;
        const judged = await alone.play({ client, seed, scenario: plain, lane: 'auto' });
        expect(judged.verdicts[check]).to.include({ verdict: 'fail', message });
        expect(judged.evidence?.timeline).to.deep.equal(timeline);
      }
    });
  });
});
