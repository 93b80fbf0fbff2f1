import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import { parseTape } from '../model/parse-tape.ts';
import { banked } from '../providers/banked.ts';
import { transportFacts } from './transport-facts.ts';
import { playsOf } from './wire-fact.ts';

const reading: OperationFacts = {
  name: 'getPaymentSession',
  main: 'getPaymentSession',
  uses: ['getPaymentSession'],
  reads: ['getPaymentSession'],
  success: ['succeeded'],
  volatile: [],
};
const creating: OperationFacts = { ...reading, name: 'create', main: 'createPaymentSession', effect: 'session' };

function tapes(name: string, operation: OperationFacts): string[] {
  const fact = transportFacts.find((one) => one.name === name);
  if (!fact) throw new Error(`there is no fact ${name}`);
  return playsOf(fact, banked, operation).map(({ tape }) => tape);
}

describe('the facts between two machines', () => {
  it('come once and for ever, and to a write in every commit point', () => {
    expect(tapes('reset', reading)).to.deep.equal(['reset, ok', 'reset ×∞']);
    expect(tapes('reset', creating)).to.deep.equal([
      'reset, ok',
      'reset ×∞',
      'reset after-commit, ok',
      'reset after-commit ×∞',
      'reset late-commit, ok',
      'reset late-commit ×∞',
    ]);
    expect(tapes('gateway-page', creating)).to.deep.equal([
      ...['', ' after-commit', ' late-commit'].flatMap((commit) => [`html 502${commit}, ok`, `html 502${commit} ×∞`]),
      'html 503 after-commit, ok',
      'html 504 after-commit, ok',
    ]);
  });

  it('come once in every commit point where they are another guise of the same', () => {
    expect(tapes('hangup', creating)).to.deep.equal(['hangup, ok', 'hangup after-commit ×∞', 'hangup late-commit, ok']);
    expect(tapes('hangup', reading)).to.deep.equal(['hangup, ok']);
  });

  it('commit nothing where no connection was made', () => {
    for (const operation of [reading, creating])
      expect(tapes('refused', operation)).to.deep.equal(['refused, ok', 'refused ×∞']);
  });

  it('have always happened where the reply says so, however oddly it comes', () => {
    expect(tapes('drip', creating)).to.deep.equal(['drip after-commit, ok']);
    expect(tapes('early-hints', reading)).to.deep.equal(['early-hints ×∞']);
  });

  it('break a reply off in each way that a reply can be framed', () => {
    const faults = new Set(
      ['cut', 'cut-unnoticed'].flatMap((name) => tapes(name, reading)).map((tape) => tape.split(/[ ,]/)[0]),
    );
    expect([...faults]).to.deep.equal(['cut', 'cut@0', 'cut-chunked', 'cut-unframed', 'cut-lying']);
  });

  it('close a kept connection under the second call, which is another intent', () => {
    const kept = transportFacts.find(({ name }) => name === 'kept-connection');
    const plays = kept ? playsOf(kept, banked, creating) : [];
    expect(plays.map(({ tape }) => tape)).to.deep.equal(['ok, hangup, ok ×∞', 'ok, hangup after-commit, ok ×∞']);
    for (const { calls } of plays)
      expect(calls?.map(({ intent, start }) => [intent, start])).to.deep.equal([
        ['intent-1', 'first'],
        ['intent-2', 'after'],
      ]);
  });

  it('are tapes, each of a fault', () => {
    for (const { name } of transportFacts.filter(({ name }) => name !== 'kept-connection')) {
      for (const tape of tapes(name, creating)) {
        const [track] = parseTape(tape);
        expect(track?.steps[0]?.answer.kind, tape).to.equal('fault');
      }
    }
  });
});
