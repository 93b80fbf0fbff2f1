import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openFolder, type TestFolder } from './in-folder.spec.ts';

/** A config around the definition of one client, some of which is changed. */
function config(changes: string, before = ''): string {
  return `${before}
import { extend } from 'sadpath';
import { banked } from 'sadpath/providers';
const shop = {
  name: 'shop',
  provider: banked,
  create: ({ baseUrl, credentials: { key, secret } }) => ({
    url: baseUrl + '/v2/payment_sessions',
    authorization: 'Basic ' + btoa(key + ':' + secret),
  }),
  operations: {
    async createPaymentSession({ url, authorization }, { input, idempotencyKey }) {
      const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': idempotencyKey };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
      if (!response.ok) throw new Error('refused');
    },
  },
  interpret: ({ threw }) => ({ outcome: threw ? 'failed' : 'succeeded' }),
};
export default { clients: [{ ...shop${changes === '' ? '' : `, ${changes}`} }] };
`;
}

const files = {
  'package.json': '{ "type": "module" }',
  'sadpath.config.mjs': config(''),
  'throws.mjs': `throw new Error('DATABASE_URL is\\nnot set \\u001b[31m');`,
  'throws-nothing.mjs': 'throw null;',
  'throws-silently.mjs': `throw new RangeError('');`,
  'exits.mjs': 'process.exit(0);',
  'broken.mjs': 'export default {{;',
  'lost.mjs': `import './nowhere.mjs';`,
  'no-default.mjs': 'export const config = {};',
  'wrong-default.mjs': 'export default 7;',
  'unknown-key.mjs': `${config('')}`.replace('clients:', 'client: 1, clients:'),
  'half-provider.mjs': config(`provider: { id: 'half', operations: { createPaymentSession: {} } }`),
  'text-provider.mjs': config(`provider: 'banked'`),
  'unknown-operation.mjs': config('operations: { pay() {} }'),
  'unknown-rule.mjs': config(`rules: { 'retry.keys': 'off' }`),
  'no-operations.mjs': config('operations: {}'),
  'misspelt.mjs': config('provider: extend(banked, { erors: [] })'),
  'no-interpret.mjs': config('').replace(/ {2}interpret: .*\n/, ''),
  'twice.mjs': config('').replace('clients: [', 'clients: [shop, '),
  'no-name.mjs': config(`name: ''`),
  'hostile-name.mjs': config(`name: 'a\\nb \\u001b[31m \\u202e'`),
  'interpret-nonsense.mjs': config(`interpret: () => 'all good'`),
  'interpret-throws.mjs': config(`interpret: () => { throw new TypeError('no\\nway'); }`),
  'interpret-promises.mjs': config(`interpret: async () => ({ outcome: 'succeeded' })`),
  'create-throws.mjs': config(`create: () => { throw new Error('no\\nkey'); }`),
  'newer.json': '{ "format": 2 }',
  'no.json': 'not JSON\nat all',
  'cut.json': '{ "format": 1, "client": "sh',
  // What node:fs is when the disk is full, after some writes; what goes to a terminal goes through.
  'full-disk.mjs': `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
let left = process.send ? Infinity : Number(process.env.WRITES_LEFT);
for (const name of ['writeSync', 'appendFileSync', 'writeFileSync']) {
  const real = fs[name];
  fs[name] = (file, ...rest) => {
    if (file === 1 || file === 2 || left-- > 0) return real(file, ...rest);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
}
syncBuiltinESMExports();`,
};

const controls = (file: string): string[] => ['run', '--controls', '--config', file];
const play = (tape: string): string[] => ['play', 'createPaymentSession', tape];

/** What is typed, and what the one line says. */
const mistakes: [string, string[], string][] = [
  ['a config that throws', controls('throws.mjs'), 'throws.mjs: DATABASE_URL is. Mend it and run again; `node '],
  ['a config that throws nothing', controls('throws-nothing.mjs'), 'throws-nothing.mjs: null.'],
  ['a config that throws without a word', controls('throws-silently.mjs'), 'it threw RangeError without a message.'],
  ['a config that ends the process', controls('exits.mjs'), 'the child process ended (exit code 0).'],
  ['a config with a syntax error', controls('broken.mjs'), "broken.mjs: Unexpected token '{'."],
  ['a config that imports nothing', controls('lost.mjs'), 'Cannot find module'],
  ['a config without a default export', controls('no-default.mjs'), 'it has no default export. Write `export default'],
  ['a config that is none', controls('wrong-default.mjs'), 'Failed to read the config: found 7, expected'],
  ['a config with an unknown key', controls('unknown-key.mjs'), 'at client found a key that nothing knows.'],
  ['a config that is a folder', controls('.'), 'Failed to find the config .: it is a folder.'],
  ['a config below a file', controls('package.json/x.mjs'), 'there is no such file.'],
  [
    'what only looks like a provider',
    controls('half-provider.mjs'),
    'define the provider "half": at title found nothing',
  ],
  ['a provider by its name', controls('text-provider.mjs'), 'at provider found "banked", expected a provider made by'],
  ['an unknown operation', controls('unknown-operation.mjs'), 'operations.pay uses "pay", which banked does not have.'],
  ['an unknown check', controls('unknown-rule.mjs'), 'switches "retry.keys" off, and there is no such check.'],
  ['a client without operations', controls('no-operations.mjs'), 'expected at least one operation.'],
  [
    'a catalogue with a misspelt key',
    controls('misspelt.mjs'),
    'Failed to define the provider "banked": at erors found "erors", expected one of the keys',
  ],
  ['a client without interpret', controls('no-interpret.mjs'), 'at interpret found nothing, expected a value.'],
  ['two clients of one name', controls('twice.mjs'), 'two clients are called "shop". Rename one of them.'],
  ['a client without a name', controls('no-name.mjs'), 'at name found "", expected letters'],
  ['a hostile name', controls('hostile-name.mjs'), 'define the client "a\\nb \\x1b[31m \\u{202e}": at name found'],
  ['create that throws', [...play('ok'), '--config', 'create-throws.mjs'], 'create threw Error: no\\nkey.'],
  ['an unknown client', ['run', '--client', 'a\nb'], 'Failed to find the client "a\\nb": the config defines shop.'],
  ['an unknown provider', ['run', '--provider', 'acme'], `the config's clients are of banked.`],
  ['an unknown requirement', ['run', '--only', 'banked/eror'], 'Failed to play only "banked/eror": '],
  ['an empty --only', ['run', '--only', ''], 'Failed to read --only: it is empty. Give it a value, or leave it out.'],
  ['an empty list of clients', ['run', '--client', ','], 'Failed to read --client: it is empty.'],
  [
    'a flag without its value',
    ['run', '--seed'],
    "Option '--seed <value>' argument missing. See `sadpath run --help`.",
  ],
  ['a flag for a value', ['run', '--seed', '-1'], "Option '--seed' argument is ambiguous. See `sadpath run --help`."],
  ['a seed of nothing', ['run', '--seed='], 'Failed to read --seed "": it takes a whole number from 0 on.'],
  ['workers without end', ['run', '--workers', '99999999'], 'it takes a whole number from 1 to 64.'],
  ['an unknown command', ['a\u001b[31m\nb'], 'Failed to run "sadpath a\\x1b[31m\\nb": there is no such command.'],
  [
    'a tape with a typo',
    play('500 internal, okay\u001b[2J'),
    '\\u001b[2J": "okay\\x1b[2J" is no answer (at character 15)',
  ],
  ['a tape of an unknown operation', play('pay: ok'), `the tape's operation "pay": banked has`],
  ['a replay file of a newer format', ['replay', 'newer.json'], 'it is written in format 2, and this version'],
  ['a replay file that is not JSON', ['replay', 'no.json'], 'Failed to read the replay file no.json: it is not JSON.'],
  [
    'a replay file that was cut off',
    ['replay', 'cut.json'],
    'Failed to read the replay file cut.json: it is not JSON.',
  ],
];

describe('bad input', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  before(() => {
    folder = openFolder('bad-input');
    folder.write(files);
  });
  after(() => folder.remove());

  describe('is answered with one line and exit code 2, and nothing is written', () => {
    const ran: ReturnType<TestFolder['sadpath']>[] = [];
    // Two at a time: most of what a child takes is its start.
    before(async () => {
      const queue = mistakes.entries();
      const work = async (): Promise<void> => {
        for (const [index, [, args]] of queue) {
          const said = folder.sadpath(...args);
          ran[index] = said;
          await said;
        }
      };
      await Promise.all([work(), work()]);
    });
    for (const [index, [what, , message]] of mistakes.entries()) {
      it(what, async () => {
        const { code, out, error } = (await ran[index]) ?? { code: 0, out: '', error: '' };
        expect(error)
          .to.match(/^Failed to .+\n$/)
          .and.contain(message);
        expect(error).to.not.contain('\u001b');
        expect([code, out]).to.deep.equal([2, '']);
      });
    }

    it('at all', () => expect(folder.files()).to.deep.equal(files));
  });

  const one = ['run', '--only', 'banked/errors/invalid_amount'];
  const nonsense: [string, string, string][] = [
    ['returns nonsense', 'interpret-nonsense.mjs', 'interpret returned no belief: found "all good"'],
    ['throws', 'interpret-throws.mjs', 'interpret threw TypeError: no\\nway'],
    [
      'returns a promise',
      'interpret-promises.mjs',
      'interpret returned no belief: found a promise, and it has to answer at once',
    ],
  ];
  describe('leaves the happy path inconclusive, exit code 3, with the reason', () => {
    after(() => rmSync(join(folder.path, 'reports'), { recursive: true, force: true }));
    for (const [what, file, reason] of nonsense) {
      it(`where interpret ${what}`, async () => {
        const { code, out, error } = await folder.sadpath(...controls(file));
        expect(out).to.contain(`The happy path of createPaymentSession failed: ${reason}`);
        expect([code, error]).to.deep.equal([3, '']);
      });
    }
  });

  describe('an output path that cannot be written', () => {
    afterEach(() => rmSync(join(folder.path, 'reports'), { recursive: true, force: true }));

    it('a file where the folder of reports should be', async () => {
      folder.write({ reports: 'mine' });
      const { code, error } = await folder.sadpath(...one);
      expect(error).to.match(/^Failed to write the event log reports\/events\.ndjson: [^\n]+\n$/);
      expect([code, folder.files().reports]).to.deep.equal([2, 'mine']);
    });

    it('a folder where a report should be: the other reports are written', async () => {
      mkdirSync(join(folder.path, 'reports/report.json'), { recursive: true });
      const { code, out, error } = await folder.sadpath(...one);
      expect(error).to.match(/^Failed to write the report reports\/report\.json: [^\n]+\n$/);
      expect(out).to.contain('shop against banked');
      expect(code).to.equal(2);
    });
  });

  describe('a full disk', () => {
    const source = join(import.meta.dirname, 'bin.ts');
    const onFullDisk = (writes: number) =>
      folder.node(['--import', './full-disk.mjs', '--conditions=sadpath-source', source, ...one], {
        WRITES_LEFT: String(writes),
      });
    let last: Record<string, string>;
    before(async () => {
      await folder.sadpath(...one);
      last = folder.files();
      expect(Object.keys(last).filter((file) => file.startsWith('reports/'))).to.have.length.above(2);
    });
    after(() => rmSync(join(folder.path, 'reports'), { recursive: true, force: true }));

    for (const [what, writes] of [
      ['at the first line of the log', 0],
      ['after the happy path', 2],
      // Node's own append counts for two; by then children are at work.
      ['in the middle of the matrix', 9],
    ] as const) {
      it(`${what}: one line, and the reports of the last run are whole`, async () => {
        const { code, error } = await onFullDisk(writes);
        expect(error).to.match(/^Failed to write the event log reports\/events\.ndjson: ENOSPC[^\n]+\n$/);
        expect(code).to.equal(2);
        expect(folder.files()).to.deep.equal(last);
      });
    }

    it('when the replay files and reports are written: the last ones stay', async () => {
      const lines = last['reports/events.ndjson']?.trimEnd().split('\n').length ?? 0;
      // The last line is written when the reports are.
      const { code, error } = await onFullDisk((lines - 1) * 2);
      expect(error).to.match(/^Failed to write the replay files to [^\n]+ENOSPC[^\n]+\n$/);
      expect(code).to.equal(2);
      const { 'reports/events.ndjson': _, ...others } = folder.files();
      const { 'reports/events.ndjson': __, ...before } = last;
      expect(others).to.deep.equal(before);
    });
  });
});
