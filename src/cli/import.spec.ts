import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { moduleOfPact } from '../contract/pact-in/module-of-pact.ts';
import { pactV3, pactV4, type Written } from '../contract/pact-in/pact-writer.spec.ts';
import { readPact } from '../contract/pact-in/read-pact.ts';
import type { Report } from '../model/report.ts';
import { openFolder, type TestFolder } from './in-folder.spec.ts';

const root = resolve(import.meta.dirname, '../..');
const type = [{ match: 'type' }];
const headers = { Authorization: 'Bearer a_real_secret' };
const create = {
  ...{ method: 'POST', path: '/v1/charges', headers: { ...headers, 'Idempotency-Key': 'k-1' } },
  sent: { reference: 'order-1', amount: 1000, currency: 'EUR' },
};
const refusal = (status: number, code: string, message: string, more = {}): Written => ({
  ...{ ...create, status, description: `a charge: ${code}`, rules: { '$.error.message': type } },
  body: { error: { code, message, ...more } },
});
const acme: Written[] = [
  {
    ...create,
    status: 201,
    body: { id: 'ch_1', reference: 'order-1', amount: 1000, currency: 'EUR', status: 'succeeded' },
  },
  {
    path: '/v1/charges/ch_1',
    headers,
    pathRegex: '^/v1/charges/[a-z0-9_]+$',
    body: { id: 'ch_1', status: 'succeeded' },
  },
  refusal(402, 'card_declined', 'The card was declined'),
  refusal(422, 'amount_too_large', 'Far too much', { field: 'amount' }),
  refusal(500, 'internal', 'Oh no'),
  { ...create, status: 503 },
  { path: '/v1/charges/unknown', headers, status: 404, body: { error: { code: 'no_charge', message: 'No charge' } } },
  { path: '/v1/charges/ch_1', status: 401, body: { error: { code: 'who_are_you', message: 'Who are you?' } } },
];
const sessions = { method: 'POST', path: '/v2/payment_sessions', status: 400 };
const ofBanked = pactV4([
  { ...sessions, body: { errors: [{ code: 'payee_blocked', title: 'Blocked' }] } },
  { ...sessions, body: { errors: [{ code: 'invalid_amount', title: 'Wrong' }] } },
]);

/** Reads what a sound client makes of a reply. */
const sound = `
export function read({ status, ok }, body) {
  if (ok && typeof body?.id === 'string') return { outcome: 'succeeded' };
  const code = body?.error?.code;
  const sure = status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status);
  return {
    outcome: sure ? 'failed' : status === 429 ? 'retryable' : 'unknown',
    category: categories[status] ?? (status >= 500 ? 'internal' : status >= 400 ? 'validation' : 'malformed'),
    ...(typeof code === 'string' && { code }),
    again: status === 429 || status >= 500,
  };
}
export const keyOf = (key) => key;
`;
/** Hangs on the wording of a message and on an optional field, and takes a new key for each attempt. */
const naive = `
export function read({ status, ok }, body) {
  if (ok && typeof body?.id === 'string') return { outcome: 'succeeded' };
  const { code, message, field } = body.error;
  const declined = message === 'The card was declined';
  if (code === 'amount_too_large') return { outcome: 'failed', category: 'validation', code, message: field.trim() };
  return { outcome: declined || code !== 'card_declined' ? 'failed' : 'unknown', category: categories[status], code, again: status >= 500 };
}
export const keyOf = (key, attempt) => key + '-' + attempt;
`;

function config(name: string, reads: string): string {
  return `import { defineClient, defineConfig } from 'sadpath';
import { acme } from './acme.ts';
const categories = { 401: 'authentication', 402: 'declined', 404: 'not_found', 408: 'timeout', 409: 'conflict', 422: 'validation', 429: 'rate_limit', 500: 'internal', 502: 'unavailable', 503: 'unavailable', 504: 'timeout' };
${reads.replaceAll('export ', '')}
async function exchange({ baseUrl, token }, method, path, body, key) {
  const signal = AbortSignal.timeout(10_000);
  const headers = { authorization: 'Bearer ' + token, ...(body && { 'content-type': 'application/json', 'idempotency-key': key }) };
  let response, text;
  try {
    response = await fetch(baseUrl + path, { method, headers, signal, redirect: 'manual', ...(body && { body: JSON.stringify(body) }) });
    text = await response.text();
  } catch {
    return { outcome: 'unknown', category: signal.aborted ? 'timeout' : 'network', again: true };
  }
  let parsed;
  try { parsed = JSON.parse(text); } catch {}
  return read(response, parsed);
}
async function send(connection, method, path, body, key) {
  let doubt = false;
  for (let attempt = 1; ; attempt++) {
    const { again, ...belief } = await exchange(connection, method, path, body, body && keyOf(key, attempt));
    if (!again || attempt === 3) return doubt && belief.outcome !== 'succeeded' ? { ...belief, outcome: 'unknown' } : belief;
    doubt ||= method !== 'GET' && belief.outcome === 'unknown';
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
  }
}
export default defineConfig({ clients: [defineClient({
  name: '${name}',
  provider: acme,
  create: ({ baseUrl, credentials: { token } }) => ({ baseUrl, token }),
  operations: {
    createCharge: (client, { input, idempotencyKey }) => send(client, 'POST', '/v1/charges', input, idempotencyKey),
    getCharge: (client, { input }) => send(client, 'GET', '/v1/charges/' + input.id),
  },
  interpret: ({ threw, value }) => (threw ? undefined : value),
})] });
`;
}

describe('sadpath import', function () {
  this.timeout(120_000);
  let folder: TestFolder;
  before(() => {
    folder = openFolder('import');
    folder.write({ 'package.json': '{ "type": "module" }', 'acme.json': pactV3(acme), 'banked.json': ofBanked });
  });
  after(() => folder.remove());

  it('writes a catalogue, the same to the byte each time, on the terminal or in a file', async () => {
    const { code, out, error } = await folder.sadpath('import', 'acme.json', '--out', 'acme.ts');
    expect([code, error]).to.deep.equal([0, '']);
    expect(out).to.equal(
      'Written: acme.ts, which exports acme.\n2 operations: createCharge, getCharge.\n6 codes, and 1 status without a code.\n',
    );
    const printed = await folder.sadpath('import', 'acme.json');
    expect(printed).to.deep.equal({ code: 0, out: folder.files()['acme.ts'], error: '' });
    expect(printed.out).to.not.contain('a_real_secret');
  });

  it('overwrites nothing unless it is told to', async () => {
    folder.write({ 'mine.ts': 'mine' });
    const refused = await folder.sadpath('import', 'acme.json', '--out', 'mine.ts');
    expect(refused.error).to.match(
      /^Failed to write mine\.ts: [^\n]+ Pass --force to overwrite, or --out FILE for another name\.\n$/,
    );
    expect([refused.code, folder.files()['mine.ts']]).to.deep.equal([2, 'mine']);
    expect((await folder.sadpath('import', 'acme.json', '--out', 'mine.ts', '--force')).code).to.equal(0);
    expect(folder.files()['mine.ts']).to.equal(folder.files()['acme.ts']);
  });

  it('writes what a catalogue does not have, and says what it has', async () => {
    const { code, out } = await folder.sadpath('import', 'banked.json', '--extend', 'banked', '--out', 'our-banked.ts');
    expect(code).to.equal(0);
    expect(out).to.equal(
      'Written: our-banked.ts, which exports ourBanked.\n1 new code, and 0 new statuses without a code.\nKnown to banked already: invalid_amount.\n',
    );
    const none = JSON.stringify({ ...JSON.parse(ofBanked), interactions: JSON.parse(ofBanked).interactions.slice(1) });
    folder.write({ 'none.json': none });
    const nothing = await folder.sadpath('import', 'none.json', '--extend', 'banked', '--out', 'none.ts');
    expect(nothing).to.include({ code: 0, out: '' });
    expect(nothing.error).to.contain('Known to banked already: invalid_amount.\nThere is nothing to write.\n');
    expect(folder.files()).to.not.have.property('none.ts');
  });

  it('writes TypeScript that compiles', () => {
    folder.write({
      'tsconfig.json': JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: { allowImportingTsExtensions: true, rewriteRelativeImportExtensions: false },
        include: [join(folder.path, 'acme.ts'), join(folder.path, 'our-banked.ts')],
      }),
    });
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const done = spawnSync(process.execPath, [tsc, '-p', folder.path], { encoding: 'utf8' });
    expect(done.stdout + done.stderr).to.equal('');
  });

  describe('writes a catalogue that is played', () => {
    const played = async (name: string, reads: string, ...rows: string[]): Promise<Report> => {
      folder.write({ [`${name}.config.ts`]: config(name, reads) });
      await folder.sadpath(
        'run',
        '--config',
        `${name}.config.ts`,
        ...rows.flatMap((row) => ['--only', row]),
        '--reporter',
        `json=${name}.json`,
      );
      return JSON.parse(folder.files()[`${name}.json`] ?? '{}');
    };

    it('and finds no fault with a sound client', async () => {
      const { clients } = await played('sound', sound, 'acme');
      const [client] = clients;
      expect(client?.findings.map(({ message }) => message)).to.deep.equal([]);
      expect(client?.controls.every(({ passed }) => passed)).to.equal(true);
      expect(client?.totals.inconclusive).to.equal(0);
      const passed = client?.requirements.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
      expect(passed).to.include.members(['acme/errors/card_declined', 'acme/errors/internal', 'acme/statuses/503']);
    });

    it('and catches one that hangs on words and fields that the pact leaves open, and pays twice', async () => {
      const { clients } = await played(
        'naive',
        naive,
        ...['internal', 'card_declined', 'amount_too_large'].map((code) => `acme/errors/${code}`),
      );
      const found = clients.flatMap(({ findings }) =>
        findings.map(({ check, requirement }) => `${check} ${requirement}`),
      );
      expect(found).to.include.members([
        'money.once acme/errors/internal',
        'classify.outcome acme/errors/card_declined',
        'classify.recognised acme/errors/amount_too_large',
        'retry.key acme/errors/internal',
      ]);
    });
  });

  describe('answers bad input with one line and exit code 2, and writes nothing', () => {
    const bad: Record<string, string> = {
      'no.json': 'not JSON\nat all',
      'cut.json': pactV3(acme).slice(0, 300),
      'openapi.json': '{"openapi":"3.1.0"}',
      'newer.json': pactV3(acme).replace('3.0.0', '9.0.0'),
      'fine.json': pactV3(acme.slice(0, 2)),
      'hostile.json': pactV4([{ ...create, status: 500, body: 'e30=', description: 'a\nb \u001b[31m' }]).replace(
        '"JSON"',
        '"base64"',
      ),
    };
    before(() => folder.write(bad));
    const mistakes: [string, string[], string][] = [
      ['no file', [], 'it takes 1 word beside its flags, not 0.'],
      ['a file that is not there', ['nowhere.json'], 'Failed to read the pact nowhere.json: ENOENT'],
      ['a folder', ['.'], 'Failed to read the pact .: EISDIR'],
      ['what is no JSON', ['no.json'], 'Failed to read the pact no.json: it is not JSON.'],
      ['a pact that was cut off', ['cut.json'], 'it is not JSON.'],
      ['an OpenAPI document', ['openapi.json'], 'it is an OpenAPI document, and no pact.'],
      ['an unknown version', ['newer.json'], 'it is written in version 9.0.0 of the specification'],
      [
        'a pact in which nothing goes wrong',
        ['fine.json'],
        'none of its 2 HTTP interactions has a status of 400 or more.',
      ],
      ['a reply that is encoded', ['hostile.json'], 'the error reply of "a\\nb \\x1b[31m" is encoded (base64)'],
      ['an unknown catalogue', ['acme.json', '--extend', 'acme'], 'Failed to find the provider "acme"'],
      [
        'an output that is no module',
        ['acme.json', '--out', 'acme.json'],
        'Failed to read --out acme.json: it is no .ts',
      ],
      ['an empty output', ['acme.json', '--out='], 'Failed to read --out "": it is no .ts'],
    ];
    for (const [what, args, message] of mistakes) {
      it(what, async () => {
        const before = folder.files();
        const { code, out, error } = await folder.sadpath('import', ...args);
        expect(error)
          .to.match(/^Failed to .+\n$/)
          .and.contain(message);
        expect([code, out]).to.deep.equal([2, '']);
        expect(folder.files()).to.deep.equal(before);
      });
    }
  });

  it('makes of the interaction in the docs the row in the docs', () => {
    const page = readFileSync(join(root, 'docs/contracts.md'), 'utf8');
    const [, interaction = ''] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? [];
    const [, row = ''] = /^becomes\n\n```ts\n([\s\S]*?)^```$/m.exec(page) ?? [];
    const pact = { ...JSON.parse(pactV3([])), interactions: [JSON.parse(interaction)] };
    expect(row).to.contain('card_declined');
    expect(moduleOfPact(readPact(JSON.stringify(pact), 'x.json'), 'x.json').source).to.contain(row);
  });
});
