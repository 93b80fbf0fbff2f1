import { expect } from 'chai';
import { parseTape } from '../model/parse-tape.ts';
import { bodyOf, replaying, reprocessing, rig, told } from './rig.spec.ts';
import { createSimulator } from './simulator.ts';

describe('the order in which a request is answered', () => {
  describe('1. route', () => {
    it('names method, URL and the nearest route when no operation takes it, and consumes no step', () => {
      const { send, create } = rig('500 internal');
      const lost = send({ url: 'https://shop.sadpath.test/shops/s1/order?token=secret' });
      expect(lost.unmatched).to.equal(
        'no operation of shop takes POST https://shop.sadpath.test/shops/s1/order; the nearest is create, POST /shops/{shopId}/orders',
      );
      expect(lost.wire.status).to.equal(404);
      expect(lost.request).to.not.have.property('operation');
      expect(lost.reply).to.not.have.property('step');
      expect(told(create())).to.equal('500 internal');
    });

    it('comes before the credentials', () => {
      expect(rig().send({ url: 'https://shop.sadpath.test/nowhere', headers: {} }).unmatched).to.be.a('string');
    });

    it('takes steps for the track of its operation only', () => {
      const { create, cancel, read } = rig('500 internal | cancel: 400 bad_amount');
      create();
      const order = String(bodyOf(create({ key: 'other' })).id);
      expect(told(read(order))).to.equal('200 ok');
      expect(told(cancel(order))).to.equal('400 bad_amount');
      expect(told(cancel(order))).to.equal('200 ok');
    });
  });

  describe('2. credentials', () => {
    for (const [what, headers] of Object.entries({
      missing: {},
      wrong: { authorization: 'Basic eDp5' },
      'of another scheme': { authorization: 'Bearer s-1' },
    }))
      it(`${what}: the catalogue's row; no step is consumed and nothing is stored`, () => {
        const { send, create, sim } = rig('500 internal');
        const url = 'https://shop.sadpath.test/shops/s1/orders';
        const refused = send({ url, headers: { ...headers, 'idempotency-key': 'key-1' }, body: '{}' });
        expect(told(refused)).to.equal('401 unauthorized');
        expect(refused.reply).to.include({ row: 'shop/errors/unauthorized', kind: 'error' });
        expect(refused.reply).to.not.have.any.keys('step', 'ambiguous');
        expect(told(create())).to.equal('500 internal');
        expect(sim.ledger()).to.deep.equal([]);
      });

    it('are labelled by first appearance, so that no trace holds them', () => {
      const { create, send } = rig();
      expect(create().request.credentials).to.equal('credentials#1');
      const headers = { authorization: 'Basic eDp5' };
      expect(send({ url: 'https://shop.sadpath.test/shops/s1/orders', headers }).request.credentials).to.equal(
        'credentials#2',
      );
      expect(create().request.credentials).to.equal('credentials#1');
      expect(send({ headers: {} }).request).to.not.have.property('credentials');
    });

    it('may be any that were ever given out', () => {
      const fresh = `Basic ${Buffer.from('k-1_2:s-1_2').toString('base64')}`;
      const sets = [replaying.credentials];
      const { create, send } = rig('', { issued: () => sets });
      const again = () =>
        told(send({ url: 'https://shop.sadpath.test/shops/s1/orders', headers: { authorization: fresh } }));
      expect(again()).to.equal('401 unauthorized');
      sets.push({ key: 'k-1_2', secret: 's-1_2' });
      expect(again()).to.not.contain('401');
      expect(told(create())).to.equal('201 ok');
    });

    it('have no label where none of them is a secret', () => {
      const { create } = rig('', { provider: { ...replaying, publicCredentials: ['key'] } });
      expect(create().request).to.have.property('credentials');
      const open = rig('', {
        provider: {
          ...replaying,
          publicCredentials: ['key'],
          authentication: { scheme: 'headers', headers: { 'X-Key': 'key' }, error: 'unauthorized' },
        },
      });
      const { request } = open.send({ headers: { 'x-key': 'k-1' } });
      expect(request).to.not.have.property('credentials');
    });

    it('are answered by what goes with 401, where no code does', () => {
      const { error: _, ...authentication } = replaying.authentication;
      const { send } = rig('', { provider: { ...replaying, authentication } });
      const { reply, wire } = send({ url: 'https://shop.sadpath.test/shops/s1/orders', headers: {} });
      expect([wire.status, reply.kind]).to.deep.equal([401, 'error']);
    });

    it('may travel in headers of their own', () => {
      const provider = {
        ...replaying,
        authentication: { scheme: 'headers' as const, headers: { 'X-Api-Key': 'key' }, error: 'unauthorized' },
      };
      const { create } = rig('', { provider });
      expect(told(create({ headers: { 'x-api-key': 'k-1' } }))).to.equal('201 ok');
      expect(told(create({ headers: { 'x-api-key': 'k-2' } }))).to.equal('401 unauthorized');
      expect(told(create())).to.equal('401 unauthorized');
    });
  });

  describe('3. the step', () => {
    it('is one for each request, counted with repeats; after the last one the simulator answers by itself', () => {
      const { create } = rig('429 busy ×2, 500 something', { provider: reprocessing });
      const replies = [1, 2, 3, 4].map(() => create().reply);
      expect(replies.map(({ summary }) => summary)).to.deep.equal(['429 busy', '429 busy', '500 something', '201 ok']);
      expect(replies.map(({ step }) => step)).to.deep.equal([0, 1, 2, undefined]);
    });

    it('may come from two tracks of one operation, one after the other', () => {
      const { create } = rig('429 busy | create: html 502');
      expect([create(), create(), create()].map(told)).to.deep.equal(['429 busy', '502 gateway page', '201 ok']);
    });

    it('may go on for ever', () => {
      const { create } = rig('429 ×∞, ok');
      for (let turn = 0; turn < 20; turn++) expect(create().reply).to.include({ status: 429, step: turn });
    });

    it('comes no more once the tape has been ended', () => {
      const { create, read, sim } = rig('429 ×∞ | read: 500 internal');
      create();
      sim.endTape();
      expect(told(create())).to.equal('201 ok');
      expect(told(read('x'))).to.equal('404 no_order');
    });

    it('must name an operation and a fault that exist', () => {
      const make = (tape: string) => () => rig(tape);
      expect(make('nothing: ok')).to.throw(
        'Failed to play the tape\'s operation "nothing": shop has create, read, cancel, refund. Name one of these in the tape.',
      );
      expect(make('html 502 "[]"')).to.throw(
        'Failed to play the tape\'s fault "html": it writes its body itself, and the tape says "[]". Leave the text out',
      );
      expect(make('json 400 "[]"')).not.to.throw();
      expect(make('gremlin')).to.throw('Failed to play the tape\'s fault "gremlin": there are cut, ');
      expect(() => rig('ok', { main: 'gone' })).to.throw('operation "gone"');
    });
  });

  describe('4. the edge', () => {
    for (const edge of ['429 busy', 'html 502', 'empty 503', 'refused'])
      it(`${edge}: comes before the lookup, and is neither stored nor committed`, () => {
        const { create, sim } = rig(`ok, ${edge}`);
        create();
        expect(create().reply).to.not.have.property('replayed');
        expect(told(create())).to.equal('201 ok again');
        const fresh = rig(edge);
        fresh.create();
        expect(fresh.sim.ledger()).to.deep.equal([]);
        expect(told(fresh.create())).to.equal('201 ok');
        expect(sim.ledger()).to.have.lengthOf(1);
      });

    it('carries the headers that the step names, as a reply of the application does', () => {
      for (const step of ['500 internal', 'html 502', '429', 'ok']) {
        const { create } = rig(`${step} header="X-Should-Retry: false" header="x-b: 2" ra=5`);
        expect(create().wire.headers, step).to.include({ 'x-should-retry': 'false', 'x-b': '2', 'retry-after': '5' });
        expect(create().wire.headers, step).to.not.have.any.keys('x-should-retry', 'x-b');
      }
    });

    it('stores nothing: another request may come under the key', () => {
      for (const edge of ['429 busy', 'html 502']) {
        const { create } = rig(edge);
        create();
        expect(told(create({ reference: 'order-2' }))).to.equal('201 ok');
      }
    });

    it('commits behind the gateway when the step says so, and the application keeps its success', () => {
      const { create, sim } = rig('html 502 after-commit');
      const page = create();
      expect(page.wire).to.deep.include({ status: 502, headers: { 'content-type': 'text/html' } });
      expect(page.reply).to.include({ summary: '502 gateway page', kind: 'fault', fault: 'html', ambiguous: true });
      expect(page.effects).to.have.lengthOf(1);
      expect(told(create())).to.equal('201 ok again');
      expect(sim.ledger()).to.have.lengthOf(1);
    });

    it('commits nothing where the application would have refused or replayed', () => {
      for (const reference of ['order-1', 'order-2']) {
        const { create, sim } = rig('400 bad_amount, html 502 after-commit');
        create();
        create({ reference });
        expect(sim.ledger()).to.deep.equal([]);
      }
    });

    it('commits nothing that the key does not allow', () => {
      const { create, sim } = rig('ok, html 502 after-commit');
      create();
      create({ reference: 'order-2' });
      expect(sim.ledger()).to.have.lengthOf(1);
    });

    it('a refused connection reached nobody: sure, whatever the step says', () => {
      const { create, sim } = rig('refused after-commit');
      const refused = create();
      expect(refused.wire.transport).to.deep.equal({ kind: 'refused' });
      expect(refused.reply).to.include({ summary: 'connection refused', status: 0 });
      expect(refused.reply).to.not.have.property('ambiguous');
      expect(sim.ledger()).to.deep.equal([]);
    });

    it("500 and 503 in the envelope are the application's own: stored", () => {
      const { create } = rig('503 internal');
      create();
      expect(told(create())).to.equal('503 internal again');
    });
  });

  describe('5. the lookup', () => {
    it('the same request gets the stored reply, byte for byte, in place of what the step says', () => {
      const { create, sim } = rig('ok, 500 internal');
      const first = create();
      const second = create();
      expect(second.wire).to.deep.equal(first.wire);
      expect(second.reply).to.include({ replayed: true, kind: 'ok', status: 201, step: 1 });
      expect(second.reply).to.not.have.property('ambiguous');
      expect(sim.ledger()).to.have.lengthOf(1);
    });

    it('compares the value of the body, not its text', () => {
      const { create } = rig();
      create();
      expect(told(create({ body: '{ "amount": 1e3, "reference": "order-1" }' }))).to.equal('201 ok again');
      expect(told(create({ body: { reference: 'order-1', amount: 1001 } }))).to.equal('409 key_reused');
    });

    it('another endpoint under the key is another request', () => {
      const { create, cancel, sim } = rig();
      const order = String(bodyOf(create()).id);
      const refused = cancel(order, { key: 'key-1' });
      expect(told(refused)).to.equal('409 key_reused');
      expect(refused.reply.row).to.equal('shop/errors/key_reused');
      expect(sim.ledger()).to.have.lengthOf(1);
    });

    it('another path under the key is another request, the same body or none', () => {
      const { cancel, sim } = rig();
      const [first, second] = ['i1', 'i2'].map((intent) => sim.given('cancel', intent) ?? '');
      cancel(first ?? '', { key: 'k' });
      expect(told(cancel(second ?? '', { key: 'k' }))).to.equal('409 key_reused');
    });

    it('the first one still open: its own row where the catalogue has one, until the exchange is closed', () => {
      const { create, sim } = rig();
      create({ open: true });
      expect(told(create())).to.equal('409 still_open');
      expect(told(create({ reference: 'order-2' }))).to.equal('409 key_reused');
      sim.closed(1);
      expect(told(create({ open: true }))).to.equal('201 ok again');
      expect(told(create())).to.equal('409 still_open');
    });

    it('the first one still open: no matter where the catalogue has no row', () => {
      const { create, sim } = rig('stall, ok', { provider: reprocessing });
      create({ open: true });
      expect(told(create())).to.equal('201 ok');
      expect(sim.ledger()).to.have.lengthOf(1);
    });

    it('an aborted request of which nothing is kept frees its key', () => {
      const { create, sim } = rig('stall');
      create({ open: true });
      sim.closed(1);
      expect(told(create({ reference: 'order-2' }))).to.equal('201 ok');
    });

    it('asks only operations that take a key', () => {
      const { refund, sim } = rig();
      refund({ order: 'x', key: 'key-1' });
      expect(told(refund({ order: 'y', key: 'key-1' }))).to.equal('200 ok');
      expect(sim.ledger()).to.have.lengthOf(2);
    });
  });

  describe('6. the application stores as the provider does', () => {
    it('replays a stored 500 for ever where 5xx are replayed', () => {
      const { create, sim } = rig('500 internal after-commit');
      const first = create();
      const second = create();
      expect(told(second)).to.equal('500 internal again');
      expect(second.wire).to.deep.equal(first.wire);
      expect(second.reply.ambiguous).to.equal(true);
      expect(sim.ledger()).to.have.lengthOf(1);
    });

    it('processes again where they are not, and remembers the effect: success, the same resource, no second effect', () => {
      const { create, sim, read } = rig('500 internal after-commit ×2', { provider: reprocessing });
      create();
      expect(told(create())).to.equal('500 internal');
      const third = create();
      expect(told(third)).to.equal('201 ok');
      expect(third.effects).to.deep.equal([]);
      const [effect] = sim.ledger();
      expect(sim.ledger()).to.have.lengthOf(1);
      expect(bodyOf(third).id).to.equal(effect?.resource);
      expect(told(read(String(effect?.resource)))).to.equal('200 ok');
      expect(told(create())).to.equal('201 ok again');
    });

    it('still refuses another request under a key that is processed again', () => {
      const { create } = rig('500 internal', { provider: reprocessing });
      create();
      expect(told(create({ reference: 'order-2' }))).to.equal('409 key_reused');
    });

    it("a row's own `stored: false` overrules the class: the key is free for the corrected request", () => {
      const { create } = rig('400 unread, 400 bad_amount');
      create({ reference: 'order-2' });
      expect(told(create())).to.equal('400 bad_amount');
      expect(told(create())).to.equal('400 bad_amount again');
    });

    it("a row's own `stored: true` overrules it too", () => {
      const errors = reprocessing.errors.map((row) => (row.code === 'internal' ? { ...row, stored: true } : row));
      const { create } = rig('500 internal', { provider: { ...reprocessing, errors } });
      create();
      expect(told(create())).to.equal('500 internal again');
    });

    it('makes a new effect for each new key, and for each request without one: markers do not deduplicate', () => {
      const { create, sim } = rig();
      const ids = ['key-1', 'minted', undefined, undefined].map((key) => bodyOf(create({ key })).id);
      expect(new Set(ids)).to.have.lengthOf(4);
      expect(sim.ledger().map(({ intent }) => intent)).to.deep.equal(['i1', 'i1', 'i1', 'i1']);
    });
  });

  describe('7. the way back', () => {
    it('is always performed, over a replay too', () => {
      const { create } = rig('ok, reset, ok');
      create();
      const spoilt = create();
      expect(spoilt.wire.transport).to.deep.equal({ kind: 'reset' });
      expect(spoilt.reply).to.include({ summary: 'connection reset', replayed: true, ambiguous: true, fault: 'reset' });
      expect(spoilt.reply).to.include({ status: 0, kind: 'fault' });
      expect(told(create())).to.equal('201 ok again');
    });

    it('hides what the application answered', () => {
      const { create } = rig('stall after-commit');
      const lost = create();
      expect(lost.reply).to.include({ summary: 'no reply', status: 0, fault: 'stall', ambiguous: true });
      expect(lost.reply).to.not.have.any.keys('row', 'state', 'message', 'resources');
      expect(lost.effects).to.have.lengthOf(1);
      expect(told(create())).to.equal('201 ok again');
    });

    it('a lost reply with no commit stored nothing', () => {
      const { create, sim } = rig('reset');
      create();
      expect(sim.ledger()).to.deep.equal([]);
      expect(told(create())).to.equal('201 ok');
    });
  });

  it('carries Retry-After on errors and pages, and not on a replay', () => {
    const { create } = rig('429 ra=2, html 503 ra=junk, 500 internal ra=1, 500 internal ra=9');
    const shown = [1, 2, 3, 4].map(() => create());
    expect(shown.map(({ wire }) => wire.headers['retry-after'])).to.deep.equal(['2', 'junk', '1', undefined]);
    expect(shown.map(({ reply }) => reply.retryAfter)).to.deep.equal(['2', 'junk', '1', undefined]);
  });

  it('gives the same bytes for the same requests', () => {
    const run = () => {
      const { create, sim } = rig('500 internal after-commit, reset late-commit, ok', { provider: reprocessing });
      return [create(), create({ key: 'b' }), sim.commitLate(), create(), sim.ledger()];
    };
    expect(run()).to.deep.equal(run());
  });

  it('shares no state between two simulators of one provider', () => {
    const tape = parseTape('500 internal');
    const options = { provider: replaying, tape, main: 'create', surface: 'full', intents: [], now: () => 0 } as const;
    createSimulator({ ...options, intents: [] });
    expect(told(rig('500 internal').create())).to.equal('500 internal');
    expect(tape).to.deep.equal(parseTape('500 internal'));
  });
});
