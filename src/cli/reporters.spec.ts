import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import type { Report } from '../model/report.ts';
import { type ChosenReporter, type Outlets, parseReporters, writeReports } from './reporters.ts';

const report: Report = {
  schema: 'sadpath-report/1',
  tool: { name: 'sadpath', version: '0.1.0' },
  seed: 7,
  clients: [],
};

describe('reporters', () => {
  let folder: string;
  let said: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-'));
    said = '';
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (chosen: ChosenReporter[], more: Partial<Outlets> = {}) => {
    const terminal = {
      isTTY: false,
      write(text: string | Uint8Array) {
        said += String(text);
        return true;
      },
    };
    writeReports(chosen, report, { terminal, ...more });
  };
  const failureOf = (act: () => void): string => {
    try {
      act();
    } catch (error) {
      if (error instanceof SadpathError) return error.message;
      throw error;
    }
    return 'none';
  };

  it('write to the file that is given, or that they have, or to the terminal', () => {
    expect(parseReporters(undefined)).to.deep.equal([
      { name: 'text' },
      { name: 'json', file: join('reports', 'report.json') },
    ]);
    expect(parseReporters(['junit', 'markdown', 'github', 'json', 'junit=a=b.xml'])).to.deep.equal([
      { name: 'junit', file: join('reports', 'junit.xml') },
      { name: 'markdown', file: join('reports', 'compliance.md') },
      { name: 'github' },
      { name: 'json' },
      { name: 'junit', file: 'a=b.xml' },
    ]);
    for (const name of ['html', 'toString', '']) {
      expect(() => parseReporters([name])).to.throw(
        SadpathError,
        'there are text, json, junit, markdown, github, policy.',
      );
    }
  });

  it('write each its format', () => {
    const file = (name: string) => join(folder, name);
    write([
      { name: 'junit', file: file('j') },
      { name: 'markdown', file: file('m') },
      { name: 'json' },
      { name: 'github' },
    ]);
    expect(readFileSync(file('j'), 'utf8')).to.match(/^<\?xml/);
    expect(readFileSync(file('m'), 'utf8')).to.match(/^# Compliance evidence/);
    expect(said)
      .to.match(/^\{\n {2}"schema"/)
      .and.match(/sadpath found nothing wrong\.\n$/);
  });

  it('append to the step summary, for github and no other', () => {
    const stepSummary = join(folder, 'summary.md');
    writeFileSync(stepSummary, 'from another step\n');
    write([{ name: 'text' }, { name: 'json' }], { stepSummary });
    expect(readFileSync(stepSummary, 'utf8')).to.equal('from another step\n');
    write([{ name: 'github' }], { stepSummary });
    expect(readFileSync(stepSummary, 'utf8')).to.match(/^from another step\n## sadpath\n/);
  });

  it('say in one line which file could not be written, after all the others were', () => {
    mkdirSync(join(folder, 'taken'));
    const stepSummary = join(folder, 'taken');
    const chosen: ChosenReporter[] = [
      { name: 'junit', file: join(folder, 'taken') },
      { name: 'github' },
      { name: 'json', file: join(folder, 'report.json') },
    ];
    const line = failureOf(() => write(chosen));
    expect(line).to.match(/^Failed to write the report \S+taken: EISDIR: [^\n]*\. Pass --reporter NAME=FILE [^\n]*\.$/);
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).to.deep.equal(report);
    expect(said).to.contain('sadpath found');
    const both = failureOf(() => write(chosen, { stepSummary }));
    expect(both.match(/Failed to write the report/g)).to.have.length(2);
    expect(both).to.not.contain('\n');
  });

  const troubles = ['ENOSPC: no space left on device, write', "EACCES: permission denied, open 'x'"];
  for (const trouble of troubles) {
    it(`say so of ${trouble.slice(0, 6)}`, () => {
      const chosen: ChosenReporter[] = [
        { name: 'json', file: join(folder, 'a') },
        { name: 'junit', file: join(folder, 'b') },
      ];
      const line = failureOf(() =>
        write(chosen, {
          write(file, text) {
            if (/\ba\b/.test(file)) throw new Error(trouble);
            writeFileSync(file, text);
          },
        }),
      );
      expect(line)
        .to.contain(trouble)
        .and.match(/^Failed to write the report \S+a: /);
      expect(readFileSync(join(folder, 'b'), 'utf8')).to.match(/^<\?xml/);
    });
  }

  it('are written although the files to replay from cannot be', () => {
    const keep = () => {
      throw new SadpathError({ to: 'write the replay files to x', because: 'ENOSPC' });
    };
    expect(failureOf(() => write([{ name: 'json' }], { keep }))).to.match(
      /^Failed to write the replay files to x: ENOSPC\.$/,
    );
    expect(said).to.contain('sadpath-report/1');
  });
});
