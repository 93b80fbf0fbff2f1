import { resolve } from 'node:path';
import { expect } from 'chai';
import { run } from '../src/config/run.ts';
import { exitCodeOf } from '../src/report/exit-code.ts';

const config = resolve(import.meta.dirname, '../examples/styles.config.ts');

describe('a sound client in any sensible style', function () {
  this.timeout(120_000);

  it('has no finding, and nothing is left open', async () => {
    const report = await run({ config });
    expect(report.clients.length).to.be.at.least(13);
    for (const { client, findings, controls, totals } of report.clients) {
      expect(findings, client).to.deep.equal([]);
      expect(controls, client).to.deep.equal([{ operation: 'createPaymentSession', passed: true }]);
      expect(totals.pass, client).to.be.greaterThan(40);
    }
    expect(exitCodeOf(report, { strict: true })).to.equal(0);
  });
});
