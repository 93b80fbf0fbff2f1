import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { openFolder, type TestFolder } from './in-folder.spec.ts';

/** A client that reads, and how it tells of a missing session; `more` goes into each further attempt. */
function config(name: string, { missing = 'failed', more = '' } = {}): string {
  return `
import { defineClient, defineConfig } from 'sadpath';
import { banked } from 'sadpath/providers';

const { webhooks: _, ...rest } = banked;
const provider = {
  ...rest,
  errors: banked.errors.filter(({ code }) => ['unauthorized', 'session_not_found', 'internal', 'invalid_idempotency_key'].includes(code)),
  rules: [],
};

async function read({ baseUrl, authorization }, id) {
  for (let attempt = 1; ; attempt += 1) {
    const headers = { authorization };
    const response = await fetch(baseUrl + '/v2/payment_sessions/' + id + (attempt > 1 ? '${more}' : ''), { headers });
    if (response.ok) return response.json();
    const { errors: [{ code }] } = await response.json();
    if (response.status < 500 || attempt === 3) throw Object.assign(new Error(code), { status: response.status, code });
    await new Promise((done) => setTimeout(done, 60_000));
  }
}

const outcomes = { 401: 'failed', 404: '${missing}', 500: 'unknown' };
export const client = defineClient({
  name: '${name}',
  provider,
  create: ({ baseUrl, credentials: { key, secret } }) => ({ baseUrl, authorization: 'Basic ' + btoa(key + ':' + secret) }),
  operations: { getPaymentSession: (client, { input }) => read(client, input.id) },
  interpret: ({ threw, error }) => (threw ? { outcome: outcomes[error.status], code: error.code } : { outcome: 'succeeded' }),
  tells: ['outcome', 'code'],
});
export default defineConfig({ clients: [client] });
`;
}

describe('sadpath contract', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  const file = 'contracts/pacts/reader-banked.json';
  const textOf = (name: string) => folder.files()[name] ?? '';

  beforeEach(() => {
    folder = openFolder('contract');
    folder.write({ 'sadpath.config.mjs': config('reader') });
  });
  afterEach(() => folder.remove());

  it('writes what a client relies on, the same bytes each time, and verifies it', async () => {
    const written = await folder.sadpath('contract', 'write');
    expect(written).to.deep.equal({ code: 0, out: `reader: 10 interactions written to ${file}\n`, error: '' });
    const text = textOf(file);
    expect(await folder.sadpath('contract', 'write', '--check')).to.include({ code: 0 });
    const verified = await folder.sadpath('contract', 'verify');
    expect(verified.out).to.equal(
      `${file}: all 10 interactions hold against the simulator (noted in contracts/verified/reader-banked.json)\n`,
    );
    expect(verified).to.include({ code: 0, error: '' });
    expect(JSON.parse(textOf('contracts/verified/reader-banked.json')).simulator).to.deep.equal({ held: 10, of: 10 });
    expect(textOf(file)).to.equal(text);
  });

  it('leaves out what the client does not handle, and says so', async () => {
    folder.write({ 'sadpath.config.mjs': config('reader', { missing: 'succeeded' }) });
    const { code, out } = await folder.sadpath('contract', 'write');
    expect(out)
      .to.include('reader: 9 interactions written')
      .and.include('left out: banked/errors/session_not_found on getPaymentSession: classify.outcome failed');
    expect(code).to.equal(1);
    expect(textOf(file)).not.to.include('session_not_found');
  });

  it('finds a file that is stale, and writes nothing then', async () => {
    folder.write({ [file]: '{}\n' });
    const stale = await folder.sadpath('contract', 'write', '--check');
    expect(stale).to.include({ code: 1 });
    expect(stale.out).to.include('stale or missing');
    expect(textOf(file)).to.equal('{}\n');
  });

  it('writes nothing when a request does not match the first one', async () => {
    folder.write({ 'sadpath.config.mjs': config('reader', { more: '?attempt=2' }), [file]: 'what was there' });
    const { code, error } = await folder.sadpath('contract', 'write');
    expect(code).to.equal(2);
    expect(error)
      .to.include('banked/errors/internal on getPaymentSession')
      .and.include('do not all match the first one');
    expect(error.trimEnd()).not.to.include('\n');
    expect(textOf(file)).to.equal('what was there');
  });

  describe('verify', () => {
    let server: Server;
    let asked: string[] = [];
    beforeEach(async () => {
      asked = [];
      server = createServer((request, response) => {
        asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trimEnd());
        if (request.url === '/states')
          return response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"ses_9"}');
        response.writeHead(404, { 'content-type': 'application/json' });
        response.end(
          '{"errors":[{"code":"session_not_found","source":{"parameter":"id"},"title":"\\u001b[31mnone"}],"successes":[]}',
        );
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      await folder.sadpath('contract', 'write');
    });
    afterEach(() => server.close());

    it('asks a provider of flesh and blood, tells what does not hold, and notes when and by whom', async () => {
      const address = server.address();
      const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
      const header = ['--header', 'Authorization: Bearer of-the-sandbox'];
      const flags = ['--provider-url', url, '--states-url', `${url}/states`, ...header, '--by', 'ada'];
      const { code, out } = await folder.sadpath('contract', 'verify', ...flags);
      expect(code).to.equal(1);
      expect(out).to.include(`9 of 10 interactions do not hold against ${url}`);
      expect(out).to.include('  banked/errors/internal on getPaymentSession\n').and.not.include('\u001b');
      expect(out).not.to.include('session_not_found on getPaymentSession\n');
      expect(asked).to.include('GET /v2/payment_sessions/ses_9 Bearer of-the-sandbox');
      const { sandbox } = JSON.parse(textOf('contracts/verified/reader-banked.json'));
      expect(sandbox).to.include({ held: 1, of: 10, url, by: 'ada' });
      expect(sandbox.at).to.match(/^\d{4}-\d\d-\d\dT/);
      expect(textOf('contracts/verified/reader-banked.json')).not.to.include('of-the-sandbox');
    });
  });

  describe('publish', () => {
    /** Stands for Pact's own command line: what it really does with a broker is nothing that can be shown here. */
    const stub = `require('node:fs').writeFileSync('args.json', JSON.stringify(process.argv.slice(2))); process.exit(Number(process.env.STUB_CODE ?? 0));`;

    function install(): void {
      const bin = join(folder.path, 'node_modules/@pact-foundation/pact-cli/bin');
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, '..', 'package.json'), '{"name":"@pact-foundation/pact-cli"}');
      writeFileSync(join(bin, 'pact-broker.js'), stub);
    }

    beforeEach(() => {
      const committed = join(import.meta.dirname, '../../contracts/pacts/banked-fetch-banked.json');
      folder.write({ [file]: readFileSync(committed, 'utf8') });
    });

    const flags = ['--', '--consumer-app-version', '1.2.3', '--broker-base-url', 'http://broker.example'];

    it('hands the files and what stands behind -- to Pact’s own command line', async () => {
      install();
      expect(await folder.sadpath('contract', 'publish', ...flags)).to.include({ code: 0 });
      expect(JSON.parse(textOf('args.json'))).to.deep.equal(['publish', file, ...flags.slice(1)]);
    });

    it('says what is missing: the command line, the broker, the version, a contract', async () => {
      const missing = async (...args: string[]) => {
        const { code, error } = await folder.sadpath('contract', 'publish', ...args);
        expect(code).to.equal(2);
        return error;
      };
      expect(await missing(...flags)).to.include('@pact-foundation/pact-cli is not installed');
      install();
      expect(await missing()).to.include('no broker is named');
      expect(await missing('--', '--broker-base-url', 'http://broker.example')).to.include('the version of the client');
      expect(await missing('nowhere', ...flags)).to.include('nowhere');
      folder.write({ 'empty/.keep': '' });
      expect(await missing('empty', ...flags)).to.include('the folder holds none');
    });

    it('says so when the broker did not take them', async () => {
      install();
      writeFileSync(join(folder.path, 'node_modules/@pact-foundation/pact-cli/bin/pact-broker.js'), 'process.exit(3)');
      const { code, error } = await folder.sadpath('contract', 'publish', ...flags);
      expect(code).to.equal(2);
      expect(error).to.include('exit code 3');
    });
  });

  it('writes no two contracts into one file', async () => {
    const other = config('reader').replace(
      'defineConfig({ clients: [client] })',
      "defineConfig({ clients: [{ ...client, name: 'a/b' }, { ...client, name: 'a_b' }] })",
    );
    folder.write({ 'sadpath.config.mjs': other });
    const { code, error } = await folder.sadpath('contract', 'write');
    expect(code).to.equal(2);
    expect(error).to.include('that of a/b has the same file name, a_b-banked.json');
  });

  it('is one line of complaint for anything else', async () => {
    folder.write({ 'empty/README.md': 'No contract.' });
    for (const [args, words] of [
      [['foo'], 'there are write, verify, publish'],
      [['toString'], 'there are write, verify, publish'],
      [['write', 'file'], 'it takes flags only'],
      [['write', '--client', 'x'], 'the config defines reader'],
      [['verify', '--by', 'ada'], 'none is named'],
      [['verify', '--provider-url', 'x'], 'no http or https address'],
      [['verify', '--provider-url', 'http://a:b@c'], 'carries a password'],
      [['verify'], 'there is no such file or folder'],
      [['verify', 'empty'], 'the folder holds none'],
    ] as const) {
      const { code, error } = await folder.sadpath('contract', ...args);
      expect(code, args.join(' ')).to.equal(2);
      expect(error).to.include(words);
      expect(error.trimEnd()).not.to.include('\n');
    }
  });
});
