import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Provider } from '../model/provider.ts';
import { banked } from '../providers/banked.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { paysg } from '../providers/paysg.ts';
import { useepay } from '../providers/useepay.ts';
import { concurrencyFacts } from './concurrency-facts.ts';
import { type Play, playsOf } from './wire-fact.ts';

const states = { awaiting_provider: 'open', sent: 'happened', failed: 'failed' } as const;
const reading: OperationFacts = {
  name: 'getPaymentSession',
  main: 'getPaymentSession',
  uses: ['getPaymentSession'],
  reads: ['getPaymentSession'],
  success: ['succeeded'],
  states,
  volatile: [],
};
const making: OperationFacts = {
  ...reading,
  name: 'createPaymentSession',
  main: 'createPaymentSession',
  reads: [],
  effect: 'session',
};

function plays(name: string, operation = making, provider: Provider = banked): Play[] {
  const fact = concurrencyFacts.find((one) => one.name === name);
  if (!fact) throw new Error(`there is no fact ${name}`);
  return playsOf(fact, provider, operation);
}

function starts({ calls = [] }: Play): string[] {
  return calls.map(({ id, intent, start, endsTape }) => `${id} ${intent} ${start}${endsTape ? ', ends the tape' : ''}`);
}

describe('the facts of several calls', () => {
  it('make three calls at once, and twenty, each for an intent of its own', () => {
    const [few, many] = plays('calls-at-once');
    expect(few && starts(few)).to.deep.equal(['call-1 intent-1 first', 'call-2 intent-2 with', 'call-3 intent-3 with']);
    expect(new Set(many?.calls?.map(({ intent }) => intent)).size).to.equal(20);
    expect(new Set(many?.calls?.map(({ id }) => id)).size).to.equal(20);
  });

  it('let the first, the last and all fail, and hide what was done where something can be', () => {
    const tapes = (operation: OperationFacts) => plays('calls-fail', operation).map(({ tape }) => tape);
    const shared = ['stall, ok ×∞', 'ok ×2, 500, ok ×∞', 'html 503 ×3, ok ×∞'];
    expect(tapes(making)).to.deep.equal([...shared, 'reset after-commit ×3, ok ×∞']);
    expect(tapes(reading)).to.deep.equal([...shared, 'reset ×3, ok ×∞']);
  });

  it('refuse one by the word that the provider has for a bad request', () => {
    const refused = (operation: OperationFacts, provider: Provider) =>
      plays('calls-refused', operation, provider).map(({ tape }) => tape);
    expect(refused(making, banked)).to.deep.equal(['400 bad_request, ok ×∞']);
    expect(refused({ ...making, main: 'createPayment' }, paysg)).to.deep.equal(['400 parameter_invalid, ok ×∞']);
    expect(refused({ ...making, main: 'createRefund' }, useepay)).to.deep.equal(['400 field_required, ok ×∞']);
    expect(refused({ ...making, main: 'pay' }, openapiPlatform)).to.deep.equal(['200 PARAM_ILLEGAL, ok ×∞']);
    expect(refused(making, { ...banked, errors: [] })).to.deep.equal([]);
  });

  it('limit all, with and without a Retry-After, for a while and for ever', () => {
    expect(plays('calls-limited').map(({ tape }) => tape)).to.deep.equal([
      '429 ×3, ok ×∞',
      '429 ×∞',
      '429 ra=2 ×3, ok ×∞',
      '429 ra=2 ×∞',
    ]);
  });

  it('let credentials expire while some come late, and again a minute later', () => {
    const [, again] = plays('credentials-expire');
    expect(again && starts(again)).to.deep.equal([
      'call-1 intent-1 first',
      'call-2 intent-2 with',
      'call-3 intent-3 20',
      'call-4 intent-4 60000',
      'call-5 intent-5 with',
      'call-6 intent-6 with',
    ]);
    expect(again?.tape).to.equal('401 unauthorized ×3, ok ×3, 401 unauthorized ×3, ok ×∞');
  });

  it('ask for one thing twice, at once and again, where there is something to have twice', () => {
    expect(plays('intent-at-once').map(starts)).to.deep.equal([['call-1 intent-1 first', 'call-2 intent-1 with']]);
    const again = plays('intent-again');
    expect(again.map(({ tape }) => tape)).to.deep.equal(['ok ×∞', 'reset after-commit ×∞']);
    for (const play of again) {
      expect(starts(play)).to.deep.equal(['call-1 intent-1 first', 'call-2 intent-1 after, ends the tape']);
    }
    for (const name of ['intent-at-once', 'intent-again']) expect(plays(name, reading)).to.deep.equal([]);
  });

  it('walk the happy path of an operation that waits, and no other', () => {
    const waiting = { ...reading, name: 'awaitPayment' };
    for (const { name } of concurrencyFacts) {
      const paths = plays(name, waiting).map(({ journey }) => journey);
      for (const path of paths) expect(path, name).to.deep.equal(['awaiting_payment_consent', 'initiated', 'sent']);
      for (const play of plays(name)) expect(play, name).to.not.have.property('journey');
    }
  });

  it('are tapes that can be read, and few', () => {
    const all = concurrencyFacts.flatMap(({ name }) => plays(name));
    for (const { tape } of all) expect(() => parseTape(tape), tape).to.not.throw();
    expect(all).to.have.length.within(10, 16);
  });
});
