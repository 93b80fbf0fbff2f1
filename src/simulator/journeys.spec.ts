import { expect } from 'chai';
import { bodyOf, replaying, rig, told } from './rig.spec.ts';

const states = (journey: string[] | undefined, tape = '') => {
  const shop = rig(tape, journey ? { journey } : {});
  const order = String(bodyOf(shop.create()).id);
  return { shop, order, next: () => bodyOf(shop.read(order)).state };
};

describe('journeys', () => {
  it('a created resource is read back as it was made, in its initial state', () => {
    const { shop, order } = states(undefined);
    const body = { id: order, reference: 'order-1', amount: 1000, shop: 's1', state: 'unpaid' };
    expect(bodyOf(shop.create())).to.deep.equal(body);
    expect(bodyOf(shop.read(order))).to.deep.equal(body);
  });

  it('reads walk the scenario, one state a read; the last one stays', () => {
    const { next, shop, order } = states(['unpaid', 'unpaid', 'paid']);
    expect([next(), next(), next(), next(), next()]).to.deep.equal(['unpaid', 'unpaid', 'paid', 'paid', 'paid']);
    expect(shop.read(order).reply).to.include({ state: 'paid', kind: 'ok', summary: '200 ok' });
  });

  it('a read that fails has read nothing', () => {
    const { next, shop, order } = states(
      ['unpaid', 'paid'],
      'read: ok, 500 internal after-commit, reset after-commit, html 502',
    );
    expect(next()).to.equal('unpaid');
    for (const summary of ['500 internal', 'connection reset', '502 gateway page'])
      expect(told(shop.read(order))).to.equal(summary);
    expect(next()).to.equal('paid');
  });

  it('a given resource walks it too', () => {
    const { sim, read } = rig('', { journey: ['paid'] });
    const order = sim.given('read', 'i1') ?? '';
    expect(bodyOf(read(order))).to.deep.equal({
      id: order,
      reference: 'order-1',
      amount: 1000,
      shop: 'shop 1',
      state: 'paid',
    });
  });

  it('a given resource is one and the same for each operation of an intent', () => {
    const { sim, read, cancel } = rig();
    expect(sim.given('cancel', 'i1')).to.equal(sim.given('read', 'i1'));
    expect(sim.given('cancel', 'i2')).to.not.equal(sim.given('cancel', 'i1'));
    cancel(sim.given('cancel', 'i1') ?? '');
    expect(bodyOf(read(sim.given('read', 'i1') ?? '')).state).to.equal('cancelled');
    expect(sim.given('create', 'i1')).to.equal(undefined);
    expect(sim.given('nothing', 'i1')).to.equal(undefined);
  });

  it('a given resource needs no maker in the catalogue, nor a journey', () => {
    const { create: _, ...operations } = replaying.operations;
    const orphan = rig('', { main: 'read', provider: { ...replaying, operations } });
    const order = orphan.sim.given('read') ?? '';
    expect(bodyOf(orphan.read(order))).to.deep.equal({ id: order, state: 'unpaid' });
    const bare = rig('', { main: 'read', provider: { ...replaying, operations, journeys: {} } });
    const other = bare.sim.given('read') ?? '';
    expect(bodyOf(bare.read(other))).to.deep.equal({ id: other });
  });

  it('a state step sets the state and answers with it', () => {
    const { next, shop, order } = states(undefined, 'read: state:paid, ok, state:nowhere');
    expect(shop.read(order).reply).to.include({ kind: 'state', state: 'paid', summary: '200 state paid', step: 0 });
    expect([next(), next()]).to.deep.equal(['paid', 'nowhere']);
  });

  it('a state step comes before the journey, which goes on behind it', () => {
    const { next } = states(['unpaid', 'paid'], 'read: state:failed');
    expect([next(), next(), next()]).to.deep.equal(['failed', 'unpaid', 'paid']);
  });

  it('a body that has no field for the state gets none', () => {
    const cancel = Object.assign({}, replaying.operations.cancel, {
      success: { status: 200, body: { done: true }, state: 'cancelled' },
    });
    const shop = rig('', { provider: { ...replaying, operations: { ...replaying.operations, cancel } } });
    const order = shop.sim.given('cancel', 'i1') ?? '';
    expect(bodyOf(shop.cancel(order))).to.deep.equal({ done: true });
    expect(bodyOf(shop.read(order)).state).to.equal('cancelled');
  });

  it('a state step works for an operation that makes something, and for one that repeats it', () => {
    const shop = rig('state:paid, state:failed', {
      provider: { ...replaying, idempotency: { header: 'x', replays: [], onMismatch: '' } },
    });
    const headers = { x: 'k' };
    const made = shop.create({ headers });
    expect(made.reply).to.include({ summary: '201 state paid', status: 201 });
    const order = String(bodyOf(made).id);
    expect(bodyOf(shop.read(order)).state).to.equal('paid');
    expect(bodyOf(shop.create({ headers }))).to.include({ state: 'failed', id: order });
    expect(bodyOf(shop.read(order)).state).to.equal('failed');
    expect(shop.sim.ledger()).to.have.lengthOf(1);
  });

  it("a state's own fields come on the full surface, go with the state, and never come on the bare one", () => {
    const { shop, order } = states(['failed', 'paid']);
    expect(bodyOf(shop.read(order))).to.include({ state: 'failed', state_reason: 'declined' });
    expect(bodyOf(shop.read(order))).to.not.have.property('state_reason');
    const bare = rig('state:failed', { surface: 'bare' });
    expect(bodyOf(bare.create())).to.not.have.property('state_reason');
    expect(bodyOf(rig('state:failed').create())).to.have.property('state_reason', 'declined');
  });

  it('a move puts the resource where the catalogue says, and ends the journey', () => {
    const { next, shop, order } = states(['unpaid', 'unpaid', 'paid']);
    expect(next()).to.equal('unpaid');
    const cancelled = shop.cancel(order);
    expect(bodyOf(cancelled)).to.include({ id: order, state: 'cancelled' });
    expect(cancelled.reply.state).to.equal('cancelled');
    expect([next(), next()]).to.deep.equal(['cancelled', 'cancelled']);
  });

  it("an unknown resource is answered by the operation's first 404 row, read or moved", () => {
    const { read, cancel, send, sim } = rig('state:paid | read: state:paid');
    expect(told(read('nowhere'))).to.equal('404 no_order');
    expect(told(read('nowhere'))).to.equal('404 no_order');
    expect(told(cancel('nowhere'))).to.equal('404 no_cancel');
    const order = sim.given('cancel', 'i1') ?? '';
    const { authorization } = { authorization: `Basic ${btoa('k-1:s-1')}` };
    const body = JSON.stringify({ id: order, reference: 'order-1' });
    const sneaky = send({
      url: 'https://shop.sadpath.test/shops/s1/orders/x/cancel',
      headers: { authorization },
      body,
    });
    expect(told(sneaky)).to.equal('404 no_cancel');
    expect(sim.ledger()).to.deep.equal([]);
  });

  it('a provider without such a row says 404 all the same', () => {
    const errors = replaying.errors.filter(({ status }) => !status.includes(404));
    const { read } = rig('', { provider: { ...replaying, errors } });
    expect(read('nowhere').wire.status).to.equal(404);
  });

  it('a resource may be named by its marker where the path has no parameters', () => {
    const inquire = {
      ...replaying.operations.read,
      method: 'POST' as const,
      path: '/inquire',
      input: { reference: '$marker' },
      success: { status: 200, body: { paymentId: '$id', state: '$state' } },
    };
    const shop = rig('', {
      provider: { ...replaying, operations: { ...replaying.operations, inquire } },
      journey: ['paid'],
    });
    const headers = { authorization: `Basic ${btoa('k-1:s-1')}` };
    const ask = (reference: string) =>
      shop.send({ url: 'https://shop.sadpath.test/inquire', headers, body: JSON.stringify({ reference }) });
    expect(told(ask('order-1'))).to.equal('404 no_order');
    const order = bodyOf(shop.create()).id;
    const found = ask('order-1');
    expect(bodyOf(found)).to.deep.equal({ paymentId: order, state: 'paid' });
    expect(found.request.intent).to.equal('i1');
  });
});
