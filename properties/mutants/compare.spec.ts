import { expect } from 'chai';
import { compare, partOf, textOf } from './compare.ts';
import type { Mutant, Report } from './read.ts';

describe('mutants against the table of survivors', () => {
  const source = 'a > b;\nc();\n';
  const mutant = (status: Mutant['status'], replacement = 'false'): Mutant => ({
    status,
    replacement,
    location: { start: { line: 1, column: 1 }, end: { line: 1, column: 6 } },
  });
  const reportOf = (...mutants: Mutant[]): Report => ({ files: { 'a.ts': { source, mutants } } });
  const line = '⟨a > b → false⟩;';

  it('explain each other', () => {
    const explained = compare(reportOf(mutant('Survived'), mutant('Killed', 'true')), [
      { reason: 'it is all the same', mutants: { 'a.ts': [line] } },
    ]);
    expect(explained).to.deep.equal({
      unexplained: [],
      stale: [],
      mutants: 2,
      killed: 1,
      explained: new Map([['it is all the same', 1]]),
    });
  });

  it('miss a survivor that no line explains, and what no test comes by', () => {
    const found = compare(reportOf(mutant('Survived'), mutant('NoCoverage', 'true')), []);
    expect(found.unexplained).to.deep.equal(['a.ts: ⟨a > b → false⟩;', 'a.ts: ⟨a > b → true⟩;']);
    expect(found.killed).to.equal(0);
  });

  it('miss a line whose mutant is killed, or stands in another file', () => {
    const killed = [{ reason: 'so it was', mutants: { 'a.ts': [line] } }];
    expect(compare(reportOf(mutant('Killed')), killed).stale).to.deep.equal([`a.ts: ${line}`]);
    const elsewhere = compare(reportOf(mutant('Survived')), [{ reason: 'so it was', mutants: { 'b.ts': [line] } }]);
    expect(elsewhere.stale).to.deep.equal([`b.ts: ${line}`]);
    expect(elsewhere.unexplained).to.deep.equal([`a.ts: ${line}`]);
  });

  it('count what is the same line twice as two', () => {
    const twice = [{ reason: 'both are alike', mutants: { 'a.ts': [line, line] } }];
    expect(compare(reportOf(mutant('Survived')), twice).stale).to.have.length(1);
    const once = [{ reason: 'one of them', mutants: { 'a.ts': [line] } }];
    expect(compare(reportOf(mutant('Survived'), mutant('Survived')), once).unexplained).to.have.length(1);
  });

  it('take what never ends and what cannot be loaded for noticed, and do not count what was not run', () => {
    const counted = compare(reportOf(mutant('Timeout'), mutant('RuntimeError'), mutant('Ignored')), []);
    expect(counted).to.include({ mutants: 2, killed: 2 });
  });

  it('leave the lines of other files alone where only a few were mutated', () => {
    const table = [{ reason: 'so it was', mutants: { 'a.ts': [line], 'b.ts': [line] } }];
    expect(partOf(table, reportOf())).to.deep.equal([{ reason: 'so it was', mutants: { 'a.ts': [line] } }]);
  });

  it('are told with what is to be done, and 100 % are all of them', () => {
    const mutants = Array.from({ length: 1999 }, () => mutant('Killed'));
    const stale = [{ reason: 'so it was', mutants: { 'b.ts': [line] } }];
    expect(textOf(compare(reportOf(...mutants, mutant('Survived')), stale)).split('\n')).to.deep.equal([
      '1 survive, and nothing explains it: write the test, or the reason into survivors.json:',
      `  a.ts: ${line}`,
      '',
      '1 are explained in survivors.json, and survive no more: take the line out:',
      `  b.ts: ${line}`,
      '',
      '2000 mutants: 1999 killed (99.9 %), 1 survive, 1 of them unexplained.',
    ]);
    const known = [{ reason: 'so it was', mutants: { 'a.ts': [line] } }];
    expect(textOf(compare(reportOf(mutant('Survived')), known))).to.equal(
      '1 mutants: 0 killed (0 %), 1 survive, 0 of them unexplained.\n    1  so it was',
    );
    expect(textOf(compare({ files: {} }, []))).to.contain('(100 %)');
  });
});
