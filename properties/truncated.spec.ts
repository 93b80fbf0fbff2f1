import { resolve } from 'node:path';
import { expect } from 'chai';
import { renderEnvelope } from '../src/catalogue/envelope.ts';
import { workerOptions } from '../src/config/run.ts';
import type { Judged } from '../src/engine/judge-scenario.ts';
import { startWorker, type Worker } from '../src/engine/worker.ts';
import type { Provider } from '../src/model/provider.ts';
import type { Lane } from '../src/model/scenario.ts';
import { banked } from '../src/providers/banked.ts';
import { openapiPlatform } from '../src/providers/openapi-platform.ts';
import { paysg } from '../src/providers/paysg.ts';
import { useepay } from '../src/providers/useepay.ts';
import { definiteError } from '../src/scenarios/definite-error.ts';

interface Cut {
  client: string;
  provider: Provider;
  operation: string;
  lane: Lane;
}

const reference: Cut[] = [
  { client: 'banked-fetch', provider: banked, operation: 'createPaymentSession', lane: 'fetch' },
  { client: 'paysg-axios', provider: paysg, operation: 'createPayment', lane: 'msw' },
  { client: 'useepay-got', provider: useepay, operation: 'createPaymentIntent', lane: 'msw' },
  { client: 'openapi-platform-https', provider: openapiPlatform, operation: 'pay', lane: 'msw' },
];

const styles = [
  ...['minted-keys', 'result-objects', 'no-retries', 'flat-gaps', 'capped-retry-after', 'gives-up-on-long-waits'],
  ...['refresh-between-attempts', 'webcrypto-signing', 'promise-race-timeouts', 'performance-deadline'],
  ...['fetch-captured-at-import', 'module-level-token-cache', 'wrapped-axios-error'],
];

/** A success is this much longer at most than its template: ids, markers and paths stand in the place of holes. */
const slack = 120;

/** Tapes with every prefix of a success, and then some: a place beyond the end is all but the last byte. */
function successes({ provider, operation }: Cut): string[] {
  const { success } = provider.operations[operation] ?? {};
  const most = JSON.stringify(success?.body).length + slack;
  return Array.from({ length: most }, (_, at) => `trunc@${at} after-commit ×∞`);
}

/** Tapes with every prefix of a definite error, each without its last byte at least. */
function errors({ provider, operation }: Cut): string[] {
  const row = definiteError(provider, operation);
  if (!row) return [];
  const { code, message, parameter, types: [type] = [], status } = row;
  const error = { code, message, ...(parameter && { parameter }), ...(type && { type }) };
  const body = JSON.stringify(renderEnvelope(provider.envelope, { errors: [error] }, 'full'));
  return Array.from(body, (_, at) => `json ${status[0]} ${JSON.stringify(body.slice(0, at))} ×∞`);
}

async function judged(worker: Worker, { client, provider, operation, lane }: Cut, tape: string): Promise<Judged> {
  const answer = await worker.ask({
    ask: 'play',
    client,
    seed: 1,
    scenario: {
      format: 1,
      provider: provider.id,
      requirement: 'by hand',
      group: `${operation} ${tape}`,
      calls: [{ id: 'call-1', operation, intent: 'intent-1', start: 'first' }],
      tape,
      lane: 'auto',
    },
    lane,
    control: { passed: true },
    keepEvidence: false,
  });
  if (answer.to !== 'play') throw new Error(`what came back is an answer to "${answer.to}"`);
  return answer.judged;
}

async function hold(worker: Worker, cut: Cut, tapes: string[]): Promise<void> {
  for (const tape of tapes) {
    const { belief, verdicts } = await judged(worker, cut, tape);
    const broken = Object.entries(verdicts).filter(
      ([, { verdict }]) => verdict === 'fail' || verdict === 'inconclusive',
    );
    expect(broken, `${cut.client}: ${tape}`).to.deep.equal([]);
    const told = [verdicts['classify.outcome'], verdicts['classify.unknown']].map((one) => one?.verdict);
    expect(told, `${cut.client}: ${tape}`).to.include('pass');
    expect(belief?.outcome, `${cut.client}: ${tape}`).to.be.oneOf(['unknown', 'failed', 'retryable']);
  }
}

describe('a body that is cut short at any byte', function () {
  this.timeout(240_000);
  const workers = ['../sadpath.config.ts', '../examples/styles.config.ts'].map((config) =>
    startWorker(workerOptions(resolve(import.meta.dirname, config))),
  );
  after(() => {
    for (const worker of workers) worker.stop();
  });
  const [own, others] = workers;

  for (const [index, cut] of reference.entries()) {
    it(`is no success to ${cut.client}, and no error of a mistaken kind`, async function () {
      if (cut.lane !== 'fetch' && process.env.SADPATH_TESTS !== 'all') this.skip();
      const tapes = [...successes(cut), ...errors(cut)];
      expect(tapes.length).to.be.above(200);
      // Over sockets each byte takes five times as long: there the clients share them.
      const share = cut.lane === 'fetch' ? tapes : tapes.filter((_, at) => at % 3 === index - 1);
      if (own) await hold(own, cut, share);
    });
  }

  it('is none to clients of other styles, each of which takes its share of all bytes', async () => {
    const cut: Cut = { client: '', provider: banked, operation: 'createPaymentSession', lane: 'fetch' };
    for (const [index, client] of styles.entries()) {
      const share = [...successes(cut), ...errors(cut)].filter((_, at) => at % styles.length === index);
      const lane = client === 'wrapped-axios-error' ? 'msw' : 'fetch';
      if (others) await hold(others, { ...cut, client, lane }, share);
    }
  });
});
