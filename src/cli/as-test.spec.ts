import { join, resolve } from 'node:path';
import { runInThisContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { naiveBanked } from '../../examples/naive/sadpath.ts';
import { clientFacts } from '../engine/client-facts.ts';
import { type ReplayFile, readReplayFile } from '../history/replay-file.ts';
import { timelineHash } from '../history/saw.ts';
import { writeReplayFiles } from '../history/write-replay-files.ts';
import { SadpathError } from '../model/failure.ts';
import type { Scenario } from '../model/scenario.ts';
import { inProcess } from '../testing/in-process.ts';
import { type SuiteSettings, suiteOf } from '../testing/suite.ts';
import { asTest } from './as-test.ts';
import { openFolder, type Said, type TestFolder } from './in-folder.spec.ts';

const root = resolve(import.meta.dirname, '../..');
const configFile = './sadpath.config.ts';

/** The naive client, or one that has mended everything. */
const config = `import { defineConfig } from 'sadpath';
import { bankedFetch } from '../../examples/banked/sadpath.ts';
import { naiveBanked } from '../../examples/naive/sadpath.ts';

const client = process.env.MENDED === undefined ? naiveBanked : { ...bankedFetch, name: naiveBanked.name };
export default defineConfig({ clients: [client], seed: 1 });
`;
const types = JSON.stringify({
  extends: join(root, 'tsconfig.json'),
  compilerOptions: { allowImportingTsExtensions: true, rewriteRelativeImportExtensions: false },
  include: ['*.ts'],
});

/** What mocha's JSON reporter tells. */
interface Told {
  passes: { title: string }[];
  failures: { title: string; err: { message: string } }[];
}

/** What the naive client does wrong, one finding of each check. */
async function findings(folder: string): Promise<ReplayFile[]> {
  const settings: SuiteSettings = {
    seed: 1,
    lane: 'auto',
    strict: false,
    waivers: [],
    chosen: { keep: (judged) => judged },
    today: '',
  };
  const suite = suiteOf(clientFacts(naiveBanked), inProcess(naiveBanked, 1), settings);
  const found: ReplayFile[] = [];
  for (const requirement of ['banked/rules/partial-success', 'wire/intent-again']) {
    found.push(...writeReplayFiles(folder, await suite.play(requirement)).map(readReplayFile));
  }
  return [...new Map(found.map((file) => [file.check, file])).values()];
}

describe('a finding as a test', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  let files: ReplayFile[];
  let compiled: Said;
  let naive: Said;
  let mended: Said;
  before(async () => {
    folder = openFolder('as-test');
    files = await findings(join(folder.path, 'findings'));
    folder.write({ 'sadpath.config.ts': config, 'tsconfig.json': types, 'package.json': '{ "type": "module" }' });
    folder.write(Object.fromEntries(files.map((file) => [`${file.finding}.spec.ts`, asTest(file, configFile)])));
    const mocha = [join(root, 'node_modules/mocha/bin/mocha.js'), '--no-config', '--reporter=json', '*.spec.ts'];
    const source = { NODE_OPTIONS: '--conditions=sadpath-source' };
    [compiled, naive, mended] = await Promise.all([
      folder.node([join(root, 'node_modules/typescript/bin/tsc'), '-p', folder.path]),
      folder.node(mocha, source),
      folder.node(mocha, { ...source, MENDED: '1' }),
    ]);
  });
  after(() => folder.remove());

  it('is about several checks here', () => {
    expect(files.map(({ check }) => check)).to.include.members([
      'money.once',
      'money.belief',
      'classify.outcome',
      'retry.key',
      'retry.never',
    ]);
  });

  it('compiles', () => expect(compiled.out + compiled.error).to.equal(''));

  it('fails as long as the client does, for what the finding says', () => {
    const { passes, failures }: Told = JSON.parse(naive.out);
    expect(passes).to.deep.equal([]);
    expect(failures).to.have.lengthOf(files.length);
    for (const { check, scenario, saw } of files) {
      const failed = failures.find(({ title }) => title.startsWith(`respects ${check} when `));
      expect(failed?.title).to.contain(`createPaymentSession meets "${scenario.tape}" (${scenario.requirement})`);
      expect(failed?.err.message)
        .to.contain(`expected naive-banked to respect ${check} when createPaymentSession meets "${scenario.tape}"`)
        .and.contain(`, and it did not: ${saw?.message}\n`)
        .and.contain('▶ createPaymentSession is called');
    }
  });

  it('passes when the client is mended', () => {
    const { passes, failures }: Told = JSON.parse(mended.out);
    expect(failures).to.deep.equal([]);
    expect(passes).to.have.lengthOf(files.length);
  });

  const imports = [
    "import 'sadpath/register';",
    "import { expect, use } from 'chai';",
    "import { play } from 'sadpath';",
    "import { sadpathChai } from 'sadpath/chai';",
    `import config from '${configFile}';`,
  ];

  /** What a test plays, when everything that it imports is ours. */
  async function playedBy(source: string): Promise<unknown[]> {
    const lines = source.split('\n').filter((line) => !imports.includes(line));
    const names = ['config', 'describe', 'it', 'play', 'expect', 'use', 'sadpathChai'];
    const bodies: (() => Promise<void>)[] = [];
    const played: unknown[] = [];
    const run = runInThisContext(`(${names.join(', ')}) => {\n${lines.join('\n')}}`);
    run(
      { clients: { find: (is: (client: { name: string }) => boolean) => (is({ name: 'shop' }) ? 'shop' : 'other') } },
      (_: string, define: () => void) => define(),
      (_: string, test: () => Promise<void>) => {
        bodies.push(test);
        return { timeout: () => {} };
      },
      async (...given: unknown[]) => played.push(...given),
      () => ({ to: { respect: (check: string) => played.push(check) } }),
      () => {},
    );
    for (const test of bodies) await test();
    return played;
  }

  it('plays the same scenario, whatever its texts hold', async () => {
    const hostile = fc.constantFrom(
      "'",
      '"',
      '`',
      '${',
      '}',
      '*/',
      '/*',
      '//',
      '\n',
      '\r',
      '\\',
      '\u2028',
      '\u2029',
      '\u202e',
      '\ud800',
      '×∞',
      '</script>',
    );
    const text = fc.oneof(fc.string({ unit: hostile, maxLength: 12 }), fc.string({ unit: 'binary' }));
    const call = fc.record(
      {
        id: text,
        operation: text,
        intent: text,
        start: fc.constantFrom('first' as const, 7),
        endsTape: fc.constant(true as const),
      },
      { requiredKeys: ['id', 'operation', 'intent', 'start'] },
    );
    const scenario: fc.Arbitrary<Scenario> = fc.record(
      {
        format: fc.constant(1 as const),
        provider: text,
        requirement: text,
        group: text,
        calls: fc.array(call, { minLength: 1, maxLength: 2 }),
        tape: text,
        journey: fc.array(text, { maxLength: 2 }),
        events: fc.array(fc.record({ event: text, state: text }), { maxLength: 2 }),
        latencyMs: fc.nat(),
        variant: fc.constantFrom('full' as const, 'bare' as const),
        lane: fc.constant('auto' as const),
      },
      { requiredKeys: ['format', 'provider', 'requirement', 'group', 'calls', 'tape', 'lane'] },
    );
    await fc.assert(
      fc.asyncProperty(scenario, text, fc.integer(), async (scenario, told, seed) => {
        const saw = { severity: 'must', message: told, timeline: 'x' } as const;
        const file: ReplayFile = { format: 1, client: 'shop', seed, check: told, finding: told, scenario, saw };
        expect(await playedBy(asTest(file, configFile))).to.deep.equal(['shop', scenario, { seed }, told]);
      }),
    );
  });

  it('is none where the client would take the test along', () => {
    const [file] = files;
    if (!file) throw new Error('there is no finding');
    const saw = { severity: 'must', message: 'ended the process that it ran in', timeline: timelineHash([]) } as const;
    expect(() => asTest({ ...file, saw }, configFile)).to.throw(
      SadpathError,
      /^Failed to print .* as a test: naive-banked ended the process that it ran in, and a test would go with it\. Replay it/,
    );
  });
});
