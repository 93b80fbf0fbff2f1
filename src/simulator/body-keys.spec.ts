import { expect } from 'chai';
import { isJsonObject } from '../model/json.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Provider } from '../model/provider.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { bodyOf } from './rig.spec.ts';
import { createSimulator, type SimulatorOptions } from './simulator.ts';

const signature = 'algorithm=SHA256withRSA, keyVersion=1, signature=c2lnbmVk';
const head = { 'client-id': 'client_sadpath', 'request-time': '2030-01-01T00:00:00Z', signature };

/** Somebody who asks a provider with its keys in the body. Every exchange is over once it was answered. */
function shop(tape = '', { main = 'pay', provider = openapiPlatform, ...more }: Partial<SimulatorOptions> = {}) {
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
  const send = (operation: string, body: object, headers: Record<string, string> = head) => {
    exchange++;
    const url = `${provider.origin}${provider.operations[operation]?.path}`;
    const answered = sim.answer({ method: 'POST', url, headers, body: JSON.stringify(body) }, exchange);
    sim.closed(exchange);
    return answered;
  };
  return { sim, send, pay: (id = 'order-1', more: object = {}) => send('pay', { paymentRequestId: id, ...more }) };
}

/** Result status and code of a reply. */
function result(answered: Parameters<typeof bodyOf>[0]): string {
  const { result: shown } = bodyOf(answered);
  return isJsonObject(shown ?? null)
    ? Object.values(shown ?? {})
        .slice(0, 2)
        .join(' ')
    : 'no result';
}

describe('a key in the body', () => {
  it('is told in the trace, of operations that take one only', () => {
    const { send, pay } = shop();
    expect(pay().request).to.include({ key: 'order-1', intent: 'i1' });
    expect(send('inquiryPayment', { paymentRequestId: 'order-1' }).request).to.not.have.property('key');
    expect(pay('').request).to.not.have.property('key');
    expect(send('pay', {}).request).to.not.have.property('key');
  });

  it('makes one effect of two requests, and tells the second what the first was told', () => {
    const { sim, pay } = shop();
    const [first, second] = [pay(), pay()];
    expect(second.wire).to.deep.equal(first.wire);
    expect([first.reply.replayed, second.reply.replayed]).to.deep.equal([undefined, true]);
    expect(sim.ledger()).to.have.lengthOf(1);
  });

  it('replays a final F, whatever the tape says next', () => {
    const { sim, pay } = shop('200 RISK_REJECT, ok');
    expect([result(pay()), result(pay())]).to.deep.equal(['F RISK_REJECT', 'F RISK_REJECT']);
    expect(sim.ledger()).to.deep.equal([]);
  });

  for (const open of ['200 UNKNOWN_EXCEPTION', '200 type:U', '200 type:A', '200 type:X', '200 SYSTEM_BUSY']) {
    it(`processes a repeat after ${open} again, and holds the id all the same`, () => {
      const { sim, pay } = shop(`${open} after-commit, ok`);
      pay();
      expect(result(pay('order-1', { other: true }))).to.equal('F REPEAT_REQ_INCONSISTENT');
      const again = pay();
      expect(result(again)).to.equal('S SUCCESS');
      expect(again.reply).to.not.have.property('replayed');
      expect(sim.ledger()).to.have.lengthOf(1);
    });
  }

  it('goes by what a result row says of itself', () => {
    const results = openapiPlatform.results.map((row) => ({ ...row, stored: row.type === 'U' }));
    const told = (tape: string) => {
      const { pay } = shop(tape, { provider: { ...openapiPlatform, results } });
      return [pay(), pay()].map(result);
    };
    expect(told('200 type:U, ok')).to.deep.equal(['U SOME_OTHER_DOUBT', 'U SOME_OTHER_DOUBT']);
    expect(told('200 type:F, ok')).to.deep.equal(['F SOME_OTHER_FAILURE', 'S SUCCESS']);
  });

  it('holds the id after an uncommitted doubt too, and not after a rate limit or a refusal at the door', () => {
    const second = (tape: string) => {
      const { pay } = shop(tape);
      pay();
      return result(pay('order-1', { other: true }));
    };
    expect(second('200 UNKNOWN_EXCEPTION')).to.equal('F REPEAT_REQ_INCONSISTENT');
    expect(second('200 RISK_REJECT')).to.equal('F REPEAT_REQ_INCONSISTENT');
    expect(second('200 REQUEST_TRAFFIC_EXCEED_LIMIT')).to.equal('S SUCCESS');
    expect(second('200 INVALID_SIGNATURE')).to.equal('S SUCCESS');
  });

  it('attributes what carries an id of the client’s own making only where the caller wants one thing', () => {
    const i1 = { id: 'i1', marker: 'order-1', key: 'key-1' };
    const i2 = { id: 'i2', marker: 'order-2', key: 'key-2' };
    const intents = (id: string, known = [i1, i2]) => {
      const { sim, pay } = shop('', { intents: known });
      pay(id);
      return sim.ledger().map(({ intent }) => intent);
    };
    expect(intents('minted-by-the-client')).to.deep.equal([undefined]);
    expect(intents('key-1')).to.deep.equal(['i1']);
    expect(intents('minted-by-the-client', [i1])).to.deep.equal(['i1']);
  });

  it('finds the second payment of a client that makes up an id for each attempt', () => {
    const { sim, pay } = shop('200 UNKNOWN_EXCEPTION after-commit, ok');
    for (const id of ['minted-1', 'minted-2']) pay(id);
    expect(sim.ledger().map(({ intent }) => intent)).to.deep.equal(['i1', 'i1']);
  });
});

describe('a result status', () => {
  it('is what the envelope carries, of a row, of a bare result and of an unknown one', () => {
    expect(result(shop('200 PAYMENT_IN_PROCESS').pay())).to.equal('U PAYMENT_IN_PROCESS');
    expect(result(shop('200 type:A').pay())).to.equal('A ACCEPT');
    expect(result(shop('200 type:X').pay())).to.equal('X undocumented_error');
    expect(result(shop('200 SOME_FUTURE_CODE type:U').pay())).to.equal('U SOME_FUTURE_CODE');
  });

  it('leaves open what U, A and an unknown one leave open, though they come under 200', () => {
    const ambiguous = (tape: string) => shop(tape).pay().reply.ambiguous;
    for (const tape of ['200 type:U', '200 type:A', '200 type:X', '200 SOME_FUTURE_CODE type:U'])
      expect(ambiguous(tape), tape).to.equal(true);
    for (const tape of ['200 type:F', '200 RISK_REJECT', '200 SOME_FUTURE_CODE type:F', 'ok', '400 type:X'])
      expect(ambiguous(tape), tape).to.equal(undefined);
  });
});

describe('the head of a request', () => {
  const told = (headers: Record<string, string>, more: Partial<SimulatorOptions> = {}) =>
    result(shop('', more).send('pay', { paymentRequestId: 'order-1' }, { ...head, ...headers }));

  it('has the client that the provider knows', () => {
    expect(told({})).to.equal('S SUCCESS');
    expect(told({ 'client-id': 'somebody' })).to.equal('F INVALID_CLIENT');
  });

  it('has a signature of the right shape, whatever it says', () => {
    expect(told({ signature: 'algorithm=RSA256,keyVersion=2,signature=a%2Bb%3D' })).to.equal('S SUCCESS');
    for (const wrong of ['', 'c2lnbmVk', 'algorithm=RSA256, signature=x', `${signature} and more`, `x${signature}`])
      expect(told({ signature: wrong }), wrong).to.equal('F INVALID_SIGNATURE');
  });

  it('says when it was made, in virtual time', () => {
    const made = (time: string) => shop().send('pay', {}, { ...head, 'request-time': time }).request.madeAt;
    expect(made('2030-01-01T00:00:01Z')).to.equal(1000);
    expect(made('2030-01-01T01:00:00+02:00')).to.equal(-3_600_000);
    expect(made('yesterday')).to.equal(undefined);
  });

  it('has a time within five minutes of the virtual one', () => {
    const at = (time: string, now = 0) => told({ 'request-time': time }, { now: () => now });
    expect(at('2030-01-01T00:05:00Z')).to.equal('S SUCCESS');
    expect(at('2029-12-31T23:55:00.000Z')).to.equal('S SUCCESS');
    expect(at('2030-01-01T08:00:00+08:00')).to.equal('S SUCCESS');
    expect(at('2030-01-01T08:00:00,5+0800')).to.equal('S SUCCESS');
    expect(at('2030-01-01T08:00Z', 8 * 3_600_000)).to.equal('S SUCCESS');
    expect(at('2030-01-01T00:05:00.001Z')).to.equal('F REQUEST_TIME_INVALID');
    expect(at('2029-12-31T23:54:59.999Z')).to.equal('F REQUEST_TIME_INVALID');
    expect(at('2030-01-01T00:00:00Z', 300_001)).to.equal('F REQUEST_TIME_INVALID');
    for (const wrong of ['', '1893456000000', '2030-01-01', '2030-01-01T00:00:00', 'Tue, 01 Jan 2030 00:00:00 GMT'])
      expect(at(wrong), wrong).to.equal('F REQUEST_TIME_INVALID');
  });

  it('leaves no trace when it is refused', () => {
    const { sim, send, pay } = shop();
    send('pay', { paymentRequestId: 'order-1', first: true }, { ...head, signature: '' });
    expect(sim.ledger()).to.deep.equal([]);
    expect(result(pay())).to.equal('S SUCCESS');
  });
});

describe('resources of several kinds under one marker', () => {
  it('are found by id or marker, each by the inquiry for its kind', () => {
    const { sim, send } = shop('', { main: 'refund' });
    const paymentId = sim.given('refund', 'i1') ?? '';
    const refund = bodyOf(send('refund', { refundRequestId: 'order-1', paymentId }));
    expect(bodyOf(send('inquiryRefund', { refundRequestId: 'order-1' })).refundId).to.equal(refund.refundId);
    expect(bodyOf(send('inquiryPayment', { paymentRequestId: 'order-1' })).paymentId).to.equal(paymentId);
    expect(bodyOf(send('inquiryPayment', { paymentId })).paymentId).to.equal(paymentId);
    expect(result(send('inquiryPayment', { paymentId: String(refund.refundId) }))).to.equal('F ORDER_NOT_EXIST');
  });

  it('are missing under the code that the operation names', () => {
    const { sim, send } = shop('', { main: 'refund' });
    sim.given('refund', 'i1');
    expect(result(send('inquiryRefund', { refundRequestId: 'order-1' }))).to.equal('F REFUND_NOT_EXIST');
    for (const name of ['inquiryPayment', 'voidPayment', 'capture'])
      expect(result(send(name, { paymentId: 'nobody' })), name).to.equal('F ORDER_NOT_EXIST');
  });

  it('go through their states, with a reason where they fail', () => {
    const { sim, send } = shop('', { main: 'inquiryPayment', journey: ['PROCESSING', 'FAIL'] });
    const paymentId = sim.given('inquiryPayment', 'i1');
    const read = () => bodyOf(send('inquiryPayment', { paymentId }));
    expect(read()).to.deep.include({ paymentId, paymentStatus: 'PROCESSING' });
    expect(read()).to.deep.include({ paymentStatus: 'FAIL', paymentFailReason: 'Declined' });
  });
});

describe('the operations of the OpenAPI platform', () => {
  const answers: Record<string, (id: string) => object> = {
    pay: (paymentId) => ({ paymentId, paymentTime: '2030-01-01T00:00:00Z' }),
    refund: (refundId) => ({ refundId, refundStatus: 'SUCCESS', refundTime: '2030-01-01T00:00:00Z' }),
    voidPayment: (paymentId) => ({ paymentId }),
    capture: (paymentId) => ({ paymentId }),
    applyToken: (id) => ({
      accessToken: `access-${id}`,
      accessTokenExpiryTime: '2030-01-02T00:00:00Z',
      refreshToken: `refresh-${id}`,
    }),
    sendMessage: (messageId) => ({ messageId }),
  };
  const provider: Provider = openapiPlatform;
  for (const [name, body] of Object.entries(answers)) {
    it(`${name} has one effect under one id, and answers a repeat alike`, () => {
      const { sim, send } = shop('', { main: name });
      const paymentId = sim.given(name, 'i1');
      const field = provider.operations[name]?.intentField ?? '';
      const ask = () => send(name, { [field]: 'order-1', ...(paymentId === undefined ? {} : { paymentId }) });
      const { result: _, ...told } = bodyOf(ask());
      ask();
      const [effect, ...others] = sim.ledger();
      expect(others).to.deep.equal([]);
      expect(effect).to.include({ intent: 'i1', state: 'final', kind: provider.operations[name]?.effect });
      expect(told).to.deep.equal(body(effect?.resource ?? ''));
    });
  }
});
