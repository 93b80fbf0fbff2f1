import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { withChild } from '../src/config/with-child.ts';
import { planContract } from '../src/contract/plan.ts';
import { verifyContract } from '../src/contract/verify-contract.ts';
import { catalogueHash } from '../src/engine/catalogue-hash.ts';
import { clientFacts } from '../src/engine/client-facts.ts';
import { readRecord } from '../src/history/contract-record.ts';
import type { ClientDefinition } from '../src/model/client.ts';
import { type Contract, pactFileName } from '../src/model/contract.ts';

const config = join(import.meta.dirname, '..', 'sadpath.config.ts');

/**
 * Runs a client, unmodified, against Pact's own mock server: a test for each reply that its provider documents. The contract that comes of
 * it is the committed one, to the byte, and the simulator keeps it.
 */
export function reliesOn(client: ClientDefinition): void {
  const file = join(import.meta.dirname, 'pacts', pactFileName({ client: client.name, provider: client.provider.id }));
  let contract: Contract;

  describe(`what ${client.name} relies on`, () => {
    before(async () => {
      contract = await withChild(config, async ({ ask }) => {
        const reply = await ask({ ask: 'contract', client: client.name, seed: 1 });
        if (reply.to === 'contract') return reply.contract;
        throw new Error(reply.message);
      });
    });

    for (const { key } of planContract(clientFacts(client))) {
      it(key, () => {
        expect(contract.leftOut.find((left) => left.key === key)).to.equal(undefined);
        expect(contract.keys).to.include(key);
      });
    }

    it('is what is committed; else run `npm run contracts`', () => {
      expect(contract.text === readFileSync(file, 'utf8')).to.equal(true);
    });

    it('is kept by the simulator, by the word of Pact, and so it is noted', async () => {
      const { interactions } = await verifyContract(file, { simulator: client.provider });
      expect(interactions.filter(({ faults }) => faults.length > 0)).to.deep.equal([]);
      expect(interactions.map(({ key }) => key)).to.have.members(contract.keys);
      const all = contract.keys.length;
      const { simulator, catalogue } = readRecord(file);
      expect(simulator).to.deep.equal({ held: all, of: all });
      expect(catalogue === catalogueHash(client.provider)).to.equal(true, 'run `npm run contracts`');
    });
  });
}
