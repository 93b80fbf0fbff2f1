import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { catalogueHash } from '../engine/catalogue-hash.ts';
import { readRecord, recordFileOf, writeRecord } from '../history/contract-record.ts';
import type { Report } from '../model/report.ts';
import { banked } from '../providers/index.ts';
import { openFolder, type TestFolder } from './in-folder.spec.ts';

const pact = 'contracts/pacts/banked-fetch-banked.json';
const interactions = ['one', 'two'].map((key) => ({ type: 'Synchronous/HTTP', key, description: key }));
const text = JSON.stringify({
  consumer: { name: 'banked-fetch' },
  provider: { name: 'banked' },
  interactions,
  metadata: { pactSpecification: { version: '4.0' } },
});
const simulator = { held: 2, of: 2 };
const sandbox = { held: 1, of: 2, url: 'https://sandbox.banked.test', at: '2026-11-20T22:15:00.000Z', by: 'ada\nb' };
const one = ['run', '--only', 'banked/errors/invalid_amount'];

describe('a run of a client with a contract', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  before(() => {
    folder = openFolder('run-contract');
    folder.write({
      'package.json': '{ "type": "module" }',
      'sadpath.config.ts': `import { defineConfig } from 'sadpath';
import { bankedFetch } from '../../examples/banked/sadpath.ts';
export default defineConfig({ clients: [bankedFetch], seed: 1 });
`,
    });
  });
  afterEach(() => {
    for (const each of ['contracts', 'reports']) rmSync(join(folder.path, each), { recursive: true, force: true });
  });
  after(() => folder.remove());

  const report = (): string => folder.files()['reports/report.json'] ?? '';
  const contract = (): unknown => {
    const { clients }: Report = JSON.parse(report());
    return clients[0]?.contract;
  };

  function verified(): void {
    folder.write({ [pact]: text });
    writeRecord(join(folder.path, pact), { simulator, catalogue: catalogueHash(banked), sandbox });
  }

  it('tells of it in each report, shards and all, and changes no verdict', async () => {
    verified();
    const { code, out, error } = await folder.sadpath(...one);
    expect([code, error]).to.deep.equal([0, '']);
    expect(out).to.contain(`
  Handled by the client: 1 of 1 documented rows
  Kept by the simulator: all 2 interactions of its contract
  Verified against a sandbox: 1 of 2 interactions does not hold, on 2026-11-20 by ada\\nb, at
    https://sandbox.banked.test
`);
    expect(contract()).to.deep.equal({ interactions: 2, simulator, sandbox });
    const whole = report();
    await Promise.all(['1/2', '2/2'].map((shard) => folder.sadpath(...one, '--shard', shard)));
    rmSync(join(folder.path, 'contracts'), { recursive: true });
    const logs = ['1', '2'].map((part) => `reports/events-${part}-of-2.ndjson`);
    const merged = await folder.sadpath('merge', ...logs);
    expect([merged.code, merged.out]).to.deep.equal([0, out]);
    expect(report()).to.equal(whole);
  });

  it('says that nothing was verified where the record is of other bytes, and nothing at all without a pact file', async () => {
    verified();
    folder.write({ [pact]: `${text}\n` });
    const { out } = await folder.sadpath(...one);
    expect(out).to.contain('Kept by the simulator: not done\n  Verified against a sandbox: not done\n');
    expect(contract()).to.deep.equal({ interactions: 2 });
    rmSync(join(folder.path, pact));
    expect((await folder.sadpath(...one)).out).to.not.match(/Handled|simulator|sandbox/);
    expect(contract()).to.equal(undefined);
  });

  it('does not begin with one that cannot be read: one line, exit code 2, and nothing is written', async () => {
    const cases: [() => void, string][] = [
      [() => folder.write({ [pact]: '{ "interactions": [' }), `Failed to read the pact ${pact}: it is not JSON.`],
      [
        () => {
          verified();
          const { sha256 } = readRecord(join(folder.path, pact));
          folder.write({ [recordFileOf(pact)]: JSON.stringify({ sha256, simulator: 'all' }) });
        },
        'Failed to read contracts/verified/banked-fetch-banked.json: at simulator found "all"',
      ],
    ];
    for (const [spoil, message] of cases) {
      spoil();
      const before = folder.files();
      const { code, out, error } = await folder.sadpath(...one);
      expect(error).to.match(/^Failed to [^\n]+\n$/);
      expect(error).to.contain(message);
      expect([code, out]).to.deep.equal([2, '']);
      expect(folder.files()).to.deep.equal(before);
    }
  });
});
