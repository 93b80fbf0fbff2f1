import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import { plain } from '../model/plain.ts';
import type { Report } from '../model/report.ts';
import { inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { hostileReport, hostileText } from './hostile-text.spec.ts';
import { renderJunit } from './junit.ts';
import { called, clientStarted, control, failed, judged, runStarted, settled } from './sample-run.spec.ts';

const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

/** Has libxml2 read files and compare them with the schema. */
async function validate(texts: string[]): Promise<{ errors: string[]; canonical: string }> {
  const xml = texts.map((contents, index) => ({ fileName: `junit-${index}.xml`, contents }));
  const { valid, errors, rawOutput, normalized } = await validateXML({ xml, schema: [schema], normalization: 'c14n' });
  return { errors: valid ? [] : [...errors.map(({ message }) => message), rawOutput], canonical: normalized };
}

const report = buildReport([
  runStarted(),
  clientStarted('a', ['r1', 'r2', 'r3', 'r4', '-r5', 'r6'], { unplayed: { r4: 'no operation meets it' } }),
  control('a', 'pay'),
  control('a', 'refund', { passed: false, reason: 'told failed' }),
  judged('a', 0, 'r1', { 'retry.never': pass }),
  failed('a', 1, 'r2', 'retry.key', 'should', { message: 'another key' }),
  failed('a', 2, 'r2', 'money.once', 'must', {
    message: 'paid twice',
    timeline: [called(0), settled(5)],
  }),
  judged('a', 3, 'r3', { 'retry.never': inconclusive('not delivered'), 'retry.key': inconclusive('no lane') }),
  judged('a', 4, 'r6', {
    'retry.never': { verdict: 'waived', reason: 'until May' },
    'retry.key': notApplicable('no key'),
  }),
  failed('a', 5, 'r7', 'money.once', 'must', { message: 'paid thrice' }),
  clientStarted('b', ['r1']),
  judged('b', 0, 'r1', { 'retry.never': pass }),
]);

const lines = renderJunit(report).split('\n');
const caseOf = (name: string) => {
  const start = lines.findIndex((line) => line.includes(`<testcase name="${name}" classname="a"`));
  const end = lines.findIndex((line, index) => index >= start && /<\/testcase>$|^ {4}<testcase [^>]*\/>$/.test(line));
  return lines
    .slice(start, end + 1)
    .join('\n')
    .trim();
};

describe('junit.xml', function () {
  this.timeout(30_000);

  it('is a suite a client, with counts that add up', () => {
    expect(lines[0]).to.equal('<?xml version="1.0" encoding="UTF-8"?>');
    expect(lines[1]).to.equal('<testsuites name="sadpath" tests="10" failures="2" errors="2">');
    expect(lines.filter((line) => line.includes('<testsuite '))).to.deep.equal([
      '  <testsuite name="a" tests="9" failures="2" errors="2" skipped="3">',
      '  <testsuite name="b" tests="1" failures="0" errors="0" skipped="0">',
    ]);
    expect(lines.slice(-2)).to.deep.equal(['</testsuites>', '']);
  });

  it('is a test a requirement, and one a happy path', () => {
    expect(caseOf('r1')).to.equal('<testcase name="r1" classname="a"/>');
    expect(caseOf('control/pay')).to.equal('<testcase name="control/pay" classname="a"/>');
    expect(caseOf('control/refund')).to.contain('<error message="told failed" type="control">told failed</error>');
  });

  it('tells all findings of a failed one: sentence, timeline and how to repeat it, the worst first', () => {
    const failure = caseOf('r2');
    expect(failure).to.contain('<failure message="paid twice" type="must money.once">');
    expect(failure).to.match(/✗ a, pay: paid twice\n {2}must money\.once · r2 · tape/);
    expect(failure).to.contain('      0 ms  ▶ pay is called');
    expect(failure.match(/Repeat it: npx sadpath replay \S+/g)).to.have.length(2);
    expect(failure.indexOf('paid twice')).to.be.below(failure.indexOf('another key'));
    expect(failure).to.not.contain('thrice').and.not.contain('\u001b');
    expect(caseOf('r7')).to.contain('paid thrice').and.not.contain('paid twice');
  });

  it('skips what is not applicable, waived or by hand, and says why; what is inconclusive is an error', () => {
    expect(caseOf('r3')).to.contain('<error message="no lane" type="inconclusive">no lane\nnot delivered</error>');
    expect(caseOf('r4')).to.contain('<skipped message="no operation meets it" type="not-applicable">');
    expect(caseOf('r5')).to.match(/<skipped message="[^"]*by hand[^"]*" type="by-hand">/);
    expect(caseOf('r6')).to.contain('<skipped message="until May" type="waived">until May</skipped>');
  });

  it('holds no wall-clock fact, and no output', () => {
    expect(renderJunit(report)).to.not.match(/\b(time|timestamp|hostname)=|system-out/);
    expect(renderJunit(structuredClone(report))).to.equal(lines.join('\n'));
  });

  it('is what Jenkins reads', async () => {
    const empty: Report = { ...report, clients: [] };
    expect((await validate([renderJunit(report), renderJunit(empty)])).errors).to.deep.equal([]);
  });

  it('would be seen not to be', async () => {
    const spoilers: ((xml: string) => string)[] = [
      (xml) => xml.replace('tests="10"', ''),
      (xml) => xml.replace('<testcase ', '<test '),
      (xml) => xml.replace('</failure>', '</failure><mood/>'),
      (xml) => xml.replace('told failed</error>', 'told & failed</error>'),
      (xml) => xml.replace('told failed</error>', 'told \u001b failed</error>'),
    ];
    for (const spoil of spoilers) {
      expect((await validate([spoil(renderJunit(report))])).errors, String(spoil)).to.not.deep.equal([]);
    }
  });

  it('takes hostile text for text', async () => {
    const several = fc.array(hostileText, { minLength: 10, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(several, async (texts) => {
        const { errors, canonical } = await validate(texts.map((text) => renderJunit(hostileReport(text))));
        expect(errors).to.deep.equal([]);
        expect(canonical.match(/<testcase /g)).to.have.length(texts.length * 7);
        expect(canonical.match(/<failure /g)).to.have.length(texts.length);
        for (const text of texts) {
          const message = xmlCanonical(
            plain(text, 400).replace(/[\ufffe\uffff]/g, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`),
          );
          expect(canonical).to.contain(`<failure message="${message}" type="must money.once">`);
        }
      }),
      { numRuns: 8 },
    );
  });
});

/** An attribute's value as canonical XML has it. */
function xmlCanonical(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
