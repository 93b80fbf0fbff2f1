import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { inconclusive, pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { exitCodeOf } from './exit-code.ts';
import schema from './report.schema.json' with { type: 'json' };
import { called, clientStarted, judged, request, runStarted, settled } from './sample-run.spec.ts';
import { renderText } from './text.ts';

describe('a client that does one thing and then another', () => {
  const once = [called(0), request(0, 1), settled(7)];
  const again = [called(0), request(0, 1), request(300, 2), settled(907)];
  const verdicts = { 'money.once': inconclusive('flaky client: it went two ways'), 'retry.key': pass };
  const events = [
    runStarted(),
    clientStarted('shop', ['search/sequences']),
    judged('shop', 0, 'search/sequences', { 'money.once': pass }),
    judged('shop', 1, 'search/sequences', verdicts, { evidence: { ledger: [], timeline: once, other: again } }),
  ];
  const report = buildReport(events);

  it('is told of with both, and is no plain failure', () => {
    const [client] = report.clients;
    expect(client?.findings).to.deep.equal([]);
    expect(client?.flaky).to.deep.equal([
      {
        requirement: 'search/sequences',
        operation: 'pay',
        tape: '500 server_error',
        reasons: { 'money.once': 'flaky client: it went two ways' },
        timelines: [once, again],
      },
    ]);
    expect(exitCodeOf(report, { strict: true })).to.equal(3);
    const text = renderText(report, { color: false });
    expect(text).to.contain('shop is flaky: pay, tape "500 server_error"');
    expect(text.indexOf('7 ms')).to.be.greaterThan(text.indexOf('Played once:'));
    expect(text.indexOf('907 ms')).to.be.greaterThan(text.indexOf('Played once more:'));
  });

  it('stands in the schema of the report, which has no such field for the others', () => {
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validate(schema, report), ajv.errorsText()).to.equal(true);
    expect(buildReport(events.slice(0, 3)).clients[0]).to.not.have.any.keys('flaky');
  });
});
