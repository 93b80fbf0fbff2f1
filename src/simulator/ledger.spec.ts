import { expect } from 'chai';
import fc from 'fast-check';
import type { Intent } from './intents.ts';
import { bodyOf, type Rig, replaying, reprocessing, rig, told } from './rig.spec.ts';
import type { Answered } from './simulator.ts';

const answer = fc.constantFrom(
  'ok',
  'state:paid',
  '500 internal',
  '400 bad_amount',
  '400 unread',
  '429',
  'html 502',
  'reset',
  'stall',
);
const commit = fc.constantFrom('', ' before-commit', ' after-commit', ' late-commit');
const tape = fc
  .array(
    fc.tuple(answer, commit).map(([text, flag]) => text + flag),
    { maxLength: 5 },
  )
  .map((steps) => steps.join(', '));
const move = fc.record({
  kind: fc.constantFrom('create', 'cancel', 'refund', 'late', 'close'),
  key: fc.constantFrom<(string | undefined)[]>(undefined, 'key-1', 'key-2', 'minted'),
  reference: fc.constantFrom('order-1', 'order-2', 'order-3'),
  open: fc.boolean(),
});
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

/** Plays random moves and gives back every effect that was told on the way, with the key that it came under. */
function play(shop: Rig, moves: Move[]) {
  const order = shop.sim.given('cancel', 'i2') ?? '';
  const told: { resource: string; key: string | undefined }[] = [];
  const note = ({ effects }: Pick<Answered, 'effects'>, key?: string) =>
    told.push(...effects.map(({ resource }) => ({ resource, key })));
  for (const { kind, key, reference, open } of moves) {
    if (kind === 'create') note(shop.create({ key, reference, open }), key);
    else if (kind === 'cancel') note(shop.cancel(order, { key, open }), key);
    else if (kind === 'refund') note(shop.refund({ order, reference }));
    else if (kind === 'late') note({ effects: shop.sim.commitLate() });
    else shop.sim.closed(1);
  }
  return told;
}

describe('the ledger', () => {
  for (const [name, provider] of Object.entries({ replaying, reprocessing })) {
    it(`holds the effects that were told, each once, in order: ${name}`, () => {
      fc.assert(
        fc.property(tape, fc.array(move, { maxLength: 12 }), (steps, moves) => {
          const shop = rig(steps, { provider });
          const told = play(shop, moves);
          expect(shop.sim.ledger().map(({ resource }) => resource)).to.deep.equal(told.map(({ resource }) => resource));
        }),
      );
    });

    it(`holds no two effects of one key, whatever fails on the way: ${name}`, () => {
      fc.assert(
        fc.property(tape, fc.array(move, { maxLength: 12 }), (steps, moves) => {
          const shop = rig(steps, { provider });
          const key = 'the-only-one';
          const undertaken = moves.filter(({ kind }) => kind === 'create' || kind === 'late' || kind === 'close');
          play(
            shop,
            undertaken.map((each) => ({ ...each, key })),
          );
          shop.sim.commitLate();
          expect(shop.sim.ledger().length).to.be.at.most(1);
        }),
      );
    });
  }

  it('is a reading: it changes nothing, and changing it changes nothing', () => {
    const { create, sim } = rig();
    create();
    const first = sim.ledger();
    first.length = 0;
    expect(sim.ledger()).to.have.lengthOf(1);
  });

  it('says when, what, for whom and through which exchange', () => {
    const { create, sim, clock } = rig('429, ok');
    create();
    clock.at = 700;
    const resource = bodyOf(create()).id;
    clock.at = 900;
    expect(sim.ledger()).to.deep.equal([
      { at: 700, kind: 'session', resource, intent: 'i1', exchange: 2, state: 'open' },
    ]);
  });

  it('says final once the resource has come to a final state, and open in a state that nobody knows', () => {
    const { create, read, sim } = rig('', { journey: ['unpaid', 'limbo', 'constructor', 'paid'] });
    const id = String(bodyOf(create()).id);
    const states = [1, 2, 3, 4].map(() => {
      read(id);
      return sim.ledger()[0]?.state;
    });
    expect(states).to.deep.equal(['open', 'open', 'open', 'final']);
  });

  it('says final of what has no journey', () => {
    const { refund, sim } = rig();
    refund({ order: 'x' });
    expect(sim.ledger()).to.have.lengthOf(1);
    expect(sim.ledger()[0]).to.include({ kind: 'refund', state: 'final' });
  });

  it('holds no effect of a given resource', () => {
    const { sim } = rig();
    expect(sim.given('cancel', 'i1')).to.be.a('string');
    expect(sim.ledger()).to.deep.equal([]);
  });

  it('holds one void of one order: a resource that is in its state already is not moved again', () => {
    const { cancel, sim } = rig();
    const order = sim.given('cancel', 'i1') ?? '';
    expect([cancel(order), cancel(order), cancel(order, { key: 'k' })].map(told)).to.deep.equal(
      Array(3).fill('200 ok'),
    );
    expect(sim.ledger()).to.have.lengthOf(1);
    expect(sim.ledger()[0]).to.include({ kind: 'void', resource: order, intent: 'i1', state: 'final' });
  });

  describe('attribution', () => {
    it('goes by the marker, whatever the key says', () => {
      const { create, sim } = rig();
      expect(create({ reference: 'order-2', key: 'key-1' }).request.intent).to.equal('i2');
      expect(sim.ledger()[0]?.intent).to.equal('i2');
    });

    it('then by the resource that the request names, in path or body', () => {
      const { create, cancel, refund, read, sim } = rig();
      const order = String(bodyOf(create()).id);
      expect(cancel(order, { key: 'key-2' }).request.intent).to.equal('i1');
      expect(refund({ body: { order } }).request.intent).to.equal('i1');
      expect(read(order).request.intent).to.equal('i1');
      expect(sim.ledger()[2]?.resource).to.not.equal(order);
      expect(sim.ledger().map(({ kind, intent }) => [kind, intent])).to.deep.equal([
        ['session', 'i1'],
        ['void', 'i1'],
        ['refund', 'i1'],
      ]);
    });

    it('and says whether the key is the one that was handed over', () => {
      const { create } = rig();
      expect(create().request).to.include({ intent: 'i1', handed: true });
      expect(create({ key: 'key-2' }).request).to.not.have.property('handed');
      expect(create({ key: undefined }).request).to.not.have.property('handed');
    });

    it('then by the key', () => {
      const { create, sim } = rig();
      create({ body: { amount: 1 }, key: 'key-2' });
      expect(sim.ledger()[0]?.intent).to.equal('i2');
    });

    it('then, of a reading, by a marker among what it asks for', () => {
      const { read } = rig();
      expect(read('none?reference=order-2').request.intent).to.equal('i2');
      expect(read('none?reference=order-3').request.intent).to.equal(undefined);
    });

    it('else not at all: a client that drops or moves the marker', () => {
      const { create, sim } = rig();
      create({ body: { amount: 1 }, key: 'minted' });
      create({ body: { meta: { reference: 'order-1' } }, key: undefined });
      create({ body: ['order-1'], key: undefined });
      expect(sim.ledger()).to.have.lengthOf(3);
      for (const effect of sim.ledger()) expect(effect).to.not.have.property('intent');
    });

    it('understands a form', () => {
      const { create } = rig();
      const sent = create({
        body: 'reference=order-2&amount=1000',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      });
      expect(sent.request.intent).to.equal('i2');
      expect(bodyOf(sent)).to.include({ reference: 'order-2', amount: '1000' });
    });

    it('knows intents that come later, and keeps them to itself', () => {
      const intents: Intent[] = [];
      const { create, sim } = rig('', { intents });
      expect(create({ reference: 'order-9', key: undefined }).request).to.not.have.property('intent');
      sim.addIntent({ id: 'i9', marker: 'order-9', key: 'key-9' });
      expect(create({ reference: 'order-9', key: undefined }).request.intent).to.equal('i9');
      expect(intents).to.deep.equal([]);
    });

    it('looks only where the documents put the marker, dots and all', () => {
      const create = { ...replaying.operations.create, intentField: 'order.reference' };
      const operations = { ...replaying.operations, create: Object.assign({}, replaying.operations.create, create) };
      const shop = rig('', { provider: { ...replaying, operations } });
      const intentOf = (body: unknown) => shop.create({ body, key: undefined }).request.intent;
      expect(intentOf({ order: { reference: 'order-1' } })).to.equal('i1');
      expect(intentOf({ reference: 'order-1' })).to.equal(undefined);
      expect(intentOf({ order: 'order-1' })).to.equal(undefined);
    });
  });

  it('has ids that hang on intent and order, not on a value of the client', () => {
    const ids = (keys: string[]) =>
      keys.map(
        (() => {
          const shop = rig();
          return (key: string) => bodyOf(shop.create({ key })).id;
        })(),
      );
    expect(ids(['a', 'b', 'a'])).to.deep.equal(ids(['x', 'y', 'x']));
    const [first, second, third] = ids(['a', 'b', 'a']);
    expect(first).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).to.not.equal(first);
    expect(third).to.equal(first);
  });
});
