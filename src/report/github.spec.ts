import { expect } from 'chai';
import fc from 'fast-check';
import type { RunEvent } from '../model/event.ts';
import { inconclusive, pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { renderGithub } from './github.ts';
import { hostileReport, hostileText } from './hostile-text.spec.ts';
import { clientStarted, failed, judged, runStarted } from './sample-run.spec.ts';

const linesOf = (...events: RunEvent[]) =>
  renderGithub(buildReport([runStarted(), clientStarted('a', ['r1']), ...events]))
    .trimEnd()
    .split('\n');

/** As many findings, each of a requirement of its own. */
const findings = (count: number, severity: 'must' | 'should', from = 0) =>
  Array.from({ length: count }, (_, index) => failed('a', from + index, `r${from + index}`, 'retry.key', severity));

describe('GitHub annotations', () => {
  it('make a must an error and a should a warning, the worst first', () => {
    const [first = '', second = '', ...others] = linesOf(
      failed('a', 0, 'r1', 'retry.key', 'should', { message: 'another key', tape: '' }),
      failed('a', 1, 'r1', 'money.once', 'must', { message: 'paid twice' }),
    );
    expect(first).to.match(
      /^::error title=a%3A must money\.once::pay: paid twice%0Ar1 · tape "500 server_error"%0ARepeat it: npx sadpath replay money\.once-[0-9a-f]{8}$/,
    );
    expect(second).to.match(/^::warning title=a%3A should retry\.key::pay: another key%0Ar1%0ARepeat it: /);
    expect(others).to.deep.equal([]);
  });

  it('come the worst first over all clients', () => {
    const lines = linesOf(
      failed('a', 0, 'r1', 'classify.code', 'must'),
      clientStarted('b', ['r1']),
      failed('b', 0, 'r1', 'money.once', 'must'),
    );
    expect(lines.map((line) => line.slice(0, 17))).to.deep.equal(['::error title=b%3', '::error title=a%3']);
  });

  it('escape what GitHub reads', () => {
    const [line = ''] = linesOf(failed('a', 0, 'r1', 'a,b:c%', 'must', { message: '100 %: a, b' }));
    expect(line).to.contain('title=a%3A must a%2Cb%3Ac%25::pay: 100 %25: a, b%0A');
  });

  it('are ten of each at most, and then a line says how many more', () => {
    const ten = linesOf(...findings(10, 'must'), ...findings(10, 'should', 10));
    expect(ten).to.have.length(20);
    const more = linesOf(...findings(11, 'must'), ...findings(13, 'should', 11));
    expect(more.filter((line) => line.startsWith('::error '))).to.have.length(10);
    expect(more.filter((line) => line.startsWith('::warning '))).to.have.length(10);
    expect(more.slice(20)).to.deep.equal(['sadpath found 1 more error and 3 more warnings: GitHub shows 10 of each.']);
  });

  it('say so where there is nothing to annotate, and what is open', () => {
    expect(linesOf(judged('a', 0, 'r1', { c: pass }))).to.deep.equal(['sadpath found nothing wrong.']);
    expect(linesOf(judged('a', 0, 'r1', { c: inconclusive('x') }))).to.deep.equal([
      'sadpath found nothing wrong.',
      'sadpath could not establish 1 requirement.',
    ]);
  });

  it('take hostile text for text: no command of its own, no property of its own', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = renderGithub(hostileReport(text)).split('\n');
        expect(lines.filter((line) => line.trimStart().startsWith('::'))).to.have.length(2);
        expect(lines[0]).to.match(/^::error title=[^:,]*::/);
        expect(lines[1]).to.match(/^::warning title=[^:,]*::/);
        expect(lines).to.have.length(4);
        for (const line of lines) expect(line).to.match(/^(?:[^%\p{Cc}\p{Cs}]|%25|%0A|%3A|%2C)*$/u);
      }),
    );
  });
});
