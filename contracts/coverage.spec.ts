import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import config from '../sadpath.config.ts';
import { requirementsOf } from '../src/catalogue/requirements.ts';
import { parseContract } from '../src/contract/contract-file.ts';
import { pactFileName } from '../src/model/contract.ts';

/** What documents name and no reply of its own shows: the usual success, and rules, which are plays of other rows. */
const shownBySuccess = ['useepay/statuses/200', 'openapi-platform/results/S'];

describe('the committed contracts', () => {
  for (const { name, provider } of config.clients) {
    it(`hold every documented reply of ${provider.id}`, () => {
      const file = join(import.meta.dirname, 'pacts', pactFileName({ client: name, provider: provider.id }));
      const keys = parseContract(readFileSync(file, 'utf8'), file).interactions.map(({ key }) => key ?? '');
      const missing = requirementsOf(provider)
        .filter(({ kind, judged }) => kind !== 'rules' && judged === 'traffic')
        .filter(({ id }) => !keys.some((key) => key.startsWith(`${id} on `)))
        .map(({ id }) => id);
      expect(missing).to.deep.equal(shownBySuccess.filter((id) => id.startsWith(`${provider.id}/`)));
      for (const operation of Object.keys(provider.operations)) {
        expect(keys.some((key) => key.endsWith(` on ${operation}`) && /\/(success|states\/\w+) on/.test(key))).to.equal(
          true,
          `a success of ${operation}`,
        );
      }
      const events = Object.keys(provider.webhooks?.events ?? {});
      expect(keys).to.include.members(events.map((state) => `${provider.id}/events/${state}`));
    });
  }

  it('hold no credentials, and of the headers of requests what the documents speak of', () => {
    for (const { name, provider } of config.clients) {
      const text = readFileSync(
        join(import.meta.dirname, 'pacts', pactFileName({ client: name, provider: provider.id })),
        'utf8',
      );
      for (const secret of Object.values(provider.credentials)) expect(text).not.to.include(secret);
      const { interactions }: { interactions: { request?: { headers?: object } }[] } = JSON.parse(text);
      const headers = new Set(interactions.flatMap(({ request }) => Object.keys(request?.headers ?? {})));
      expect(['Content-Type', 'idempotency-key']).to.include.members([...headers]);
    }
  });
});
