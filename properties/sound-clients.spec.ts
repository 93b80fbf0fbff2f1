import { expect } from 'chai';
import { run } from '../src/config/run.ts';
import { exitCodeOf } from '../src/report/exit-code.ts';
import { config, ownReport } from './own-clients.ts';

describe('a sound client', function () {
  this.timeout(120_000);

  for (const seed of [1, 20_260_101]) {
    it(`has no finding, and nothing is left open (seed ${seed})`, async () => {
      const report = seed === 1 ? await ownReport() : await run({ config, seed });
      expect(report.seed).to.equal(seed);
      expect(report.clients.map(({ client }) => client)).to.deep.equal([
        'banked-fetch',
        'paysg-axios',
        'useepay-got',
        'openapi-platform-https',
      ]);
      for (const { findings, requirements, controls } of report.clients) {
        expect(findings).to.deep.equal([]);
        expect(controls.every(({ passed }) => passed)).to.equal(true);
        // Rows that no reply of the provider shows are not applicable to anybody.
        const shown = requirements.filter(({ judged, scenarios }) => judged === 'traffic' && scenarios > 0);
        expect(shown.filter(({ verdict }) => verdict !== 'pass')).to.deep.equal([]);
        const unshown = requirements.filter(({ judged, scenarios }) => judged === 'traffic' && scenarios === 0);
        expect(unshown.every(({ reasons }) => reasons[0] === 'no reply of the provider shows it')).to.equal(true);
      }
      expect(exitCodeOf(report, { strict: true })).to.equal(0);
    });
  }

  it('has no finding on the lane that it would not have taken by itself either', async () => {
    const report = await run({
      config,
      clients: ['banked-fetch'],
      lane: 'msw',
      only: ['banked/errors/internal', 'banked/rules'],
    });
    expect(report.clients.flatMap(({ findings }) => findings)).to.deep.equal([]);
    expect(exitCodeOf(report, { strict: true })).to.equal(0);
  });
});
