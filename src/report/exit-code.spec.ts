import { expect } from 'chai';
import type { RunEvent } from '../model/event.ts';
import { inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { exitCodeOf } from './exit-code.ts';
import { clientStarted, control, failed, judged, runStarted } from './sample-run.spec.ts';

const fine = judged('a', 0, 'r1', { 'a.b': pass, 'a.c': notApplicable('x') });
const unclear = judged('a', 1, 'r1', { 'a.b': inconclusive('not delivered') });
const should = failed('a', 2, 'r1', 'a.b', 'should');
const must = failed('a', 3, 'r1', 'a.b', 'must');
const noControl = control('a', 'pay', { passed: false });
const waived = judged('a', 4, 'r1', { 'a.b': { verdict: 'waived', reason: 'until May' } });

const table: [string, RunEvent[], number, number][] = [
  ['all is well', [fine, control('a', 'pay')], 0, 0],
  ['a must is broken', [fine, must], 1, 1],
  ['a must is broken and something is inconclusive', [must, noControl], 1, 1],
  ['a should is broken', [fine, should], 0, 1],
  ['something is inconclusive', [fine, unclear], 3, 3],
  ['a should is broken and a happy path failed', [should, noControl], 3, 1],
  ['a happy path failed', [fine, noControl], 3, 3],
  ['a requirement was not played', [], 3, 3],
  ['what is broken is waived', [waived], 0, 0],
];

describe('the exit code', () => {
  for (const [when, events, code, strictCode] of table) {
    it(`is ${code}, and ${strictCode} when strict, when ${when}`, () => {
      const good = [clientStarted('b', ['r1', '-r2']), { ...fine, client: 'b' }];
      const report = buildReport([runStarted(), ...good, clientStarted('a', ['r1']), ...events]);
      expect(exitCodeOf(report, { strict: false })).to.equal(code);
      expect(exitCodeOf(report, { strict: true })).to.equal(strictCode);
    });
  }
});
