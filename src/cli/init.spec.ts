import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { openFolder, type Said, type TestFolder } from './in-folder.spec.ts';

const root = resolve(import.meta.dirname, '../..');
const module = '{ "type": "module", "devDependencies": { "typescript": "7" } }';

describe('sadpath init', function () {
  this.timeout(60_000);
  const opened: TestFolder[] = [];
  const open = (name: string, manifest?: string, modules: readonly string[] = []): TestFolder => {
    const folder = openFolder(`init-${name}`, modules);
    opened.push(folder);
    if (manifest !== undefined) folder.write({ 'package.json': manifest });
    return folder;
  };
  after(() => {
    for (const folder of opened) folder.remove();
  });

  const providers: [string, string][] = [
    ['banked', 'banked/errors/internal'],
    ['http', 'http/statuses/503'],
    ['openapi-platform', 'openapi-platform/results/U'],
    ['paysg', 'paysg/statuses/409'],
    ['useepay', 'useepay/statuses/500'],
  ];
  for (const [provider, only] of providers) {
    it(`writes a config for ${provider} that runs as it stands, and finds nothing`, async () => {
      const folder = open(provider, module);
      const { code, out, error } = await folder.sadpath('init', '--provider', provider);
      expect([code, error]).to.deep.equal([0, '']);
      expect(out).to.contain('Written: sadpath.config.ts, sadpath-example-client.ts.');
      expect(out).to.contain('npx sadpath run\n').and.contain('npx sadpath play ');
      expect(out).to.contain('"sadpath": "sadpath run"');
      const ran = await folder.sadpath('run', '--strict', '--only', only);
      expect(ran.code, ran.out + ran.error).to.equal(0);
      expect(ran.out).to.match(/(\d+) of \1 requirements held/);
    });
  }

  it('writes TypeScript that compiles, for every provider', () => {
    for (const [provider] of providers) expect(opened.some(({ path }) => path.includes(provider))).to.equal(true);
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { allowImportingTsExtensions: true, rewriteRelativeImportExtensions: false },
      include: opened.map(({ path }) => join(path, '*.ts')),
    };
    const folder = open('types');
    folder.write({ 'tsconfig.json': JSON.stringify(config) });
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const done = spawnSync(process.execPath, [tsc, '-p', folder.path], { encoding: 'utf8' });
    expect(done.stdout + done.stderr).to.equal('');
  });

  const source = '--conditions=sadpath-source';
  const runners: [string, string, string[]][] = [
    ['mocha', 'test/sadpath.test.mjs', ['node_modules/mocha/bin/mocha.js', '--no-config', '--grep']],
    ['vitest', 'sadpath.test.mjs', ['node_modules/vitest/vitest.mjs', 'run', '-t']],
    ['jest', 'sadpath.test.mjs', ['node_modules/jest/bin/jest.js', '--rootDir', '.', '-t']],
    ['node-test', 'sadpath.test.mjs', ['--test', '--test-name-pattern']],
  ];
  describe('for each test runner', () => {
    const ran: Promise<[wrote: Said, tested: Said]>[] = [];
    before(() => {
      for (const [runner, , args] of runners) {
        const installed = runner === 'node-test' ? [] : [runner];
        const manifest = JSON.stringify({ scripts: { test: runner === 'node-test' ? 'node --test' : runner } });
        const folder = open(runner, manifest, installed);
        const flags = runner === 'jest' ? `${source} --experimental-vm-modules` : source;
        ran.push(
          (async () => [
            await folder.sadpath('init', '--provider', 'http'),
            await folder.node([...args, 'http/statuses/503'], { NODE_OPTIONS: flags, CI: '1' }),
          ])(),
        );
      }
    });
    for (const [index, [runner, file]] of runners.entries()) {
      it(`writes a spec that ${runner} finds and runs without any set-up`, async () => {
        const [wrote, tested] = (await ran[index]) ?? [];
        expect(wrote?.out).to.contain(`Written: sadpath.config.mjs, sadpath-example-client.mjs, ${file}.`);
        expect(tested?.code, `${tested?.out}${tested?.error}`).to.equal(0);
        expect(`${tested?.out}${tested?.error}`).to.match(/http\/statuses\/503/);
      });
    }
  });

  it('takes a client of the user’s own, and says at its happy path what is still missing', async () => {
    const folder = open('own', '{ "type": "module" }');
    const client =
      'export class PaymentFailed extends Error {}\nexport class Shop { constructor(url) { this.url = url; } }\n';
    folder.write({ 'src/shop.js': client });
    const { code } = await folder.sadpath('init', '--provider', 'banked', '--client', 'src/shop.js');
    expect(code).to.equal(0);
    const files = folder.files();
    expect(Object.keys(files)).to.deep.equal(['package.json', 'sadpath.config.js', 'src/shop.js']);
    expect(files['src/shop.js']).to.equal(client);
    expect(files['sadpath.config.js']).to.contain(`import { Shop } from './src/shop.js';`);
    const ran = await folder.sadpath('run', '--controls');
    expect(ran.out).to.contain('createPaymentSession does not call your client yet');
    expect(ran.code).to.equal(3);
  });

  describe('refuses in one line, and writes nothing', () => {
    const there = { 'package.json': '{}', 'sadpath-example-client.mjs': '// ours\n', 'a.mjs': 'export let x = 1;\n' };
    const cases: [string, string[], string][] = [
      [
        'over a file that is there',
        [],
        'sadpath-example-client.mjs is there already, and nothing was written. Pass --force',
      ],
      ['for an unknown provider', ['--provider', 'acme'], 'Failed to find the provider "acme": there are banked'],
      ['for an unknown runner', ['--runner', 'karma'], 'Failed to read --runner karma: there are mocha'],
      ['a config that is no module', ['--config', 'x.json'], 'Failed to read --config x.json: it is no .ts'],
      ['for a client that is not there', ['--client', 'no.mjs'], 'Failed to read the client no.mjs: ENOENT'],
      ['for a client without exports', ['--client', 'a.mjs'], 'Failed to find a client in a.mjs: it exports no class'],
      [
        'where a file is in the way of a folder',
        ['--config', 'a.mjs/x.mjs', '--force'],
        '; nothing was written. Choose a folder',
      ],
    ];
    let folder: TestFolder;
    before(() => {
      folder = open('refused');
      folder.write(there);
    });
    for (const [what, args, message] of cases) {
      it(what, async () => {
        const { code, out, error } = await folder.sadpath('init', '--yes', ...args);
        expect(error)
          .to.match(/^Failed to [^\n]+\n$/)
          .and.contain(message);
        expect([code, out]).to.deep.equal([2, '']);
        expect(folder.files()).to.deep.equal(there);
      });
    }

    it('except with --force', async () => {
      const { code } = await folder.sadpath('init', '--force');
      expect(code).to.equal(0);
      expect(folder.files()['sadpath-example-client.mjs']).to.contain('class ExampleClient');
      const again = await folder.sadpath('init');
      expect(again.error).to.contain('sadpath.config.mjs and sadpath-example-client.mjs are there already');
    });
  });
});
