import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'chai';
import { run } from '../src/config/run.ts';
import { contractFacts } from '../src/contract/contract-facts.ts';
import type { Report } from '../src/model/report.ts';
import { exitCodeOf } from '../src/report/exit-code.ts';
import { renderMarkdown } from '../src/report/markdown.ts';

/** The config of the repository's own clients. */
const config = resolve(import.meta.dirname, '../sadpath.config.ts');
const file = resolve(import.meta.dirname, '../reports/compliance.md');
const pacts = resolve(import.meta.dirname, '../contracts/pacts');

let played: Promise<Report> | undefined;

/** What they do with the config's own seed: played once for all that is asked of it. */
function ownReport(): Promise<Report> {
  played ??= run({ config, contracts: (parties) => contractFacts(pacts, parties) });
  return played;
}

/** What a client's operations, or its provider, cannot meet. */
const unmet: Record<string, string[]> = {
  'banked-fetch': ['wire/create-in-progress', 'wire/create-accepted'],
  'paysg-axios': [
    'wire/journey-back',
    'wire/create-lost',
    'wire/create-in-progress',
    'wire/create-accepted',
    'wire/webhook-reordered',
    'wire/webhook-late',
  ],
  'useepay-got': ['wire/create-lost', 'wire/create-in-progress', 'wire/create-accepted'],
  'openapi-platform-https': [
    'wire/status-2xx-error',
    'wire/journey-back',
    'wire/webhook-reordered',
    'wire/webhook-unknown-type',
  ],
};

describe('a sound client', function () {
  this.timeout(300_000);

  // All of it for one seed; for another, where jitter and keys of its own could matter.
  const sample = [
    ...['credentials-expire', 'journey-slow', 'poll-fails', 'retry-after-seconds', 'webhook-forged'].map(
      (name) => `wire/${name}`,
    ),
    ...['banked/errors/internal', 'paysg/types', 'useepay/statuses', 'openapi-platform/results'],
  ];

  for (const seed of process.env.SADPATH_TESTS === 'all' ? [1, 20_260_101] : [1]) {
    it(`has no finding, and nothing is left open (seed ${seed})`, async () => {
      const report = seed === 1 ? await ownReport() : await run({ config, seed, only: sample });
      expect(report.seed).to.equal(seed);
      expect(report.clients.map(({ client }) => client)).to.deep.equal([
        'banked-fetch',
        'paysg-axios',
        'useepay-got',
        'openapi-platform-https',
      ]);
      for (const { client, findings, requirements, controls } of report.clients) {
        expect(findings).to.deep.equal([]);
        expect(controls.every(({ passed }) => passed)).to.equal(true);
        const shown = requirements.filter(({ judged, scenarios }) => judged === 'traffic' && scenarios > 0);
        // They are handed their keys, and keep nothing.
        const restarts = ['wire/restart-after-lost-reply', 'wire/restart-while-open'];
        const unjudged = shown.filter(({ verdict }) => verdict !== 'pass');
        expect(unjudged.map(({ id, verdict, reasons }) => [id, verdict, reasons])).to.deep.equal(
          (seed === 1 ? restarts : []).map((id) => [
            id,
            'not-applicable',
            ['the client keeps nothing across a restart'],
          ]),
        );
        const unshown = requirements.filter(({ judged, scenarios }) => judged === 'traffic' && scenarios === 0);
        if (seed === 1) expect(unshown.map(({ id }) => id)).to.deep.equal(unmet[client]);
      }
      expect(exitCodeOf(report, { strict: true })).to.equal(0);
    });
  }

  it('has no finding on the lane that it would not have taken by itself either', async () => {
    const report = await run({
      config,
      clients: ['banked-fetch'],
      lane: 'msw',
      only: ['banked/errors/internal', 'banked/rules'],
    });
    expect(report.clients.flatMap(({ findings }) => findings)).to.deep.equal([]);
    expect(exitCodeOf(report, { strict: true })).to.equal(0);
  });
});

describe('reports/compliance.md', function () {
  this.timeout(300_000);

  it('is what the repository’s own clients do today', async () => {
    const today = renderMarkdown(await ownReport()).split('\n');
    const committed = readFileSync(file, 'utf8').split('\n');
    const place = today.findIndex((line, index) => line !== committed[index]);
    const line = place < 0 && committed.length !== today.length ? today.length : place;
    expect(
      line,
      `it is stale from line ${line + 1} on: write it with \`npm start -- --reporter markdown\`, read what has changed, commit it`,
    ).to.equal(-1);
  });
});
