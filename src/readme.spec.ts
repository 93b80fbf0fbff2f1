import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { commands } from './cli/commands.ts';
import { run } from './config/run.ts';
import { renderText } from './report/text.ts';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The client that the README's config imports: as small as one can be that tells what it knows. */
const shop = `
export class PaymentFailed extends Error {
  constructor(certain, category, code) {
    super(code ?? category);
    Object.assign(this, { certain, category, code });
  }
}
export class Shop {
  constructor(baseUrl, { key, secret }) {
    this.url = baseUrl + '/v2/payment_sessions';
    this.authorization = 'Basic ' + Buffer.from(key + ':' + secret).toString('base64');
  }
  async createPaymentSession(input, idempotencyKey) {
    const headers = { authorization: this.authorization, 'content-type': 'application/json', 'idempotency-key': idempotencyKey };
    const response = await fetch(this.url, { method: 'POST', headers, body: JSON.stringify(input) });
    const body = await response.json();
    if (response.ok) return body;
    const categories = { 401: 'authentication', 404: 'not_found', 409: 'conflict', 500: 'internal' };
    throw new PaymentFailed(response.status < 500, categories[response.status] ?? 'validation', body.errors[0].code);
  }
}
`;

function block(language: string): string {
  const found = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(readme)?.[1];
  if (found === undefined) throw new Error(`the README has no ${language} block`);
  return found;
}

describe('the README', function () {
  this.timeout(120_000);

  // All rows take a minute, for each failure is played again in a process of its own; the worst finding comes of one of them.
  it('shows what sadpath really says of the naive client', async () => {
    const whole = process.env.SADPATH_TESTS === 'all';
    const only = [whole ? 'banked/errors' : 'banked/errors/internal'];
    const said = renderText(await run({ config: join(root, 'examples/naive.config.ts'), only }), { color: false });
    const shown = block('text').trimEnd();
    expect(shown).to.contain('✗ naive-banked').and.contain('AGAIN');
    const worst = shown.slice(0, shown.indexOf('\n', shown.indexOf('Repeat it:')));
    expect(said.startsWith(whole ? shown : worst)).to.equal(true, said);
  });

  it('has a config that runs as it stands', async () => {
    // Inside the package, so that it may call it by its name.
    const folder = join(root, '.tmp', `readme-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(join(folder, 'shop.ts'), `// @ts-nocheck${shop}`);
      writeFileSync(join(folder, 'sadpath.config.ts'), block('ts'));
      const { clients } = await run({ config: join(folder, 'sadpath.config.ts'), only: ['banked/errors'] });
      const [client] = clients;
      expect(client?.controls).to.deep.equal([{ operation: 'createPaymentSession', passed: true }]);
      expect(client?.totals.pass).to.be.greaterThan(20);
      expect(client?.findings.filter(({ severity }) => severity === 'must')).to.deep.equal([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names commands that exist', () => {
    const named = [...readme.matchAll(/(?:npx |`)sadpath ([a-z]+)/g)].map(([, command]) => command);
    expect(named).to.have.lengthOf.at.least(5);
    const known = commands.map(({ name }) => name);
    expect(named.filter((command) => !known.includes(command ?? ''))).to.deep.equal([]);
  });
});
