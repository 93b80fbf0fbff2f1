import { resolve } from 'node:path';
import { expect } from 'chai';
import hiddenConfig from '../examples/hidden.config.ts';
import { type RunOptions, run } from '../src/config/run.ts';
import { clientFacts } from '../src/engine/client-facts.ts';
import type { ClientReport } from '../src/model/report.ts';
import { matrix } from '../src/scenarios/matrix.ts';

const hidden = resolve(import.meta.dirname, '../examples/hidden.config.ts');
const own = resolve(import.meta.dirname, '../sadpath.config.ts');

/*
 * By day with one seed, of which it is known in which run each of them is found, and that run alone is played. By night with a seed that
 * nobody has chosen, printed first: SADPATH_SEED=N repeats what it has found.
 */
const isNight = process.env.SADPATH_TESTS === 'all';
const seed = Number(process.env.SADPATH_SEED ?? 1);

async function searched(options: RunOptions): Promise<ClientReport[]> {
  const report = await run({ only: ['search'], seed, ...options });
  return report.clients;
}

/** The one job of many in parallel that plays this run, and nothing else. */
function jobOf(name: string, runNumber: number): string {
  const client = hiddenConfig.clients.find((one) => one.name === name);
  if (!client) throw new Error(`there is no client ${name}`);
  return `${matrix(clientFacts(client)).scenarios.length + runNumber + 1}/9999`;
}

describe(`a search (seed ${seed})`, function () {
  this.timeout(isNight ? 900_000 : 60_000);

  for (const [client, foundIn, tape] of [
    ['limited-then-lost', 137, /429/],
    ['poll-and-retry-cross', 7, /getPaymentSession: /],
    ['after-refresh', 51, /401 unauthorized, /],
  ] as const) {
    it(`finds that ${client} pays twice, which no row of the matrix shows, and says it in a tape that a person would have written`, async () => {
      const runs = isNight ? { runs: 2_000 } : { runs: foundIn + 1, shard: jobOf(client, foundIn), workers: 1 };
      const [report] = await searched({ config: hidden, clients: [client], ...runs });
      const twice = report?.findings.filter(({ check }) => check === 'money.once') ?? [];
      expect(twice).to.not.deep.equal([]);
      for (const finding of twice) {
        expect(finding).to.include({ severity: 'must', requirement: 'search/sequences' });
        expect(finding.tape).to.match(tape);
        expect(finding.tape.split(/[,|]/).length).to.be.at.most(4);
        expect(finding.ledger.length).to.be.greaterThan(1);
      }
      const sequences = report?.requirements.find(({ id }) => id === 'search/sequences');
      expect(sequences).to.include({ verdict: 'fail', scenarios: isNight ? 2_000 : 1 });
    });
  }

  it('finds nothing in the matrix of these three', async function () {
    if (!isNight) this.skip();
    const { clients } = await run({ config: hidden, seed });
    expect(clients.flatMap(({ findings }) => findings)).to.deep.equal([]);
  });

  it('has nothing to say of sound clients', async () => {
    const clients = await searched({ config: own, runs: isNight ? 2_000 : 25 });
    expect(clients).to.have.lengthOf(4);
    for (const { client, findings, requirements } of clients) {
      expect(findings, client).to.deep.equal([]);
      expect(requirements.map(({ id, verdict }) => [id, verdict])).to.deep.equal([['search/sequences', 'pass']]);
    }
  });
});
