import { expect } from 'chai';
import fc from 'fast-check';
import type { Observation } from '../model/policy.ts';
import { pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { hostileReport, hostileText } from './hostile-text.spec.ts';
import { renderPolicyDiff } from './policy-diff.ts';
import { renderPolicy } from './policy-text.ts';
import { clientStarted, judged, runStarted } from './sample-run.spec.ts';

const observed: Observation = {
  probed: { answer: { status: 500, codes: [] }, attempts: 2, lasts: true, gapsMs: [500], settledMs: 500 },
};
const events = [
  runStarted(),
  clientStarted('a', ['r1']),
  ...[0, 1, 2].map((index) => judged('a', index, 'r1', { 'retry.never': pass }, { observed })),
  judged('a', 3, 'r1', { 'retry.never': pass }),
];
const report = buildReport(events);

describe('the cards of a report', () => {
  it('are made of what its scenarios tell, whatever the order', () => {
    expect(report.clients[0]?.policy.pay).to.deep.include({ probes: 3, attempts: 2 });
    expect(buildReport([...events].reverse())).to.deep.equal(report);
  });

  it('are printed one after the other, or not at all', () => {
    expect(renderPolicy(report, { color: false })).to.equal(
      [
        'a · pay (3 probes)',
        '  attempts              2',
        '  retries               500',
        '  waits                 500 ms (3 samples)',
        '  longest call          500 ms',
        '  amplification         1 × the attempts made',
        '',
      ].join('\n'),
    );
    expect(renderPolicy(buildReport([runStarted()]), { color: false })).to.match(/^No operation was seen to fail/);
  });

  it('hold no mark that a terminal would act on, whoever wrote their words', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const hostile = hostileReport(text);
        const marks = [...renderPolicy(hostile, { color: false }), ...renderPolicyDiff(hostile, [], text)].filter(
          (mark) => mark !== '\n' && (mark < ' ' || (mark >= '\u007f' && mark < '\u00a0')),
        );
        expect(marks).to.deep.equal([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('cards against those of before', () => {
  const policy = report.clients[0]?.policy ?? {};

  it('are found by their client, or whichever it is', () => {
    const same = 'Retry policy as in old.json: 1 operation compared, no difference.\n';
    expect(
      renderPolicyDiff(
        report,
        [
          { client: 'b', policy: {} },
          { client: 'a', policy },
        ],
        'old.json',
      ),
    ).to.equal(same);
    expect(renderPolicyDiff(report, [{ policy }], 'old.json')).to.equal(same);
  });

  it('say where there is none', () => {
    const none = 'Retry policy against old.json, 0 operations compared:\n  pay: no card of before\n';
    expect(renderPolicyDiff(report, [{ client: 'b', policy }], 'old.json')).to.equal(none);
    expect(renderPolicyDiff(report, [], 'old.json')).to.equal(none);
  });
});
