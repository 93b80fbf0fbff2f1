import { resolve } from 'node:path';
import { expect } from 'chai';
import { foundIn, playMatrix, stopChildren } from '../examples/published/rig.spec.ts';
import { run } from '../src/config/run.ts';

const config = resolve(import.meta.dirname, '../examples/published/banked-node.config.ts');

describe('what is known to be wrong with @banked/node 0.0.12 is found, and nothing else', function () {
  this.timeout(120_000);
  after(() => stopChildren('banked-node.config.ts'));

  // dist/payments/create.js hands on what axios rejects with: who reads its public status sees a 400, and never the session
  // that `successes` in the body says was made. And dist/util/client.js leaves axios 0.19 its habit of handing on as a string
  // what it could not parse, so that a success without a session resolves like one with.
  it('a session that was made although an action on it failed, and one that was not made', async () => {
    const report = await playMatrix('banked-node.config.ts', '@banked/node/secrets-aside');
    expect(report.controls.every(({ passed }) => passed)).to.equal(true);
    expect(new Set(foundIn(report, 'must'))).to.deep.equal(
      new Set([
        'money.belief wire/json-shape-success',
        'money.belief wire/html-success',
        'money.belief wire/no-content',
        'money.belief wire/status-2xx-error',
        'money.belief wire/empty-success',
        'money.belief wire/cut-unnoticed',
        'money.belief banked/rules/partial-success',
      ]),
    );
    expect(new Set(foundIn(report, 'should'))).to.deep.equal(
      new Set(
        [
          'json-shape-success',
          'truncated-success',
          'html-success',
          'no-content',
          'status-2xx-error',
          'empty-success',
          'cut-unnoticed',
        ].map((name) => `classify.outcome wire/${name}`),
      ),
    );
  });

  // dist/webhooks/validate.js: it takes what we sign for the provider's, and nothing that somebody else has signed.
  it('and its verification of events, which is sound', async () => {
    const { clients } = await run({ config, clients: ['@banked/node/secrets-aside'], only: ['wire/webhook-forged'] });
    const [forged] = clients.flatMap(({ requirements }) => requirements.filter(({ scenarios }) => scenarios > 0));
    expect(forged).to.include({ id: 'wire/webhook-forged', verdict: 'pass' });
    for (const check of ['webhook.authentic', 'webhook.once', 'webhook.answer'])
      expect(forged?.checks[check], check).to.equal('pass');
  });

  // dist/util/client.js hands the secret to axios as `config.auth`, and the AxiosError that is thrown carries the config.
  it('a secret in the properties of its errors', async () => {
    const { clients } = await run({ config, clients: ['@banked/node'], only: ['banked/errors/unauthorized'] });
    const findings = clients.flatMap((report) => report.findings);
    expect(new Set(findings.map(({ check, severity, message }) => `${severity} ${check}: ${message}`))).to.deep.equal(
      new Set(['should secret.kept: the credential `secret` shows in the properties of what it handed out']),
    );
  });
});
