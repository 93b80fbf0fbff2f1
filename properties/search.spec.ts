import { resolve } from 'node:path';
import { expect } from 'chai';
import { run } from '../src/config/run.ts';
import type { ClientReport } from '../src/model/report.ts';

const hidden = resolve(import.meta.dirname, '../examples/hidden.config.ts');
const own = resolve(import.meta.dirname, '../sadpath.config.ts');

/*
 * By day with a seed that finds each of them soon. By night with one that nobody has chosen, printed first: SADPATH_SEED=N repeats what
 * it has found.
 */
const isNight = process.env.SADPATH_TESTS === 'all';
const seed = Number(process.env.SADPATH_SEED ?? 1);

async function searched(config: string, runs: number, clients?: string[]): Promise<ClientReport[]> {
  const report = await run({ config, only: ['search'], runs, seed, ...(clients && { clients }) });
  return report.clients;
}

describe(`a search (seed ${seed})`, function () {
  this.timeout(isNight ? 900_000 : 120_000);

  for (const [client, soon, tape] of [
    ['limited-then-lost', 140, /429/],
    ['poll-and-retry-cross', 10, /getPaymentSession: /],
    ['after-refresh', 55, /401 unauthorized, /],
  ] as const) {
    it(`finds that ${client} pays twice, which no row of the matrix shows, and says it in a tape that a person would have written`, async () => {
      const [report] = await searched(hidden, isNight ? 2_000 : soon, [client]);
      const twice = report?.findings.filter(({ check }) => check === 'money.once') ?? [];
      expect(twice).to.not.deep.equal([]);
      for (const finding of twice) {
        expect(finding).to.include({ severity: 'must', requirement: 'search/sequences' });
        expect(finding.tape).to.match(tape);
        expect(finding.tape.split(/[,|]/).length).to.be.at.most(4);
        expect(finding.ledger.length).to.be.greaterThan(1);
      }
      const sequences = report?.requirements.find(({ id }) => id === 'search/sequences');
      expect(sequences).to.include({ verdict: 'fail', scenarios: isNight ? 2_000 : soon });
    });
  }

  it('finds nothing in the matrix of these three', async function () {
    if (!isNight) this.skip();
    const { clients } = await run({ config: hidden, seed });
    expect(clients.flatMap(({ findings }) => findings)).to.deep.equal([]);
  });

  it('has nothing to say of sound clients', async () => {
    const clients = await searched(own, isNight ? 2_000 : 60);
    expect(clients).to.have.lengthOf(4);
    for (const { client, findings, requirements } of clients) {
      expect(findings, client).to.deep.equal([]);
      expect(requirements.map(({ id, verdict }) => [id, verdict])).to.deep.equal([['search/sequences', 'pass']]);
    }
  });
});
