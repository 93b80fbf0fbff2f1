import { expect } from 'chai';
import fc from 'fast-check';
import { chooseLane } from '../src/engine/choose-lane.ts';
import { clientFacts } from '../src/engine/client-facts.ts';
import { playScenario } from '../src/engine/play.ts';
import type { Case, Effect } from '../src/model/case.ts';
import type { ClientDefinition } from '../src/model/client.ts';
import type { Provider } from '../src/model/provider.ts';
import type { Scenario } from '../src/model/scenario.ts';
import { openSandbox } from '../src/sandbox/sandbox.ts';
import { scenarios } from '../src/scenarios/arbitrary.ts';
import { audit } from './audit.ts';

/*
 * The provider makes no money by itself, and loses none: each effect in its ledger has one request that came and was done, and what was done
 * for certain is in it, once. Whoever the client is: the sound ones and those that pay twice.
 */
const sandbox = openSandbox();
const isNight = process.env.SADPATH_TESTS === 'all';
const seed = Number(process.env.SADPATH_SEED ?? 1);

/** By day those whose mistakes are about money and what is sent again; by night all but those that break the process they are in. */
const asked = isNight ? /^(?!robust|secret)/ : /^(money|async\.no-resend|retry\.(key|body|never|refresh|fresh))/;

/** Under each reading of what the provider does with a repeat. */
interface Reading {
  client: ClientDefinition;
  provider: Provider;
  reading: number;
}

async function readings(): Promise<Reading[]> {
  // Clients meet the faked clock when they are loaded.
  const configs = [
    await import('../sadpath.config.ts'),
    await import('../examples/naive.config.ts'),
    await import('../examples/hidden.config.ts'),
    await import('../src/config/selftest-config.ts'),
  ];
  const { badFixtures } = await import('../src/fixtures/bad.ts');
  const others = badFixtures.filter(({ check = '' }) => !asked.test(check)).map(({ name }) => name);
  const clients = configs.flatMap((config) => config.default.clients).filter(({ name }) => !others.includes(name));
  return clients.flatMap((client) => {
    const { provider } = client;
    const rules = [provider.idempotency, ...(provider.otherReadings ?? [])];
    return rules.map((idempotency, reading) => ({
      client,
      provider: { ...provider, ...(idempotency && { idempotency }) },
      reading,
    }));
  });
}

async function played({ client, reading }: Omit<Reading, 'provider'>, scenario: Scenario): Promise<Case> {
  const lane = chooseLane(scenario, false);
  const control = { passed: true };
  return (await playScenario(sandbox, { client, scenario, lane, seed, reading, control })).case;
}

const not = 'the session of exchange 1 is not what was asked for, or not when';

describe('the ledger of the provider', function () {
  this.timeout(isNight ? 900_000 : 60_000);

  it(`has one effect for each thing that was done, whatever happens and whoever asks (seed ${seed})`, async () => {
    const all = new Map((await readings()).map((one) => [`${one.client.name}, reading ${one.reading}`, one]));
    expect(new Set([...all.values()].map(({ provider }) => provider.id)).size).to.equal(4);
    const generated = new Map([...all].map(([name, { client }]) => [name, scenarios(clientFacts(client))]));
    const seen = { effects: 0, twice: 0, nothing: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc
          .constantFrom(...all.keys())
          .chain((name) => fc.tuple(fc.constant(name), generated.get(name) ?? fc.constant(undefined))),
        fc.boolean(),
        async ([name, scenario], isBroken) => {
          const one = all.get(name);
          if (!scenario || !one) throw new Error(`nothing can be played to ${name}`);
          const result = await played(one, isBroken ? withoutWay(scenario) : scenario);
          expect(audit(result, one.provider)).to.deep.equal([]);
          seen.effects += result.ledger.length;
          seen.twice += Number(isPaidTwice(result.ledger));
          seen.nothing += Number(result.ledger.length === 0);
        },
      ),
      { seed, numRuns: isNight ? 2_000 : 200 },
    );
    // A law about money says nothing where none moves.
    for (const [what, times] of Object.entries(seen)) expect(times, what).to.be.greaterThan(isNight ? 20 : 0);
  });

  describe('is wrong, says the auditor, where', () => {
    const twice = (ledger: Effect[]) => [...ledger, ...ledger];
    const doctored: [what: string, tape: string, change: (ledger: Effect[]) => Effect[], said: string][] = [
      ['one thing was done twice', 'reset after-commit, ok', twice, 'key#1 has 2 effects'],
      ['one was lost', 'reset after-commit, ok', () => [], 'key#1 has 0 effects'],
      ['one that was put off was lost', 'stall late-commit ×∞', () => [], 'key#1 has 0 effects'],
      ['a success was lost', 'ok', () => [], 'key#1 has 0 effects'],
      ['a record was forgotten', 'reset after-commit', (ledger) => [...ledger, by(2)], no(2)],
      ['a connection was refused', 'refused', (ledger) => [...ledger, by(1)], no(1)],
      ['a host was not found', 'dns', (ledger) => [...ledger, by(1)], no(1)],
      ['a connection broke before', 'reset', (ledger) => [...ledger, by(1)], no(1)],
      ['an error says that nothing was done', '500 server_error', (ledger) => [...ledger, by(1)], no(1)],
      ['no request was sent', 'ok', () => [by(9)], no(9)],
      ['it is of somebody else', 'ok', told({ intent: 'intent-2' }), not],
      ['it is of another kind', 'ok', told({ kind: 'refund' }), not.replace('session', 'refund')],
      ['it came later', 'ok', told({ at: 5 }), not],
      ['it came earlier', 'stall late-commit ×∞', told({ at: -1 }), not],
      [
        'it came to nothing',
        'ok',
        told({ state: 'nothing' }),
        'the session of exchange 1 has come to nothing by itself',
      ],
    ];
    for (const [what, tape, change, said] of doctored) {
      it(`${what}: ${tape}`, async () => {
        const { paysgAxios } = await import('../examples/paysg/sadpath.ts');
        const result = await played({ client: paysgAxios, reading: 0 }, payment(tape));
        expect(audit(result, paysgAxios.provider)).to.deep.equal([]);
        const ledger = change(result.ledger);
        const effects = ledger.map(({ exchange: _, state: __, ...effect }) => ({
          event: 'effect' as const,
          ...effect,
        }));
        const trace = [...result.trace.filter(({ event }) => event !== 'effect'), ...effects];
        expect(audit({ ...result, ledger, trace }, paysgAxios.provider)).to.include(said);
      });
    }

    it('the trace tells of other effects, or of steps out of turn', async () => {
      const { paysgAxios } = await import('../examples/paysg/sadpath.ts');
      const result = await played({ client: paysgAxios, reading: 0 }, payment('reset, ok'));
      const untold = result.trace.filter(({ event }) => event !== 'effect');
      expect(audit({ ...result, trace: untold }, paysgAxios.provider)).to.include(
        'the ledger is not what the trace tells',
      );
      const skipped = result.trace.map((event) => (event.event === 'reply' ? { ...event, step: 1 } : event));
      expect(audit({ ...result, trace: skipped }, paysgAxios.provider)).to.include(
        'the steps of createPayment were taken out of turn',
      );
    });
  });
});

function payment(tape: string): Scenario {
  return {
    format: 1,
    provider: 'paysg',
    requirement: 'by hand',
    group: tape,
    calls: [{ id: 'call-1', operation: 'createPayment', intent: 'intent-1', start: 'first' }],
    tape,
    lane: 'auto',
  };
}

/** An effect that nobody has asked for, as if an exchange had brought it about. */
function by(exchange: number): Effect {
  return { at: 0, kind: 'session', resource: 'res', intent: 'intent-1', exchange, state: 'final' };
}

function told(facts: Partial<Effect>): (ledger: Effect[]) => Effect[] {
  return (ledger) => ledger.map((effect) => ({ ...effect, ...facts }));
}

function no(exchange: number): string {
  return `the session of exchange ${exchange} has no cause`;
}

/** No matrix says so: what never arrived was done. */
function withoutWay(scenario: Scenario): Scenario {
  return { ...scenario, tape: scenario.tape.replaceAll(/(?<=^|, |: )(refused|dns)(?=$|,| )/g, '$1 after-commit') };
}

function isPaidTwice(ledger: Effect[]): boolean {
  return new Set(ledger.map(({ intent }) => intent)).size < ledger.length;
}
