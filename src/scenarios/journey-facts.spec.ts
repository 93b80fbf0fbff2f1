import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import { parseTape } from '../model/parse-tape.ts';
import { banked } from '../providers/banked.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { paysg } from '../providers/paysg.ts';
import { journeyFacts } from './journey-facts.ts';
import { playsOf } from './wire-fact.ts';

const states = { PROCESSING: 'open', SUCCESS: 'happened', FAIL: 'failed' } as const;

function waiting(main: string): OperationFacts {
  return { name: 'wait', main, uses: [main], reads: [main], success: ['succeeded'], states, volatile: [] };
}

const paying: OperationFacts = {
  ...waiting('pay'),
  name: 'payAndWait',
  uses: ['pay', 'inquiryPayment'],
  reads: ['inquiryPayment'],
  effect: 'payment',
};

function tapes(name: string, provider = openapiPlatform, operation = waiting('inquiryPayment')): string[] {
  const fact = journeyFacts.find((one) => one.name === name);
  if (!fact) throw new Error(`there is no fact ${name}`);
  return playsOf(fact, provider, operation).map(({ tape, journey }) => (journey ? journey.join(', ') : tape));
}

describe('the facts of journeys', () => {
  it('show a wait what becomes of its resource, in the states of its provider', () => {
    expect(tapes('journey-path')).to.deep.equal(['state:SUCCESS ×∞', 'state:FAIL ×∞']);
    expect(tapes('journey-slow')).to.deep.equal([
      'state:PROCESSING ×3, state:SUCCESS ×∞',
      'state:PROCESSING ×50, state:SUCCESS ×∞',
    ]);
    expect(tapes('journey-final-changes')).to.deep.equal([
      'state:SUCCESS, state:PROCESSING ×∞',
      'state:SUCCESS, state:FAIL ×∞',
      'state:FAIL, state:SUCCESS ×∞',
    ]);
    expect(tapes('journey-never-final')).to.deep.equal(['state:PROCESSING ×∞']);
    expect(tapes('journey-timed')).to.deep.equal([
      'SUCCESS@60000',
      'FAIL@60000',
      'SUCCESS@259200000',
      'FAIL@259200000',
    ]);
    expect(tapes('poll-lag')).to.deep.equal(['200 ORDER_NOT_EXIST ×2, state:SUCCESS ×∞']);
  });

  it('step back where there is a state to step back to', () => {
    expect(tapes('journey-back')).to.deep.equal([]);
    expect(tapes('journey-back', banked, waiting('getPaymentSession'))).to.deep.equal([
      'state:awaiting_payment_consent, state:awaiting_provider, state:awaiting_payment_consent, state:sent ×∞',
      'state:initiated, state:awaiting_provider, state:initiated, state:sent ×∞',
    ]);
  });

  it('answer one reading by each error that it may meet', () => {
    const met = tapes('poll-refused', banked, waiting('getPaymentSession'));
    const documented = banked.errors.filter(
      ({ operations }) => operations === '*' || operations.includes('getPaymentSession'),
    );
    expect(met).to.have.lengthOf(documented.length);
    expect(met).to.include('state:awaiting_provider, 404 session_not_found, state:sent ×∞');
  });

  it('are told on the track of the reading where the operation makes something first', () => {
    expect(tapes('journey-path', openapiPlatform, paying)).to.deep.equal([
      'inquiryPayment: state:SUCCESS ×∞',
      'inquiryPayment: state:FAIL ×∞',
    ]);
    expect(tapes('create-lost', openapiPlatform, paying)).to.include(
      'pay: reset after-commit ×∞ | inquiryPayment: state:PROCESSING, state:SUCCESS ×∞',
    );
    expect(tapes('create-accepted', openapiPlatform, paying)).to.deep.equal([
      'pay: 200 type:A after-commit | inquiryPayment: 200 type:U, state:SUCCESS ×∞',
    ]);
    expect(tapes('create-in-progress', openapiPlatform, paying)).to.include(
      'pay: reset after-commit, 200 PAYMENT_IN_PROCESS ×∞ | inquiryPayment: state:PROCESSING, state:SUCCESS ×∞',
    );
  });

  it('are nothing to an operation that waits for nothing', () => {
    const plain = { ...waiting('getPayment'), name: 'getPayment' };
    const voiding: OperationFacts = { ...waiting('cancelPayment'), effect: 'void', reads: ['getPayment'] };
    const { states: _, ...stateless } = waiting('getPayment');
    for (const operation of [plain, voiding, stateless]) {
      for (const fact of journeyFacts) expect(playsOf(fact, paysg, operation), fact.name).to.deep.equal([]);
    }
    for (const fact of journeyFacts.filter(({ name }) => name.startsWith('create-'))) {
      expect(playsOf(fact, openapiPlatform, waiting('inquiryPayment')), fact.name).to.deep.equal([]);
    }
  });

  it('are tapes in their own words', () => {
    for (const { name } of journeyFacts) {
      for (const tape of tapes(name, openapiPlatform, paying)) {
        if (!tape.includes('@')) expect(() => parseTape(tape), tape).not.to.throw();
      }
    }
  });
});
