import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Provider } from '../model/provider.ts';
import { banked } from '../providers/banked.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { paysg } from '../providers/paysg.ts';
import { bodyFacts } from './body-facts.ts';
import { concurrencyFacts } from './concurrency-facts.ts';
import { journeyFacts } from './journey-facts.ts';
import { matrix } from './matrix.ts';
import { restartFacts } from './restart-facts.ts';
import { scenarioId } from './scenario-id.ts';
import { webhookFacts } from './webhook-facts.ts';
import { type WireFact, wireId } from './wire-fact.ts';
import { requirementsFor } from './wire-facts.ts';

function operation(main: string, more: Partial<OperationFacts> = {}): OperationFacts {
  return { name: main, main, uses: [main], reads: [], success: ['succeeded'], volatile: [], ...more };
}

function facts(provider: Provider, ...operations: OperationFacts[]): ClientFacts {
  return { client: 'c', provider, operations, off: [] };
}

const create = operation('createPaymentSession', { effect: 'session', keyHeader: 'idempotency-key' });
const read = operation('getPaymentSession', { reads: ['getPaymentSession'] });
const whole = matrix(facts(banked, create, read));

function tapes(requirement: string, operationName: string, of = whole): string[] {
  const found = of.scenarios.filter(
    (scenario) => scenario.requirement === requirement && scenario.calls[0]?.operation === operationName,
  );
  return [...new Set(found.map(({ tape }) => tape))];
}

/** What is played only to a client that waits for something, or takes events. */
const forWaits = unmetOf([...journeyFacts, ...webhookFacts]);

function unmetOf(facts: readonly WireFact[]): Record<string, string | undefined> {
  return Object.fromEntries(facts.map((fact) => [wireId(fact), fact.unmet]));
}

describe('the matrix', () => {
  it('plays every row that traffic can show, of both providers', () => {
    const all = {
      ...whole,
      paysg: matrix(facts(paysg, ...Object.keys(paysg.operations).map((name) => operation(name)))),
    };
    expect(all.unplayed).to.deep.equal(forWaits);
    // Without effects nothing can come twice.
    expect(all.paysg.unplayed).to.deep.equal({
      ...forWaits,
      ...unmetOf(concurrencyFacts.filter(({ name }) => name.startsWith('intent-'))),
      ...unmetOf(restartFacts),
      ...unmetOf(bodyFacts.filter(({ name }) => name === 'body-huge' || name === 'body-gzip-bomb')),
    });
    const played = new Set(whole.scenarios.map(({ requirement }) => requirement));
    expect([...played]).to.deep.equal(
      requirementsFor(banked)
        .filter(({ id, judged }) => judged === 'traffic' && !(id in forWaits))
        .map(({ id }) => id),
    );
  });

  it('makes several calls at once where a fact is about that, each for an intent of its own', () => {
    const crowd = whole.scenarios.filter(({ requirement }) => requirement === 'wire/credentials-expire');
    expect(crowd.map(({ calls }) => calls.map(({ intent, start }) => `${intent} ${start}`))[0]).to.deep.equal([
      'intent-1 first',
      'intent-2 with',
      'intent-3 with',
    ]);
    const about = new Set([...[...concurrencyFacts, ...restartFacts].map(wireId), 'wire/kept-connection']);
    for (const { requirement, calls } of whole.scenarios)
      expect(calls.length > 1, requirement).to.equal(about.has(requirement));
  });

  it('plays several calls on one surface, and as a group of its own for each number of them', () => {
    const crowds = whole.scenarios.filter(({ calls }) => calls.length > 1);
    expect(new Set(crowds.map(({ variant }) => variant))).to.deep.equal(new Set(['full']));
    expect(new Set(crowds.map(({ group }) => group)).size).to.equal(crowds.length);
    for (const { calls, latencyMs } of crowds.filter(({ calls }) => calls.some(({ start }) => start === 'with')))
      expect(latencyMs, calls[0]?.operation).to.equal(100);
  });

  it('plays what depends on the request alone to one operation behind each of the provider', () => {
    const two = matrix(
      facts(banked, operation('getPaymentSession'), operation('createPaymentSession'), {
        ...operation('createPaymentSession'),
        name: 'pay',
      }),
    );
    const of = (fact: string) =>
      new Set(
        two.scenarios
          .filter(({ requirement }) => requirement === `wire/${fact}`)
          .map(({ calls }) => calls[0]?.operation),
      );
    expect([...of('reset')]).to.deep.equal(['getPaymentSession', 'createPaymentSession', 'pay']);
    expect([...of('hangup')]).to.deep.equal(['getPaymentSession', 'createPaymentSession']);
  });

  it('has no scenario twice, and tapes that can be read', () => {
    const ids = whole.scenarios.map(scenarioId);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const { tape } of whole.scenarios) expect(parseTape(tape)).to.have.lengthOf.at.least(1);
  });

  it('commits a doubtful answer before, after and late, for ever and then recovering', () => {
    expect(tapes('banked/errors/internal', 'createPaymentSession')).to.deep.equal([
      '500 internal ×∞',
      '500 internal, ok',
      '500 internal after-commit ×∞',
      '500 internal after-commit, ok',
      '500 internal late-commit ×∞',
      '500 internal late-commit, ok',
    ]);
  });

  it('commits nothing on a read', () => {
    expect(tapes('banked/errors/internal', 'getPaymentSession')).to.deep.equal(['500 internal ×∞', '500 internal, ok']);
  });

  it('never commits where a client may say failed: a definite answer, or one that may be', () => {
    expect(tapes('banked/errors/invalid_amount', 'createPaymentSession')).to.deep.equal([
      '400 invalid_amount ×∞',
      '422 invalid_amount ×∞',
    ]);
    expect(tapes('banked/errors/invalid_idempotency_key', 'createPaymentSession').join()).to.not.contain('commit');
  });

  it('does not let a stored reply recover: the provider would replay it under the same key', () => {
    const keyed = operation('createPayment', { effect: 'session', keyHeader: 'idempotency-key' });
    const stored = matrix(facts(paysg, keyed));
    expect(tapes('paysg/errors/server_error', 'createPayment', stored).join()).to.not.contain(', ok');
    expect(tapes('paysg/errors/idempotent_request_in_progress', 'createPayment', stored)).to.include(
      '409 idempotent_request_in_progress, ok',
    );
    const keyless = matrix(facts(paysg, operation('createPayment', { effect: 'session' })));
    expect(tapes('paysg/errors/server_error', 'createPayment', keyless)).to.include('500 server_error, ok');
  });

  it('plays both surfaces of an envelope with optional fields, in one group', () => {
    const [full, bare] = whole.scenarios.filter(({ tape }) => tape === '400 invalid_amount ×∞');
    expect([full?.variant, bare?.variant]).to.deep.equal(['full', 'bare']);
    expect(full?.group).to.equal(bare?.group);
  });

  it('shows a state to reads only', () => {
    expect(tapes('banked/states/failed', 'getPaymentSession')).to.deep.equal(['state:failed ×∞']);
    expect(tapes('banked/states/failed', 'createPaymentSession')).to.deep.equal([]);
  });

  it('plays each type that a code may come with', () => {
    const stored = matrix(facts(paysg, operation('createPayment', { effect: 'session' })));
    expect(tapes('paysg/errors/email_blacklisted', 'createPayment', stored)).to.deep.equal([
      '400 email_blacklisted ×∞',
      '400 email_blacklisted type:external_error ×∞',
    ]);
  });

  it('names the track of an operation that is not the main one', () => {
    const pay = operation('pay', {
      main: 'createPaymentSession',
      uses: ['createPaymentSession', 'getPaymentSession'],
      effect: 'session',
    });
    const played = matrix(facts(banked, pay));
    expect(tapes('banked/errors/session_not_found', 'pay', played)).to.deep.equal([
      'getPaymentSession: 404 session_not_found ×∞',
    ]);
    expect(tapes('banked/rules/state-reason', 'pay', played)).to.deep.equal(['getPaymentSession: state:failed ×∞']);
  });

  it('says why a row is not played', () => {
    const { unplayed } = matrix(facts(banked, create));
    expect(unplayed['banked/errors/session_not_found']).to.equal(
      'the client has no operation that can meet it (getPaymentSession)',
    );
  });
});

describe('the matrix of a provider with result statuses', () => {
  const all = Object.entries(openapiPlatform.operations).map(([name, { effect, intentField }]) =>
    operation(name, effect === undefined || intentField === undefined ? {} : { effect, keyField: intentField }),
  );
  const played = matrix(facts(openapiPlatform, ...all));

  it('plays every row that traffic can show', () => {
    const ofOthers = { 'wire/status-2xx-error': 'the client only waits, or the document itself has it so' };
    expect(played.unplayed).to.deep.equal({ ...forWaits, ...ofOthers });
    expect([...new Set(played.scenarios.map(({ requirement }) => requirement))]).to.deep.equal(
      requirementsFor(openapiPlatform)
        .filter(({ id, judged }) => judged === 'traffic' && !(id in forWaits) && !(id in ofOthers))
        .map(({ id }) => id),
    );
  });

  it('shows a result status by itself, and a success by the reply of the operation', () => {
    expect(tapes('openapi-platform/results/S', 'pay', played)).to.deep.equal(['ok ×∞']);
    expect(tapes('openapi-platform/results/F', 'pay', played)).to.deep.equal(['200 type:F ×∞']);
    expect(tapes('openapi-platform/results/U', 'pay', played)).to.deep.equal([
      '200 type:U ×∞',
      '200 type:U, ok',
      '200 type:U after-commit ×∞',
      '200 type:U after-commit, ok',
      '200 type:U late-commit ×∞',
      '200 type:U late-commit, ok',
    ]);
    expect(tapes('openapi-platform/results/U', 'inquiryPayment', played)).to.deep.equal([
      '200 type:U ×∞',
      '200 type:U, ok',
    ]);
  });

  it('lets a final failure recover where no record keeps it: at the door, and without a key', () => {
    const code = (name: string, of = played) => tapes(`openapi-platform/errors/${name}`, 'pay', of);
    expect(code('PROCESS_FAIL')).to.deep.equal(['200 PROCESS_FAIL ×∞']);
    expect(code('INVALID_ACCESS_TOKEN')).to.include('200 INVALID_ACCESS_TOKEN, ok');
    expect(code('PAYMENT_IN_PROCESS')).to.include('200 PAYMENT_IN_PROCESS after-commit, ok');
    const keyless = matrix(facts(openapiPlatform, operation('pay', { effect: 'payment' })));
    expect(code('PROCESS_FAIL', keyless)).to.include('200 PROCESS_FAIL, ok');
  });
});
