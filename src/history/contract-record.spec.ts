import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readRecord, recordFileOf, writeRecord } from './contract-record.ts';

const sandbox = { held: 1, of: 2, url: 'https://sandbox.example', at: '2026-01-01T00:00:00.000Z', by: 'ada' };

describe('the record of a contract', () => {
  let folder: string;
  let pact: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-record-'));
    mkdirSync(join(folder, 'pacts'));
    pact = join(folder, 'pacts', 'a-b.json');
    writeFileSync(pact, '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps each of its lines when another one is added', () => {
    writeRecord(pact, { sandbox });
    const file = writeRecord(pact, { simulator: { held: 2, of: 2 } });
    expect(file).to.equal(join(folder, 'verified', 'a-b.json'));
    expect(readRecord(pact)).to.deep.include({ sandbox, simulator: { held: 2, of: 2 } });
  });

  it('says nothing of a contract that has changed since', () => {
    writeRecord(pact, { sandbox });
    const { sha256 } = readRecord(pact);
    writeFileSync(pact, '{ }');
    expect(readRecord(pact)).to.have.keys('sha256');
    expect(readRecord(pact).sha256).not.to.equal(sha256);
    writeRecord(pact, { simulator: { held: 1, of: 1 } });
    expect(readRecord(pact)).not.to.have.property('sandbox');
  });

  it('is one line of complaint where it is none', () => {
    writeRecord(pact, { sandbox });
    const file = recordFileOf(pact);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"ada"', '7'));
    expect(() => readRecord(pact)).to.throw(/^Failed to read .*a-b\.json: at sandbox\.by found 7.*contract verify/);
    writeFileSync(file, '{');
    expect(() => readRecord(pact)).to.throw('it is not JSON');
  });
});
