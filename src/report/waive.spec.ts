import { expect } from 'chai';
import { pass } from '../model/verdict.ts';
import type { Waiver } from '../model/waiver.ts';
import { buildReport } from './build-report.ts';
import { exitCodeOf } from './exit-code.ts';
import { renderGithub } from './github.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { clientStarted, failed, judged, runStarted } from './sample-run.spec.ts';
import { renderStepSummary } from './step-summary.ts';
import { renderText } from './text.ts';

const waiver: Waiver = {
  check: 'retry.key',
  requirement: 'r1',
  reason: 'known since the merger',
  owner: 'ann',
  expires: '2026-01-01',
};

describe('waivers', () => {
  const played = (...waivers: Waiver[]) =>
    buildReport([
      runStarted({ waivers, startedAt: '2026-01-01T23:59:59Z' }),
      clientStarted('a', ['r1', 'r2']),
      failed('a', 0, 'r1', 'retry.key', 'must'),
      failed('a', 1, 'r1', 'retry.key', 'should'),
      judged('a', 2, 'r2', { 'retry.key': pass }),
      clientStarted('b', ['r1']),
      failed('b', 0, 'r1', 'retry.key', 'must'),
    ]);
  const states = (...waivers: Waiver[]) => played(...waivers).waivers?.map(({ state, count }) => `${state} ${count}`);

  it('cover the failures that they name, of every client or of one, and nothing else', () => {
    const all = played(waiver);
    expect(all.clients.map(({ findings, totals }) => [findings.length, totals.waived, totals.fail])).to.deep.equal([
      [0, 1, 0],
      [0, 1, 0],
    ]);
    expect(exitCodeOf(all, { strict: true })).to.equal(0);
    expect(all.waivers).to.deep.equal([{ ...waiver, state: 'used', count: 3 }]);
    const one = played({ ...waiver, client: 'b' });
    expect(one.clients.map(({ findings }) => findings.length)).to.deep.equal([1, 0]);
    expect(exitCodeOf(one, { strict: false })).to.equal(1);
    expect(played({ ...waiver, check: 'money.once' }).clients.map(({ findings }) => findings.length)).to.deep.equal([
      1, 1,
    ]);
  });

  it('hold on their last day, and fail the run on the next', () => {
    expect(states(waiver)).to.deep.equal(['used 3']);
    const over = played({ ...waiver, expires: '2025-12-31' });
    expect(over.waivers?.map(({ state }) => state)).to.deep.equal(['expired']);
    expect(over.clients.map(({ findings }) => findings.length)).to.deep.equal([1, 1]);
    expect(renderText(over, { color: false })).to.contain(
      'The waiver for retry.key of r1 expired on 2025-12-31. Mend it, or ask ann to renew it.',
    );
  });

  it('are none too many where a search does not find again what they name', () => {
    const searched = (check: string, startedAt: string) =>
      buildReport([
        runStarted({ waivers: [{ ...waiver, requirement: 'search/sequences', check }], startedAt }),
        clientStarted('a', ['search/sequences']),
        failed('a', 0, 'search/sequences', 'money.once', 'must'),
      ]).waivers?.map(({ state, count }) => `${state} ${count}`);
    expect(searched('money.once', '2026-01-01T00:00:00Z')).to.deep.equal(['used 1']);
    expect(searched('retry.key', '2026-01-01T00:00:00Z')).to.deep.equal(['unplayed 0']);
    expect(searched('money.once', '2026-01-02T00:00:00Z')).to.deep.equal(['expired 1']);
  });

  it('fail the run, by name, where nothing that they name fails any more', () => {
    const stale = played(waiver, { ...waiver, requirement: 'r2' });
    expect(stale.waivers?.map(({ state }) => state)).to.deep.equal(['used', 'stale']);
    expect(exitCodeOf(stale, { strict: false })).to.equal(1);
    const text = renderText(stale, { color: false });
    expect(text).to.contain('The waiver for retry.key of r2 covers nothing any more. Take it out.');
    expect(text).to.contain('1 waiver in use.');
  });

  it('are left alone where what they name was no part of the run', () => {
    expect(states({ ...waiver, requirement: 'r9' }, { ...waiver, client: 'c' })).to.deep.equal([
      'unplayed 0',
      'unplayed 0',
    ]);
    const { clients, ...rest } = played({ ...waiver, requirement: 'r2', expires: '2020-01-01' });
    expect(rest.waivers?.[0]?.state).to.equal('stale');
    expect(clients).to.have.lengthOf(2);
  });

  it('are told in every format, whatever their owner is called', () => {
    const report = played(
      { ...waiver, owner: 'ann <b>|`x`</b>' },
      { ...waiver, requirement: 'r2', owner: '::error::' },
    );
    expect(renderGithub(report)).to.contain(
      '::error title=sadpath waiver::The waiver for retry.key of r2 covers nothing any more. Take it out.',
    );
    expect(renderStepSummary(report)).to.contain('covers nothing any more');
    const markdown = renderMarkdown(report);
    expect(markdown)
      .to.contain('## Waivers')
      .and.to.contain('covers nothing any more')
      .and.to.contain('until 2026-01-01, by ann ');
    expect(markdown).to.not.contain('<b>');
    expect(renderJunit(report)).to.contain('<testsuite name="waivers" tests="1" failures="1" errors="0" skipped="0">');
    expect(renderJunit(played(waiver))).to.not.contain('name="waivers"');
  });

  it('say why in the requirement that they cover', () => {
    const [a] = played(waiver).clients;
    expect(a?.requirements[0]).to.deep.include({ id: 'r1', verdict: 'waived' });
  });

  it('leave no trace in a report of a run without any', () => {
    expect(played()).to.not.have.property('waivers');
    expect(buildReport([runStarted(), clientStarted('a', ['r1'])])).to.not.have.property('waivers');
  });
});
