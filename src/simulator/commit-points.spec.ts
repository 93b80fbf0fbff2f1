import { expect } from 'chai';
import fc from 'fast-check';
import { bodyOf, replaying, reprocessing, rig } from './rig.spec.ts';
import type { Answered } from './simulator.ts';

const steps = [
  '500 internal',
  '500 nobody_knows',
  '400 bad_amount',
  '400 unread',
  'html 502',
  'empty 504',
  'reset',
  'stall',
  '429 busy',
];
const commits = ['before', 'after', 'late'] as const;

/** What the client can see, and what a check is told of it; who answered is the provider's own business. */
function seen({ wire, reply }: Answered) {
  const { replayed: _own, ...shown } = reply;
  return { wire, shown };
}

describe('commit points', () => {
  for (const [name, provider] of Object.entries({ replaying, reprocessing })) {
    it(`before, after and late look the same to the client, byte for byte: ${name}`, () => {
      const turn = fc.record({ key: fc.constantFrom('key-1', 'minted', undefined), open: fc.boolean() });
      fc.assert(
        fc.property(
          fc.constantFrom(...steps),
          fc.integer({ min: 1, max: 3 }),
          fc.array(turn, { minLength: 1, maxLength: 6 }),
          (step, times, turns) => {
            const [before, after, late] = commits.map((commit) => {
              const { create, sim } = rig(`${step} ${commit}-commit ×${times}`, { provider });
              const replies = turns.map((ask) => seen(create(ask)));
              sim.commitLate();
              return replies;
            });
            expect(after).to.deep.equal(before);
            expect(late).to.deep.equal(before);
          },
        ),
      );
    });

    it(`the same holds where a resource is moved, and where there is no key: ${name}`, () => {
      for (const step of steps) {
        const [before, after, late] = commits.map((commit) => {
          const { cancel, refund, sim } = rig(`cancel: ${step} ${commit}-commit | refund: ${step} ${commit}-commit`, {
            provider,
          });
          const order = sim.given('cancel', 'i1') ?? '';
          const asks = [{ key: 'c-1' }, { key: 'c-1' }, {}].map((ask) => seen(cancel(order, ask)));
          return [...asks, seen(refund({ order })), seen(refund({ order }))];
        });
        expect(after).to.deep.equal(before);
        expect(late).to.deep.equal(before);
      }
    });
  }

  it('differ in the ledger', () => {
    const effects = commits.map((commit) => {
      const { create, sim } = rig(`500 internal ${commit}-commit`);
      create();
      const early = sim.ledger().length;
      const made = sim.commitLate();
      return [early, made.length, sim.ledger().length];
    });
    expect(effects).to.deep.equal([
      [0, 0, 0],
      [1, 0, 1],
      [0, 1, 1],
    ]);
  });

  it('late waits until the exchange is closed', () => {
    const { create, sim, clock } = rig('stall late-commit');
    create({ open: true });
    expect(sim.commitLate()).to.deep.equal([]);
    sim.closed(1);
    expect(sim.ledger()).to.deep.equal([]);
    clock.at = 5000;
    const [effect] = sim.commitLate();
    expect(effect).to.include({ event: 'effect', kind: 'session', intent: 'i1', at: 5000 });
    expect(sim.commitLate()).to.deep.equal([]);
    expect(sim.ledger()).to.deep.equal([
      { at: 5000, kind: 'session', resource: effect?.resource, intent: 'i1', exchange: 1, state: 'open' },
    ]);
  });

  it('late after a repeat under the key makes no second effect; without a key it does', () => {
    const keyed = rig('reset late-commit');
    keyed.create();
    keyed.create();
    expect(keyed.sim.commitLate()).to.deep.equal([]);
    expect(keyed.sim.ledger()).to.have.lengthOf(1);
    const keyless = rig('reset late-commit');
    keyless.create({ key: undefined });
    keyless.create({ key: undefined });
    expect(keyless.sim.commitLate()).to.have.lengthOf(1);
    expect(keyless.sim.commitLate()).to.deep.equal([]);
    expect(keyless.sim.ledger()).to.have.lengthOf(2);
  });

  it('late leaves the record behind that it would have left at once', () => {
    const { create, sim } = rig('reset late-commit');
    create();
    sim.commitLate();
    expect(create().reply).to.include({ replayed: true, status: 201 });
  });

  it('late does not write into the record of another request', () => {
    const { create, sim } = rig('reset late-commit');
    create();
    const other = create({ reference: 'order-2' });
    sim.commitLate();
    expect(create({ reference: 'order-2' }).wire).to.deep.equal(other.wire);
    expect(sim.ledger()).to.have.lengthOf(1);
  });

  it('late gives another request no reply that is not its own', () => {
    const { create, sim } = rig('reset late-commit, 500 internal', { provider: reprocessing });
    create();
    create({ reference: 'order-2' });
    sim.commitLate();
    expect(bodyOf(create({ reference: 'order-2' })).reference).to.equal('order-2');
    expect(sim.ledger()).to.have.lengthOf(1);
  });

  it('late leaves the reply alone that a repeat was given', () => {
    const { create, sim } = rig('reset late-commit, state:paid');
    create();
    const second = create();
    sim.commitLate();
    expect(create().wire).to.deep.equal(second.wire);
  });

  it('a repeat of what stands does not move the resource back', () => {
    const { cancel, read, sim } = rig('cancel: 500 internal after-commit | read: state:paid', {
      provider: reprocessing,
    });
    const order = sim.given('cancel', 'i1') ?? '';
    cancel(order, { key: 'c' });
    read(order);
    expect(cancel(order, { key: 'c' }).wire.status).to.equal(200);
    expect(bodyOf(read(order)).state).to.equal('paid');
  });

  it('a success commits whatever the step says', () => {
    const { create, sim } = rig('ok before-commit, state:paid late-commit');
    create();
    create({ key: 'other' });
    expect(sim.ledger()).to.have.lengthOf(2);
  });

  describe('ambiguous', () => {
    const cases: [string, boolean][] = [
      ['500 internal', true],
      ['500 something', true],
      ['503 nobody_knows', true],
      ['400 nobody_knows', false],
      ['400 bad_amount', false],
      ['429 busy', false],
      ['html 502', true],
      ['empty 503', true],
      ['reset', true],
      ['stall', true],
      ['refused', false],
      ['ok', false],
      ['state:failed', false],
    ];
    for (const [step, ambiguous] of cases)
      it(`${step}: ${ambiguous ? 'yes, at each commit point' : 'no'}`, () => {
        for (const commit of commits)
          expect(rig(`${step} ${commit}-commit`).create().reply.ambiguous ?? false).to.equal(ambiguous);
      });

    it('never for a read', () => {
      for (const step of ['500 internal', 'reset', 'html 502'])
        expect(rig(`read: ${step}`).read('x').reply).to.not.have.property('ambiguous');
    });
  });

  describe('a partial success', () => {
    const tape = '400 bad_amount with-successes';

    it('lists the resource that was made, in the envelope and in the trace', () => {
      const { create, sim, read } = rig(tape);
      const partial = create();
      const [effect] = sim.ledger();
      const id = effect?.resource ?? '';
      expect(bodyOf(partial)).to.deep.equal({
        errors: [{ code: 'bad_amount', source: { parameter: 'amount' }, title: 'About bad_amount' }],
        successes: [{ resource_type: 'order', resource_id: id, message: 'order successfully created' }],
      });
      expect(partial.reply.resources).to.deep.equal([id]);
      expect(read(id).wire.status).to.equal(200);
    });

    it('lists it on the bare surface too', () => {
      const { create } = rig(tape, { surface: 'bare' });
      expect(bodyOf(create()).successes).to.have.lengthOf(1);
    });

    it('is kept as the row says', () => {
      const { create, sim } = rig(tape);
      const first = create();
      expect(create().wire).to.deep.equal(first.wire);
      expect(sim.ledger()).to.have.lengthOf(1);
    });
  });
});
