import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import { readRecord, recordFileOf, writeRecord } from './contract-record.ts';

const all = { held: 2, of: 2 };
const sandbox = { held: 1, of: 2, url: 'https://sandbox.banked.test', at: '2026-11-20T22:15:00.000Z', by: 'ada' };

describe('the record of a pact file', () => {
  let folder = '';
  let pact = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-record-'));
    pact = join(folder, 'pacts', 'shop-banked.json');
    mkdirSync(dirname(pact));
    writeFileSync(pact, '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what was found out, one beside the other', () => {
    expect(Object.keys(readRecord(pact))).to.deep.equal(['sha256']);
    expect(writeRecord(pact, { simulator: all })).to.equal(join(folder, 'verified', 'shop-banked.json'));
    writeRecord(pact, { sandbox });
    expect(readRecord(pact)).to.deep.include({ simulator: all, sandbox });
    writeRecord(pact, { simulator: { held: 0, of: 2 } });
    expect(readRecord(pact)).to.deep.include({ simulator: { held: 0, of: 2 }, sandbox });
  });

  it('has the same bytes whichever came first, and however often it is noted', () => {
    const bytes = (...found: Parameters<typeof writeRecord>[1][]) => {
      rmSync(recordFileOf(pact), { force: true });
      for (const one of found) writeRecord(pact, one);
      return readFileSync(recordFileOf(pact), 'utf8');
    };
    const own = { simulator: all, catalogue: 'a' };
    expect(bytes(own, own)).to.equal(bytes(own));
    expect(bytes({ sandbox }, own)).to.equal(bytes(own, { sandbox }));
  });

  it('says nothing of other bytes', () => {
    writeRecord(pact, { simulator: all, sandbox });
    const { sha256 } = readRecord(pact);
    writeFileSync(pact, '{ }');
    const other = readRecord(pact);
    expect(Object.keys(other)).to.deep.equal(['sha256']);
    expect(other.sha256).to.not.equal(sha256);
    writeRecord(pact, { sandbox });
    expect(readRecord(pact)).to.not.have.property('simulator');
  });

  const mistakes: [string, object, string][] = [
    ['an unknown key', { mood: 1 }, 'at mood found a key that nothing knows'],
    ['more that hold than there are', { simulator: { held: 3, of: 2 } }, 'expected no more to hold than there are'],
    ['more that hold elsewhere', { sandbox: { ...sandbox, held: 3 } }, 'expected no more to hold than there are'],
    ['less than nothing', { simulator: { held: -1, of: 2 } }, 'at simulator.held found -1'],
    ['half of one', { simulator: { held: 0.5, of: 2 } }, 'at simulator.held found 0.5'],
    ['all of nothing', { simulator: { held: 0, of: 0 } }, 'at simulator.of found 0'],
    ['nobody who did it', { sandbox: { ...all, url: 'u', at: sandbox.at } }, 'at sandbox.by found nothing'],
    ['no time', { sandbox: { ...sandbox, at: 'last\nweek' } }, 'at sandbox.at found "last\\nweek", expected a time as'],
  ];
  for (const [what, record, message] of mistakes) {
    it(`is refused with ${what}, in one line`, () => {
      writeRecord(pact, {});
      const file = recordFileOf(pact);
      writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...record }));
      expect(() => readRecord(pact))
        .to.throw(SadpathError)
        .with.property('message')
        .that.contains(message)
        .and.matches(/^Failed to read [^\n]+ Delete it, and run `sadpath contract verify` again\.$/);
    });
  }

  it('is refused when it is not JSON', () => {
    writeRecord(pact, {});
    writeFileSync(recordFileOf(pact), '{');
    expect(() => readRecord(pact)).to.throw(SadpathError, 'it is not JSON. Delete it');
  });
});
