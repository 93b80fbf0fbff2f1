import { expect } from 'chai';
import { parseTape } from '../model/parse-tape.ts';
import type { Provider } from '../model/provider.ts';
import { banked } from '../providers/banked.ts';
import { paysg } from '../providers/paysg.ts';
import { bodyOf, told } from './rig.spec.ts';
import { createSimulator, type SimulatorOptions } from './simulator.ts';

/** Somebody who knows how to ask a provider of the catalogue. */
function shop(provider: Provider, main: string, tape = '', more: Partial<SimulatorOptions> = {}) {
  const intents = [{ id: 'i1', marker: 'order-1', key: 'key-1' }];
  const sim = createSimulator({
    provider,
    main,
    tape: parseTape(tape),
    surface: 'full',
    intents,
    now: () => 0,
    ...more,
  });
  let exchange = 0;
  const send = (method: string, path: string, headers: Record<string, string>, body?: object) => {
    exchange++;
    const answered = sim.answer(
      { method, url: provider.origin + path, headers, body: body ? JSON.stringify(body) : '' },
      exchange,
    );
    sim.closed(exchange);
    return answered;
  };
  return { sim, send };
}

describe('banked', () => {
  const basic = { authorization: `Basic ${Buffer.from('pk_test_sadpath:sk_test_sadpath').toString('base64')}` };
  const start = (tape?: string, more?: Partial<SimulatorOptions>) => {
    const { sim, send } = shop(banked, 'createPaymentSession', tape, more);
    const create = (key = 'key-1', amount = 1000) =>
      send(
        'POST',
        '/v2/payment_sessions',
        { ...basic, 'idempotency-key': key },
        { reference: 'order-1', amount, currency: 'GBP' },
      );
    const read = (id: string) => send('GET', `/v2/payment_sessions/${id}`, basic);
    return { sim, send, create, read };
  };

  it('makes a session and reads it through its states', () => {
    const { create, read, sim } = start('', { journey: ['pending', 'failed'] });
    const made = create();
    const { id, ...body } = bodyOf(made);
    expect(body).to.deep.equal({
      reference: 'order-1',
      state: 'awaiting_provider',
      amount: 1000,
      currency: 'GBP',
      url: `https://banked.sadpath.test/pay/${id}`,
    });
    expect(bodyOf(read(String(id))).state).to.equal('pending');
    expect(bodyOf(read(String(id)))).to.include({ state: 'failed', state_reason: 'BANK_REJECTED' });
    expect(sim.ledger()[0]).to.include({ kind: 'session', resource: id, intent: 'i1', state: 'nothing' });
  });

  it('processes a 5xx again without a duplicate', () => {
    const { create, sim } = start('500 internal after-commit ×2');
    expect([create(), create(), create(), create()].map(told)).to.deep.equal([
      '500 internal',
      '500 internal',
      '201 ok',
      '201 ok again',
    ]);
    expect(sim.ledger()).to.have.lengthOf(1);
  });

  it('replays a 4xx, and refuses another request under the key', () => {
    const { create } = start('422 invalid_amount');
    expect([create(), create()].map(told)).to.deep.equal(['422 invalid_amount', '422 invalid_amount again']);
    expect(told(create('key-1', 2000))).to.equal('409 invalid_idempotency_key');
  });

  it('lists several errors, each with its own field', () => {
    const { create } = start('400 invalid_amount+invalid_currency+some_future_code');
    const reply = create();
    expect(reply.reply.codes).to.deep.equal(['invalid_amount', 'invalid_currency', 'some_future_code']);
    expect(reply.reply).to.include({
      row: 'banked/errors/invalid_amount',
      summary: '400 invalid_amount invalid_currency some_future_code',
    });
    expect(bodyOf(reply).errors).to.have.lengthOf(3);
  });

  it('refuses missing credentials, and does not know an unknown session', () => {
    const { send, read } = start();
    expect(told(send('GET', '/v2/payment_sessions/x', {}))).to.equal('401 unauthorized');
    expect(read('x').wire.status).to.equal(404);
  });
});

describe('paysg', () => {
  const start = (tape?: string, more?: Partial<SimulatorOptions>) => {
    const { sim, send } = shop(paysg, 'createPayment', tape, more);
    const headers = (key?: string) => ({
      'x-api-key': 'paysg_test_sadpath',
      ...(key ? { 'idempotency-key': key } : {}),
    });
    const base = '/v1/payment-services/service_sadpath/payments';
    const create = (key = 'key-1', amount = 1000) =>
      send('POST', base, headers(key), { reference_id: 'order-1', amount_in_cents: amount });
    const cancel = (id: string, key?: string) => send('POST', `${base}/${id}/cancel`, headers(key));
    const read = (id: string) => send('GET', `${base}/${id}`, headers());
    return { sim, send, create, cancel, read };
  };

  it('replays a stored 500 for the same key; a new key is a new payment', () => {
    const { create, sim } = start('500 server_error after-commit');
    const first = create();
    const second = create();
    expect([first, second].map(told)).to.deep.equal(['500 server_error', '500 server_error again']);
    expect(second.wire).to.deep.equal(first.wire);
    expect(told(create('key-2'))).to.equal('201 ok');
    expect(sim.ledger()).to.have.lengthOf(2);
  });

  it('keeps nothing of a refused parameter: the corrected request may use the key', () => {
    const { create } = start('400 parameter_invalid');
    create('key-1', -1);
    expect(told(create())).to.equal('201 ok');
  });

  it('says that the first request is in progress, and that a body differs', () => {
    const { sim, create } = start();
    const open = { method: 'POST', url: `${paysg.origin}/v1/payment-services/service_sadpath/payments` };
    const headers = { 'x-api-key': 'paysg_test_sadpath', 'idempotency-key': 'key-1' };
    const body = JSON.stringify({ reference_id: 'order-1', amount_in_cents: 1000 });
    sim.answer({ ...open, headers, body }, 77);
    expect(told(create())).to.equal('409 idempotent_request_in_progress');
    sim.closed(77);
    expect(told(create())).to.equal('201 ok again');
    expect(told(create('key-1', 2000))).to.equal('409 idempotent_request_body_mismatch');
  });

  it('cancels what exists, once', () => {
    const { sim, cancel, read } = start();
    const id = sim.given('cancelPayment', 'i1') ?? '';
    expect(bodyOf(read(id)).payment_status).to.equal('unpaid');
    expect(bodyOf(cancel(id, 'c-1'))).to.include({ id, reference_id: 'order-1', payment_status: 'cancelled' });
    expect(told(cancel(id, 'c-1'))).to.equal('200 ok again');
    expect(told(cancel('elsewhere'))).to.equal('404 payment_not_found');
    expect(sim.ledger()).to.deep.equal([
      { at: 0, kind: 'void', resource: id, intent: 'i1', exchange: 2, state: 'final' },
    ]);
  });

  it('writes its envelope: type, code, message, and data where the surface is full', () => {
    const error = (surface: 'full' | 'bare', tape: string) => bodyOf(start(tape, { surface }).create()).error;
    expect(error('bare', '400 parameter_invalid')).to.have.all.keys('type', 'code', 'message');
    expect(error('full', '400 parameter_invalid')).to.have.all.keys('type', 'code', 'message', 'data');
    expect(error('full', '500 type:external_error')).to.include({ type: 'external_error' });
    expect(error('full', '409 some_future_code type:idempotency_error')).to.include({
      type: 'idempotency_error',
      code: 'some_future_code',
    });
    expect(error('full', '500 some_future_code')).to.include({ type: 'api_error' });
    expect(error('full', '418')).to.include({ code: 'undocumented_error' });
  });

  it('names the row that a reply shows', () => {
    const row = (tape: string) => start(tape).create().reply.row;
    expect(row('500 server_error')).to.equal('paysg/errors/server_error');
    expect(row('503')).to.equal('paysg/statuses/503');
    expect(row('500 type:external_error')).to.equal('paysg/types/external_error');
    expect(row('500 some_future_code')).to.equal(undefined);
    expect(row('ok')).to.equal(undefined);
  });
});

describe('every documented error of both', () => {
  for (const [provider, main] of [
    [banked, 'createPaymentSession'],
    [paysg, 'createPayment'],
  ] as const)
    for (const { code, status, message } of provider.errors)
      it(`${provider.id} ${code}`, () => {
        const { sim } = shop(provider, main, `${status[0]} ${code}`);
        const [method, path] = [
          'POST',
          provider.operations[main]?.path.replace('{paymentServiceId}', 'service_sadpath'),
        ];
        const authorization = `Basic ${Buffer.from('pk_test_sadpath:sk_test_sadpath').toString('base64')}`;
        const headers = { authorization, 'x-api-key': 'paysg_test_sadpath' };
        const { reply, wire } = sim.answer({ method, url: provider.origin + path, headers, body: '{}' }, 1);
        expect(reply).to.deep.include({
          codes: [code],
          message,
          status: status[0],
          row: `${provider.id}/errors/${code}`,
        });
        expect(wire.body).to.contain(JSON.stringify(code));
      });
});
