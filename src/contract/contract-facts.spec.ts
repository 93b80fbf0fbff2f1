import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeRecord } from '../history/contract-record.ts';
import { SadpathError } from '../model/failure.ts';
import { contractFacts } from './contract-facts.ts';

const shop = { client: 'shop', provider: 'banked' };
const all = { held: 2, of: 2 };
const sandbox = { held: 1, of: 2, url: 'https://sandbox.banked.test', at: '2026-11-20T22:15:00.000Z', by: 'ada' };

describe('what a run knows of a contract', () => {
  let home = '';
  let pacts = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sadpath-facts-'));
    pacts = join(home, 'pacts');
    mkdirSync(pacts);
  });
  afterEach(() => rmSync(home, { recursive: true }));

  function write(file: string, more: object = {}): string {
    const interactions = ['one', 'two'].map((key) => ({ type: 'Synchronous/HTTP', key, description: key }));
    const metadata = { pactSpecification: { version: '4.0' } };
    const pact = { consumer: { name: 'shop' }, provider: { name: 'banked' }, interactions, metadata, ...more };
    writeFileSync(join(pacts, file), JSON.stringify(pact));
    return join(pacts, file);
  }

  it('is nothing where there is no pact file', () => {
    expect(contractFacts(pacts, shop)).to.equal(undefined);
    expect(contractFacts(join(home, 'nowhere'), shop)).to.equal(undefined);
    write('shop-paysg.json', { provider: { name: 'paysg' } });
    expect(contractFacts(pacts, shop)).to.equal(undefined);
  });

  it('is what stands in the pact file and its record, and no hash', () => {
    const file = write('shop-banked.json');
    expect(contractFacts(pacts, shop)).to.deep.equal({ interactions: 2 });
    writeRecord(file, { simulator: all });
    expect(contractFacts(pacts, shop)).to.deep.equal({ interactions: 2, simulator: all });
    writeRecord(file, { sandbox });
    expect(contractFacts(pacts, shop)).to.deep.equal({ interactions: 2, simulator: all, sandbox });
  });

  it('forgets what a simulator with another catalogue has said', () => {
    writeRecord(write('shop-banked.json'), { simulator: all, catalogue: 'then', sandbox });
    expect(contractFacts(pacts, { ...shop, catalogue: 'then' })).to.deep.equal({
      interactions: 2,
      simulator: all,
      sandbox,
    });
    expect(contractFacts(pacts, { ...shop, catalogue: 'now' })).to.deep.equal({ interactions: 2, sandbox });
  });

  it('forgets a record of other bytes', () => {
    writeRecord(write('shop-banked.json'), { simulator: all, sandbox });
    write('shop-banked.json', { interactions: [] });
    expect(contractFacts(pacts, shop)).to.deep.equal({ interactions: 0 });
  });

  it('is nothing where the file is of other parties, whose names make the same', () => {
    write('a-b-c.json', { consumer: { name: 'a-b' }, provider: { name: 'c' } });
    expect(contractFacts(pacts, { client: 'a-b', provider: 'c' })).to.deep.equal({ interactions: 2 });
    expect(contractFacts(pacts, { client: 'a', provider: 'b-c' })).to.equal(undefined);
    write('a_b-c.json', { consumer: { name: 'a_b' }, provider: { name: 'c' } });
    expect(contractFacts(pacts, { client: 'a/b', provider: 'c' })).to.equal(undefined);
    expect(contractFacts(pacts, { client: 'a_b', provider: 'c' })).to.deep.equal({ interactions: 2 });
    write('a_b-c.json', { consumer: { name: 'a_b' }, provider: { name: 'C' } });
    expect(contractFacts(pacts, { client: 'a_b', provider: 'c' })).to.equal(undefined);
  });

  it('is refused in one line when a file cannot be read, or is of another whole', () => {
    const broken: [() => void, string][] = [
      [() => writeFileSync(join(pacts, 'shop-banked.json'), '{'), 'shop-banked.json: it is not JSON.'],
      [() => write('shop-banked.json', { metadata: {} }), 'at metadata.pactSpecification found nothing'],
      [() => mkdirSync(join(pacts, 'shop-banked.json')), 'shop-banked.json: EISDIR'],
      [() => writeFileSync(writeRecord(write('shop-banked.json'), {}), '{'), 'shop-banked.json: it is not JSON.'],
      [
        () => writeRecord(write('shop-banked.json'), { simulator: { held: 1, of: 1 } }),
        'it tells of 1, and 2 interactions are in',
      ],
      [
        () => writeRecord(write('shop-banked.json'), { simulator: all, sandbox: { ...sandbox, of: 3 } }),
        'it tells of 3, and 2 interactions are in',
      ],
    ];
    for (const [spoil, message] of broken) {
      rmSync(home, { recursive: true });
      mkdirSync(pacts, { recursive: true });
      spoil();
      expect(() => contractFacts(pacts, shop), message)
        .to.throw(SadpathError)
        .with.property('message')
        .that.contains(message)
        .and.matches(/^Failed to read [^\n]+$/);
    }
  });
});
