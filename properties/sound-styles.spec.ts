import { resolve } from 'node:path';
import { expect } from 'chai';
import { run } from '../src/config/run.ts';
import type { Report } from '../src/model/report.ts';
import { banked } from '../src/providers/banked.ts';
import { exitCodeOf } from '../src/report/exit-code.ts';
import { requirementsFor } from '../src/scenarios/wire-facts.ts';

const config = resolve(import.meta.dirname, '../examples/styles.config.ts');

/** What only real sockets can show takes ten times as long: it is played to one client of each way to wait and to fail. */
const overSockets = new Set(
  [
    ...['stall', 'stall-body', 'hangup', 'kept-connection', 'cut', 'cut-unnoticed', 'garbage', 'header-overflow'],
    ...['drip', 'early-hints', 'body-huge', 'body-gzip-bomb'],
  ].map((name) => `wire/${name}`),
);
/** Most of Banked's errors are alike but for their code, and so are spoilt bodies to whoever parses JSON: by day a few speak for all. */
const alike = /\/errors\/(?!internal|unauthorized|invalid_a)|^wire\/(json-shape-|body-(?!bom|gzip$|wrong-type))/;
const isPlayed = (id: string): boolean => process.env.SADPATH_TESTS === 'all' || !alike.test(id);
const plain = requirementsFor(banked)
  .map(({ id }) => id)
  .filter((id) => !overSockets.has(id) && isPlayed(id));
const waiting = [
  'wrapped-axios-error',
  'promise-race-timeouts',
  'performance-deadline',
  'no-retries',
  'result-objects',
];

function expectSilence(report: Report): void {
  for (const { client, findings, controls } of report.clients) {
    expect(findings, client).to.deep.equal([]);
    expect(controls, client).to.deep.equal([{ operation: 'createPaymentSession', passed: true }]);
  }
  expect(exitCodeOf(report, { strict: true })).to.equal(0);
}

describe('a sound client in any sensible style', function () {
  this.timeout(120_000);

  it('has no finding, and nothing is left open', async () => {
    const report = await run({ config, only: plain });
    expect(report.clients.length).to.be.at.least(13);
    expectSilence(report);
    for (const { client, totals } of report.clients) expect(totals.pass, client).to.be.greaterThan(25);
  });

  it('and none where replies break off, fall silent, drip, or are far too large', async function () {
    if (process.env.SADPATH_TESTS !== 'all') this.skip();
    const report = await run({ config, clients: waiting, only: [...overSockets] });
    expect(report.clients.map(({ client }) => client)).to.have.members(waiting);
    expectSilence(report);
    for (const { client, totals } of report.clients) expect(totals.pass, client).to.equal(overSockets.size);
  });
});
