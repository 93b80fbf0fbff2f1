import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import { parseTape } from '../model/parse-tape.ts';
import { banked } from '../providers/banked.ts';
import { restartFacts } from './restart-facts.ts';
import { type Play, playsOf } from './wire-fact.ts';

const making: OperationFacts = {
  name: 'createPaymentSession',
  main: 'createPaymentSession',
  uses: ['createPaymentSession', 'getPaymentSession'],
  reads: ['getPaymentSession'],
  effect: 'session',
  success: ['succeeded'],
  states: { awaiting_provider: 'open', sent: 'happened', failed: 'failed' },
  volatile: [],
};
const { effect: _, ...reading } = making;

function plays(operation: OperationFacts): [string, Play[]][] {
  return restartFacts.map((fact) => [fact.name, playsOf(fact, banked, operation)]);
}

describe('the facts of restarts', () => {
  it('make the same call again, when the client was killed after the first one or while it was open', () => {
    const calls = plays(making).map(([name, [play]]) => [
      name,
      play?.calls?.map(({ intent, start, restarts, endsTape }) => ({ intent, start, restarts, endsTape })),
    ]);
    const first = { intent: 'intent-1', start: 'first', restarts: undefined, endsTape: undefined };
    const again = { intent: 'intent-1', restarts: true, endsTape: true };
    expect(calls).to.deep.equal([
      ['restart-after-lost-reply', [first, { ...again, start: 'after' }]],
      ['restart-while-open', [first, { ...again, start: 100 }]],
    ]);
  });

  it('lose the reply of what has happened, and of what has not: to the client they are the same', () => {
    for (const [name, tapes] of plays(making)) {
      const commits = tapes.map(({ tape }) =>
        parseTape(tape).flatMap(({ steps }) => steps.map(({ commit }) => commit)),
      );
      expect(commits, name).to.deep.equal([['after'], [undefined]]);
    }
  });

  it('are played where there is something to have twice, and walk its happy path', () => {
    for (const [name, none] of plays(reading)) expect(none, name).to.deep.equal([]);
    for (const [, all] of plays({ ...making, reads: [] }))
      for (const play of all) expect(play).to.not.have.property('journey');
    for (const [, all] of plays(making))
      for (const { journey } of all) expect(journey).to.deep.equal(['awaiting_payment_consent', 'initiated', 'sent']);
  });
});
