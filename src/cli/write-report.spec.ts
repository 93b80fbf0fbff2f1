import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeReport } from './write-report.ts';

/** A disk that takes half of what it is given. */
function fullDisk(file: string, text: string): void {
  writeFileSync(file, text.slice(0, text.length / 2));
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

describe('a report in its file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is written whole, in a folder that is made for it, over the one before', () => {
    const file = join(folder, 'a', 'b', 'report.json');
    for (const text of ['longer than the next', 'short']) {
      writeReport(file, text);
      expect(readFileSync(file, 'utf8')).to.equal(text);
    }
    expect(readdirSync(join(folder, 'a', 'b'))).to.deep.equal(['report.json']);
  });

  it('leaves the one before where the disk is full, and no draft', () => {
    const file = join(folder, 'report.json');
    writeFileSync(file, 'the last one');
    expect(() => writeReport(file, 'a new one', fullDisk)).to.throw('ENOSPC');
    expect(readFileSync(file, 'utf8')).to.equal('the last one');
    expect(readdirSync(folder)).to.deep.equal(['report.json']);
  });

  it('goes through a link, which stays one', () => {
    writeFileSync(join(folder, 'real'), 'old');
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    writeReport(join(folder, 'link'), 'new');
    expect(readFileSync(join(folder, 'real'), 'utf8')).to.equal('new');
  });

  it('is refused by a folder of its name', () => {
    mkdirSync(join(folder, 'report.json'));
    expect(() => writeReport(join(folder, 'report.json'), 'x')).to.throw('EISDIR');
    expect(readdirSync(folder)).to.deep.equal(['report.json']);
  });
});
