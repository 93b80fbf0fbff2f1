import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { bodyOf, replaying, rig } from './rig.spec.ts';

describe('a body that a step spoils', () => {
  it('says what it would have said, and the trace knows both', () => {
    const { create, sim } = rig('ok as=gzip, 400 bad_amount as=gzip');
    const [made, refused] = [create(), create({ key: 'key-2', reference: 'order-2' })];
    expect(JSON.parse(gunzipSync(made.wire.bytes ?? '').toString())).to.include({ reference: 'order-1' });
    expect(made.reply).to.include({
      status: 201,
      summary: '201 ok gzip',
      kind: 'fault',
      fault: 'gzip',
      family: 'legible',
      ambiguous: true,
      state: 'unpaid',
    });
    expect(refused.reply).to.include({
      status: 400,
      summary: '400 bad_amount gzip',
      family: 'legible',
      row: 'shop/errors/bad_amount',
    });
    expect(refused.reply).to.not.have.property('ambiguous');
    expect(sim.ledger()).to.have.length(1);
  });

  it('names its place', () => {
    const { create } = rig('400 bad_amount as=wrong-type@2');
    const { wire, reply } = create();
    expect(reply.summary).to.equal('400 bad_amount wrong-type@2');
    expect(JSON.parse(wire.body)).to.have.nested.property('errors[0].code', 10);
    // Nobody can tell the code of a body that holds none; in another spelling it is still there.
    expect(reply.codes).to.deep.equal([]);
    expect(rig('400 bad_amount as=code-case').create().reply.codes).to.deep.equal(['bad_amount']);
  });

  it('is that of a replay, too', () => {
    const { create } = rig('ok as=bom ×2');
    const [first, again] = [create(), create()];
    expect(again.wire).to.deep.equal(first.wire);
    expect(again.reply).to.include({ kind: 'fault', replayed: true, ambiguous: true });
    expect(create().wire.body).to.equal(first.wire.body.slice(1));
  });

  it('has the codes of the error in another spelling', () => {
    const { create } = rig('400 bad_amount as=code-case, 400 bad_amount as=code-space');
    expect(bodyOf(create())).to.have.nested.property('errors[0].code', 'BAD_AMOUNT');
    expect(bodyOf(create({ key: 'key-2' }))).to.have.nested.property('errors[0].code', ' bad_amount\n');
  });

  it('has what a success would have said beside the error, and nothing was made', () => {
    const { create, sim } = rig('400 bad_amount as=both');
    const { wire } = create();
    expect(JSON.parse(wire.body)).to.include({ reference: 'order-1', state: 'unpaid' }).and.have.property('errors');
    expect(sim.ledger()).to.deep.equal([]);
  });

  it('of a refused repeat that stands beside no success is the error alone', () => {
    const { create } = rig('ok, ok as=both');
    create();
    expect(bodyOf(create({ body: { reference: 'order-1', amount: 2 } }))).to.have.all.keys('errors', 'successes');
  });
});

describe('a documented error under another status', () => {
  const elsewhere = (tape: string) => rig(tape).create().reply.elsewhere;

  it('is marked as such', () => {
    expect(elsewhere('418 bad_amount')).to.equal(true);
    expect(elsewhere('200 bad_amount')).to.equal(true);
  });

  it('is none where the document names the status, or nothing of it', () => {
    for (const tape of ['400 bad_amount', '400 novel', '500', '418', 'ok'])
      expect(elsewhere(tape), tape).to.equal(undefined);
  });

  it('is told by the type as well, where no code is known', () => {
    const demand = { outcome: ['failed' as const], category: ['validation' as const], retry: ['never' as const] };
    const basis = { outcome: 'stated', category: 'stated', retry: 'stated' } as const;
    const sample = { code: 'x', type: 'odd', message: 'Odd' };
    const types = [
      { type: 'odd', status: [400], summary: 'odd', operations: '*' as const, expect: demand, basis, sample },
    ];
    const told = (tape: string) => rig(tape, { provider: { ...replaying, types } }).create().reply.elsewhere;
    expect([told('403 novel type:odd'), told('400 novel type:odd')]).to.deep.equal([true, undefined]);
  });
});
