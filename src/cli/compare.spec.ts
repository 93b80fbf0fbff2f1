import { expect } from 'chai';
import { openFolder, type TestFolder } from './in-folder.spec.ts';

/** Two versions of one client: the new one makes an attempt less, and takes a gateway's word for it. */
function config(attempts: number, statuses: number[]): string {
  return `
import { defineClient, defineConfig } from 'sadpath';
import { banked } from 'sadpath/providers';

async function read({ baseUrl, authorization }, id) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(baseUrl + '/v2/payment_sessions/' + id, { headers: { authorization } });
    if (response.ok) return response.json();
    if (attempt === ${attempts} || !${JSON.stringify(statuses)}.includes(response.status)) throw new Error('failed');
    await new Promise((done) => setTimeout(done, 500));
  }
}

export const client = defineClient({
  name: 'reader',
  provider: banked,
  create: ({ baseUrl, credentials: { key, secret } }) => ({ baseUrl, authorization: 'Basic ' + btoa(key + ':' + secret) }),
  operations: { getPaymentSession: (client, { input }) => read(client, input.id) },
  interpret: ({ threw }) => ({ outcome: threw ? 'unknown' : 'succeeded' }),
  tells: ['outcome'],
});
export default defineConfig({ clients: [client], reporters: ['json=now.json'] });
`;
}

/** A client that makes its own keys, and where it looks for one first. */
function payer(kept: string): string {
  return `
import { defineClient, defineConfig } from 'sadpath';
import { banked } from 'sadpath/providers';

export const client = defineClient({
  name: 'payer',
  provider: banked,
  create: ({ baseUrl, credentials: { key, secret }, storage }) => ({ baseUrl, authorization: 'Basic ' + btoa(key + ':' + secret), storage }),
  operations: {
    async createPaymentSession({ baseUrl, authorization, storage }, { input }) {
      const key = (${kept}) ?? crypto.randomUUID();
      await storage.set('key', key);
      const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': key };
      return (await fetch(baseUrl + '/v2/payment_sessions', { method: 'POST', headers, body: JSON.stringify(input) })).status;
    },
  },
  interpret: ({ value }) => ({ outcome: value === 201 ? 'succeeded' : 'unknown' }),
  tells: ['outcome'],
});
export default defineConfig({ clients: [client], reporters: ['json=now.json'] });
`;
}

const only = ['--only', 'banked/errors/internal', '--only', 'wire/gateway-page', '--only', 'wire/retry-after-seconds'];

describe('run --compare', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  const textOf = (file: string) => folder.files()[file] ?? '';
  before(async () => {
    folder = openFolder('compare');
    folder.write({ 'sadpath.config.mjs': config(4, [500, 502, 503, 504]) });
    await folder.sadpath('run', ...only, '--reporter', 'json=card.json');
  });
  after(() => folder.remove());

  it('says what a new version of a client does otherwise, and leaves the exit code as it is', async () => {
    folder.write({ 'sadpath.config.mjs': config(3, [500, 502, 503]) });
    const plain = await folder.sadpath('run', ...only);
    const compared = await folder.sadpath('run', ...only, '--compare', 'card.json');
    expect(compared.out).to.equal(
      [
        'Retry policy against card.json, 1 operation compared:',
        '  getPaymentSession: attempts: 4 → 3; 504: retried → not retried; longest call: 1,500 ms → 1,000 ms',
        '',
      ].join('\n'),
    );
    expect(compared.code).to.equal(plain.code);
  });

  it('says so where nothing differs, from a file with the policy alone too', async () => {
    folder.write({ 'sadpath.config.mjs': config(4, [500, 502, 503, 504]) });
    const { policy } = JSON.parse(textOf('card.json')).clients[0];
    folder.write({ 'alone.json': JSON.stringify({ policy }) });
    const { out } = await folder.sadpath('run', ...only, '--compare', 'alone.json');
    expect(out).to.equal('Retry policy as in alone.json: 1 operation compared, no difference.\n');
  });

  it('prints the card on demand', async () => {
    const { out } = await folder.sadpath('run', ...only, '--reporter', 'policy');
    expect(out).to.match(/^reader · getPaymentSession \(\d+ probes\)\n {2}attempts {14}4\n/);
    expect(out).to.match(/waits +500 ms each, no jitter/);
    expect(out).to.match(/Retry-After +ignored: seconds \(2,000 ms\), seconds \(90,000 ms\)/);
  });

  it('says so where a new version does not keep its key over a restart any more', async () => {
    const keys = ['--only', 'banked/errors/internal', '--only', 'wire/restart-while-open'];
    folder.write({ 'payer.mjs': payer("await storage.get('key')") });
    await folder.sadpath('run', '--config', 'payer.mjs', ...keys, '--reporter', 'json=kept.json');
    folder.write({ 'payer.mjs': payer('undefined') });
    const { out } = await folder.sadpath('run', '--config', 'payer.mjs', ...keys, '--compare', 'kept.json');
    expect(out).to.equal(
      'Retry policy against kept.json, 1 operation compared:\n' +
        '  createPaymentSession: key after a restart: the same → a new one\n',
    );
  });

  const mistakes: [what: string, text: string | undefined, told: string][] = [
    ['is not there', undefined, 'ENOENT'],
    ['is no JSON', '{', 'it is not JSON'],
    ['holds no policy', '{}', 'at policy found nothing'],
    ['is no report', '{"clients":[{"client":"a"}]}', 'at clients[0].policy found nothing'],
    ['holds something else', '{"policy":{"pay":{"probes":0}}}', 'at policy.pay.probes found 0'],
  ];
  for (const [what, text, told] of mistakes) {
    it(`refuses a file that ${what}, in one line, before anything is played`, async () => {
      const file = `${what.replaceAll(' ', '-')}.json`;
      if (text !== undefined) folder.write({ [file]: text });
      const { code, out, error } = await folder.sadpath('run', ...only, '--compare', file);
      expect({ code, out }).to.deep.equal({ code: 2, out: '' });
      expect(error)
        .to.match(/^Failed to read the policies of [^\n]*\n$/)
        .and.to.contain(told);
    });
  }
});
