import { expect } from 'chai';
import { pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { clientStarted, control, failed, judged, runStarted } from './sample-run.spec.ts';
import { renderStepSummary } from './step-summary.ts';

describe('the step summary', () => {
  it('has the totals, the five worst findings and how to repeat them, and how many more there are', () => {
    const shoulds = Array.from({ length: 6 }, (_, index) => failed('a', index, `r${index}`, 'retry.key', 'should'));
    const text = renderStepSummary(
      buildReport([
        runStarted(),
        clientStarted('a', ['r0']),
        ...shoulds,
        failed('a', 9, 'r9', 'money.once', 'must', { message: 'paid `x|y` twice' }),
      ]),
    );
    expect(text).to.match(/^## sadpath\n\n\| client \|/);
    expect(text).to.contain('| a | Banked | 0 | 7 | 0 | 0 | 0 | 0 |');
    const lines = text.split('\n').filter((line) => line.startsWith('- '));
    expect(lines[0]).to.match(
      /^- \*\*must\*\* a, `pay`: paid <code>x\\\|y<\/code> twice \(`r9`\)\. Repeat it: `npx sadpath replay money\.once-[0-9a-f]{8}`$/,
    );
    expect(lines).to.have.length(6);
    expect(lines[5]).to.equal('- and 2 more findings');
    expect(text.endsWith('\n')).to.equal(true);
  });

  it('puts the worst first over all clients', () => {
    const text = renderStepSummary(
      buildReport([
        runStarted(),
        clientStarted('a', ['r1']),
        failed('a', 0, 'r1', 'classify.code', 'must'),
        clientStarted('b', ['r1']),
        failed('b', 0, 'r1', 'money.once', 'must'),
      ]),
    );
    expect(text.match(/\*\* [ab], /g)).to.deep.equal(['** b, ', '** a, ']);
  });

  it('says that there is no finding, and which happy path failed', () => {
    const events = [runStarted(), clientStarted('a', ['r1']), judged('a', 0, 'r1', { c: pass })];
    expect(renderStepSummary(buildReport(events))).to.match(/\n\nNo finding\.\n$/);
    const failing = renderStepSummary(
      buildReport([...events, control('a', 'pay', { passed: false, reason: 'told failed' })]),
    );
    expect(failing).to.contain('- **a**: the happy path of `pay` failed: told failed\n');
  });
});
