import { expect } from 'chai';
import fc from 'fast-check';
import { marked } from 'marked';
import type { ContractFacts } from '../model/contract.ts';
import { inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { hostileReport, hostileText } from './hostile-text.spec.ts';
import { renderMarkdown } from './markdown.ts';
import {
  called,
  clientStarted,
  control,
  failed,
  fullContract,
  fullDemand,
  judged,
  runStarted,
  settled,
} from './sample-run.spec.ts';

const started = clientStarted(
  'a',
  [
    'banked/errors/one',
    'banked/errors/two',
    'banked/statuses/500',
    '-banked/rules/log',
    'banked/rules/say',
    'wire/html',
  ],
  { unplayed: { 'banked/statuses/500': 'no operation meets it' } },
);
Object.assign(started.requirements[0] ?? {}, fullDemand, { force: undefined, source: undefined });
Object.assign(started.requirements[1] ?? {}, { source: 'outside' });
Object.assign(started.requirements[4] ?? {}, { force: 'advises' });
const report = buildReport([
  runStarted(),
  started,
  control('a', 'pay'),
  control('a', 'refund', { passed: false, reason: 'told failed' }),
  judged('a', 0, 'banked/errors/one', {
    'retry.never': pass,
    'classify.code': pass,
    'retry.key': notApplicable('no key'),
  }),
  judged('a', 1, 'banked/errors/one', { 'retry.never': pass }),
  failed('a', 2, 'banked/errors/two', 'money.once', 'must', {
    message: 'paid twice after `two`',
    timeline: [called(0), settled(5)],
    tape: '500 two ×∞',
  }),
  judged('a', 3, 'banked/rules/say', { 'retry.never': inconclusive('not delivered') }),
  judged('a', 4, 'wire/html', { 'robust.settles': { verdict: 'waived', reason: 'until May' } }),
]);
const text = renderMarkdown(report);
const rowOf = (id: string) => {
  const line = text.split('\n').find((one) => one.startsWith('|') && one.includes(`\`${id}\``)) ?? '';
  return line.slice(2, -2).split(' | ');
};
const section = (title: string) => text.split(`### ${title}\n\n`)[1]?.split('\n### ')[0]?.trim() ?? '';

describe('compliance.md', () => {
  it('says what a client was judged by, and how it came out', () => {
    expect(text).to.match(/^# Compliance evidence\n\nWritten by sadpath 0\.1\.0, seed 7\./);
    expect(text).to.contain('| a | Banked | 1 | 1 | 1 | 1 | 1 | 1 |');
    expect(text).to.contain(
      '## a\n\nJudged by the catalogue **Banked** (`banked`), made from the document “Payment errors”, revision `2026-01`.',
    );
    expect(text).to.contain('`c0ffee`');
    expect(text).to.contain('Happy paths: `pay` ✓, `refund` ✗ **failed**: told failed.');
    expect(text.endsWith('\n') && !text.endsWith('\n\n')).to.equal(true);
  });

  it('tells apart what the client did, what the simulator keeps, and what a sandbox was asked', () => {
    const linesOf = (contract?: ContractFacts) => {
      const events = [
        runStarted(),
        clientStarted('a', ['banked/errors/one', 'wire/html'], contract && { contract }),
        judged('a', 0, 'banked/errors/one', { c: pass }),
      ];
      return renderMarkdown(buildReport(events)).split('\n### ')[0]?.split('\n\n').at(-1)?.trim();
    };
    expect(linesOf(fullContract)).to.equal(`\
- Handled by the client: 1 of 1 documented rows
- Kept by the simulator: all 45 interactions of its contract
- Verified against a sandbox: **2 of 45 interactions do not hold**, on 2026-11-20 by ada, at \`https://sandbox.banked.test\``);
    expect(linesOf({ interactions: 45 })).to.equal(`\
- Handled by the client: 1 of 1 documented rows
- Kept by the simulator: not done
- Verified against a sandbox: not done`);
    expect(linesOf()).to.equal(`\
- Handled by the client: 1 of 1 documented rows
- Contract: none in \`contracts/pacts\`; \`npx sadpath contract write\` writes one`);
  });

  it('has every documented row, by kind', () => {
    expect(text.match(/^#### .*$/gm)?.slice(0, 4)).to.deep.equal([
      '#### Error codes',
      '#### HTTP statuses',
      '#### Rules of behaviour',
      '#### What no document says and every client meets',
    ]);
    for (const { id } of started.requirements) expect(rowOf(id), id).to.have.length(4);
  });

  it('says of a row what is required, by which document, what was played and what came of it', () => {
    expect(rowOf('banked/errors/one')).to.deep.equal([
      '✓ held',
      '`banked/errors/one`<br>all about banked/errors/one<br>*The document says both.*',
      'tell: it did not happen, or it may have happened *(stated)*<br>as: declined *(inferred)*<br>then: no second attempt *(stated)*<br>by: Payment errors',
      '2 scenarios<br>classify.code, retry.never',
    ]);
    expect(rowOf('banked/errors/two')[0]).to.equal('✗ **failed**');
    expect(rowOf('banked/errors/two')[2]).to.equal('as it says *(inferred)*<br>by: found outside the document');
    expect(rowOf('banked/errors/two')[3]).to.equal('1 scenario<br>**failed:** money.once');
    expect(rowOf('banked/statuses/500')[0]).to.equal('not applicable<br>no operation meets it');
    expect(rowOf('banked/statuses/500')[3]).to.equal('–');
    expect(rowOf('banked/rules/say')).to.deep.equal([
      '? **inconclusive**',
      '`banked/rules/say`<br>all about banked/rules/say',
      'as it says *(inferred)*<br>by: Payment errors (advises)',
      '1 scenario<br>**inconclusive:** retry.never',
    ]);
    expect(rowOf('wire/html')[0]).to.equal('waived<br>until May');
    expect(rowOf('wire/html')[2]).to.equal('as it says *(inferred)*<br>by: no document');
    expect(rowOf('banked/rules/log')[0]).to.equal('by hand');
  });

  it('tells each finding with its tape, its timeline and how to repeat it', () => {
    const findings = section('Findings');
    expect(findings).to.contain('#### must: money.once\n\npaid twice after `two`\n\n');
    expect(findings).to.contain('`banked/errors/two` · `pay` · tape `500 two ×∞` · seen in 1 scenario');
    expect(findings).to.match(/Repeat it: `npx sadpath replay money\.once-[0-9a-f]{8}`/);
    expect(findings).to.contain('```text\n      0 ms  ▶ pay is called');
  });

  it('says what stayed open, and lists what people have to check, to tick off', () => {
    expect(section('Inconclusive')).to.equal('- `banked/rules/say`: not delivered');
    expect(section('To check by hand')).to.equal(
      '- [ ] `banked/rules/log`: all about banked/rules/log *(Payment errors, inferred)*',
    );
  });

  it('says so where there is nothing', () => {
    const none = renderMarkdown(
      buildReport([runStarted(), clientStarted('a', ['r1']), judged('a', 0, 'r1', { c: pass })]),
    );
    expect(none).to.contain('### Findings\n\nNone.\n').and.contain('### Inconclusive\n\nNothing.\n');
    expect(none).to.contain('### To check by hand\n\nNothing.\n').and.contain('#### Others\n');
  });

  it('gives the same bytes for the same report', () => {
    expect(renderMarkdown(structuredClone(report))).to.equal(text);
  });

  it('has the same bones whatever the words in it are', () => {
    const bones = (words: string) =>
      (marked.parse(renderMarkdown(hostileReport(words)), { async: false }).match(/<\/?[a-z][^>]*>/g) ?? []).filter(
        (tag) => !/^<\/?(span|code|em)/.test(tag),
      );
    const wanted = bones('word');
    expect(wanted.length).to.be.above(100);
    const visible = hostileText.filter((words) => words.trim() !== '');
    fc.assert(
      fc.property(visible, (words) => {
        expect(bones(words)).to.deep.equal(wanted);
      }),
    );
  });
});
