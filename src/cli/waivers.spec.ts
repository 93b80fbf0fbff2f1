import { expect } from 'chai';
import { openFolder, type TestFolder } from './in-folder.spec.ts';

const config = `
import { defineConfig } from 'sadpath';
import { naiveBanked } from '../../examples/naive/sadpath.ts';
export default defineConfig({ clients: [naiveBanked], reporters: ['junit=own.xml'] });
`;
const only = ['--only', 'banked/errors/session_not_found'];

describe('waivers on the command line', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  before(() => {
    folder = openFolder('waivers');
    folder.write({ 'sadpath.config.ts': config });
  });
  after(() => folder.remove());

  it('are written for everything that fails, make the next run green, and fail it when they are over', async () => {
    const written = await folder.sadpath('run', ...only, '--write-waivers', '--owner', 'ann');
    expect(written.error + written.out).to.match(/^Waived until \d{4}-\d\d-\d\d, in sadpath\.waivers\.json\./);
    expect(written.code).to.equal(0);
    const text = folder.files()['sadpath.waivers.json'] ?? '';
    expect(JSON.parse(text).waivers[0]).to.include({ requirement: 'banked/errors/session_not_found', owner: 'ann' });

    const green = await folder.sadpath('run', ...only, '--strict', '--reporter', 'text');
    expect(green.code, green.out).to.equal(0);
    expect(green.out).to.match(/\d waivers? in use\./);

    folder.write({ 'sadpath.waivers.json': text.replaceAll(/"expires": "[^"]*"/g, '"expires": "2020-01-01"') });
    const over = await folder.sadpath('run', ...only, '--reporter', 'text');
    expect(over.code).to.equal(1);
    expect(over.out).to.contain(
      'The waiver for classify.code of banked/errors/session_not_found (naive-banked) expired on',
    );
  });

  it('are refused where they name nothing, or only a part of a run is played', async () => {
    const waiver = {
      check: 'retry.kei',
      requirement: 'banked/errors/internal',
      reason: 'r',
      owner: 'o',
      expires: '2999-01-01',
    };
    folder.write({ 'other.json': JSON.stringify({ format: 1, waivers: [waiver] }) });
    const misspelt = await folder.sadpath('run', ...only, '--waivers', 'other.json');
    expect(misspelt).to.include({ code: 2, out: '' });
    expect(misspelt.error).to.match(
      /^Failed to use a waiver for the check "retry\.kei": the checks are money\.once[^\n]*\n$/,
    );
    for (const flags of [['--shard', '1/2'], ['--bail']]) {
      const { code, error } = await folder.sadpath('run', ...only, '--write-waivers', ...flags);
      expect([code, error.startsWith('Failed to write waivers for everything that fails: ')]).to.deep.equal([2, true]);
    }
  });

  it('leave the reporters of the config to write, where no flag names others', async () => {
    folder.write({ 'sadpath.waivers.json': '{ "format": 1, "waivers": [] }' });
    const { code, out } = await folder.sadpath('run', ...only);
    expect([code, out]).to.deep.equal([1, '']);
    expect(folder.files()['own.xml']).to.contain('<testsuite name="naive-banked"');
  });
});
