import { resolve } from 'node:path';
import { expect } from 'chai';
import { run } from '../src/config/run.ts';
import type { Finding } from '../src/model/report.ts';

// Every kind of row: a client whose errors all show its secret is played twice in every scenario, and the other codes say no more.
const only = [
  'banked/rules',
  'banked/states',
  'banked/errors/internal',
  'banked/errors/unauthorized',
  'banked/errors/decoding',
  'wire/json-shape-success',
];

async function findingsOf(config: string): Promise<Finding[]> {
  const { clients } = await run({ config: resolve(import.meta.dirname, '../examples', config), only });
  expect(clients.every(({ controls }) => controls.every(({ passed }) => passed))).to.equal(true);
  return clients.flatMap(({ findings }) => findings);
}

describe('what is known to be wrong is found, and nothing else', function () {
  this.timeout(120_000);

  // dist/payments/create.js hands on what axios rejects with: who reads its public status sees a 400, and never the session
  // that `successes` in the body says was made. And dist/util/client.js leaves axios 0.19 its habit of handing on as a string
  // what it could not parse, so that a success without a session resolves like one with.
  it('@banked/node 0.0.12: a session that was made although an action on it failed, and one that was not made', async () => {
    const findings = await findingsOf('published/banked-node.config.ts');
    const musts = findings.filter(({ severity }) => severity === 'must');
    expect(musts.map(({ check, requirement, operation }) => [check, requirement, operation])).to.deep.equal([
      ['money.belief', 'wire/json-shape-success', 'createPaymentSession'],
      ['money.belief', 'banked/rules/partial-success', 'createPaymentSession'],
    ]);
    // dist/util/client.js hands the secret to axios as `config.auth`, and the AxiosError that is thrown carries the config.
    const shoulds = findings.filter(({ severity }) => severity === 'should');
    const told = (wanted: string) => shoulds.filter(({ check }) => check === wanted);
    expect(new Set(shoulds.map(({ check }) => check))).to.deep.equal(new Set(['classify.outcome', 'secret.kept']));
    expect(new Set(told('classify.outcome').map(({ requirement }) => requirement))).to.deep.equal(
      new Set(['wire/json-shape-success']),
    );
    expect(new Set(told('secret.kept').map(({ message }) => message))).to.deep.equal(
      new Set(['the credential `secret` shows in the properties of what it handed out']),
    );
  });
});
