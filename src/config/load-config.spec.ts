import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';

const root = resolve(import.meta.dirname, '../..');
// A CommonJS project of its own, into which sadpath is installed.
const folder = join(root, '.tmp', `loader-${process.pid}`);

const files = {
  'package.json': '{ "private": true, "dependencies": {} }',
  'kind.ts': "export enum Kind { Failed = 'failed', Unknown = 'unknown' }",
  'client.ts': `import { Kind } from './kind.js';
export class Client {
  constructor(private readonly url: string, private readonly authorization: string) {}
  async create(input: unknown, key: string): Promise<Kind | undefined> {
    const headers = { authorization: this.authorization, 'content-type': 'application/json', 'idempotency-key': key };
    const response = await fetch(this.url, { method: 'POST', headers, body: JSON.stringify(input) });
    return response.ok ? undefined : response.status < 500 ? Kind.Failed : Kind.Unknown;
  }
}
`,
  'sadpath.config.ts': `import { defineClient, defineConfig } from 'sadpath';
import { banked } from 'sadpath/providers';
import { Client } from './client.js';
export default defineConfig({ clients: [defineClient({
  name: 'compiled',
  provider: banked,
  create: ({ baseUrl, credentials: { key, secret } }) =>
    new Client(baseUrl + '/v2/payment_sessions', 'Basic ' + Buffer.from(key + ':' + secret).toString('base64')),
  operations: { createPaymentSession: (client, { input, idempotencyKey }) => client.create(input, idempotencyKey) },
  interpret: ({ value }) => ({ outcome: value ?? 'succeeded' }),
  tells: ['outcome'],
})] });
`,
};

function run(...flags: string[]): { code: number | null; out: string; error: string } {
  const args = [
    '--conditions=sadpath-source',
    ...flags,
    join(root, 'src/cli/bin.ts'),
    'run',
    '--only',
    'banked/errors',
  ];
  const done = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, error: done.stderr };
}

describe('a config in TypeScript that Node cannot strip', function () {
  this.timeout(60_000);
  before(() => {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync(root, join(folder, 'node_modules/sadpath'), 'dir');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('says what to do about it', () => {
    const { code, error } = run();
    expect(error).to.contain('Failed to load the config').and.contain('NODE_OPTIONS="--import tsx"');
    expect(error.trimEnd().split('\n')).to.have.lengthOf(1);
    expect(code).to.equal(2);
  });

  it('says so too where the package is declared CommonJS', () => {
    const declared = join(folder, 'package.json');
    writeFileSync(declared, '{ "private": true, "type": "commonjs" }');
    const { code, error } = run();
    writeFileSync(declared, files['package.json']);
    expect(error).to.contain('Set "type": "module" in package.json, or run with NODE_OPTIONS="--import tsx".');
    expect(code).to.equal(2);
  });

  it('is judged with a loader: ./client.js for client.ts, enums, parameter properties', () => {
    const { code, out, error } = run('--import', 'tsx');
    expect(error).to.equal('');
    expect(out).to.contain('compiled against banked: 28 of 29 requirements held');
    expect(code).to.equal(0);
  });
});
