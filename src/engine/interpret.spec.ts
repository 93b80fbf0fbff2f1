import { expect } from 'chai';
import fc from 'fast-check';
import type { ClientDefinition } from '../model/client.ts';
import { interpret } from './interpret.ts';

const result = { operation: 'pay', threw: false, value: undefined, error: undefined };

/** A client of which only `interpret` is ever asked; what it returns is a stranger's, so it may be anything. */
function telling(told: () => ReturnType<typeof JSON.parse>): Pick<ClientDefinition, 'interpret'> {
  return { interpret: told };
}

describe('interpret', () => {
  it('takes a belief, and an undefined field as an absent one', () => {
    const client = telling(() => ({ outcome: 'failed', category: 'declined', code: undefined }));
    expect(interpret(client, result)).to.deep.equal({ belief: { outcome: 'failed', category: 'declined' } });
  });

  it('takes undefined for "we do not recognise this"', () => {
    expect(
      interpret(
        telling(() => undefined),
        result,
      ),
    ).to.deep.equal({});
  });

  it('takes a number for its digits, and of a long text the beginning', () => {
    const client = telling(() => ({ outcome: 'failed', code: 4037, codes: [1, 'a'], message: 'x'.repeat(20_000) }));
    const { belief } = interpret(client, result);
    expect(belief).to.deep.include({ code: '4037', codes: ['1', 'a'] });
    expect(belief?.message).to.have.lengthOf(10_000);
  });

  const nonsense: [unknown, string][] = [
    [{ outcome: 'paid' }, 'at outcome found "paid", expected'],
    [{ outcome: 'failed', mood: 1 }, 'at mood found a key that nothing knows'],
    ['failed', 'found "failed", expected Object'],
    [null, 'found null, expected Object'],
    [Promise.resolve({ outcome: 'failed' }), 'a promise'],
  ];
  for (const [told, because] of nonsense) {
    it(`says why ${JSON.stringify(told)} is no belief`, () => {
      const { fault, belief } = interpret(
        telling(() => told),
        result,
      );
      expect(belief).to.equal(undefined);
      expect(fault).to.contain('interpret returned no belief').and.contain(because);
    });
  }

  it('survives whatever it returns or throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), (value, throws) => {
        const client = telling(() => {
          if (throws) throw value;
          return value;
        });
        expect(Object.keys(interpret(client, result)).length).to.be.at.most(1);
      }),
    );
  });
});
