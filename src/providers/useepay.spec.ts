import { expect } from 'chai';
import { renderEnvelope } from '../catalogue/envelope.ts';
import { fill } from '../catalogue/fill.ts';
import { leavesInDoubt } from '../catalogue/leaves-in-doubt.ts';
import { acceptedAfterSuccess, keyPlaceOf } from '../catalogue/operation-facts.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import { rowOf } from '../catalogue/row-of.ts';
import type { OperationFacts } from '../model/case.ts';
import { parseTape } from '../model/parse-tape.ts';
import { severityOf } from '../model/requirement.ts';
import { journeyFacts } from '../scenarios/journey-facts.ts';
import { matrix } from '../scenarios/matrix.ts';
import { webhookFacts } from '../scenarios/webhook-facts.ts';
import { wireId } from '../scenarios/wire-fact.ts';
import { createSimulator } from '../simulator/simulator.ts';
import { useepay } from './useepay.ts';

/** Each rule of behaviour that the document states, by its number in our notes, and the row that covers it. */
const behaviours: Record<string, string> = {
  'b1: conventional statuses': 'conventional-statuses',
  'b2: what 2xx, 4xx and 5xx mean': 'status-ranges',
  'b3: the fields that a body generally has': 'error-body',
  'b4: let us know': 'report-server-errors',
  'b5: hours and third parties': 'closed-or-out-of-order',
};

/** Rules that follow from the document, or are known from elsewhere. */
const further = ['exists-after-lost-reply', 'unknown-code', 'last-payment-error'];

/** Rows that no reply shows: the status under which no operation answers, and the code that 401 lacks. */

const statuses = useepay.statuses.map(({ status }) => status);
const codes = useepay.errors.filter(({ source }) => source === undefined).map(({ code }) => code);
const rows = requirementsOf(useepay);
const row = (id: string) => {
  const found = rows.find((each) => each.id === `useepay/${id}`);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};

const operations = Object.entries(useepay.operations).map(
  ([name, { effect }]): OperationFacts => ({
    name,
    main: name,
    uses: [name],
    reads: effect === undefined ? [name] : [],
    ...(effect === undefined ? {} : { effect }),
    success: ['succeeded'],
    volatile: [],
  }),
);
const whole = matrix({ client: 'c', provider: useepay, operations, off: [] });

const credentials = {
  'x-merchant-no': '500000000000001',
  'x-app-id': 'shop.example',
  'x-api-key': 'UseePay_SK_sadpath',
};

/** Somebody with the right credentials, and an order to pay. */
function shop(tape: string, main: string, provider = useepay) {
  const sim = createSimulator({
    provider,
    tape: parseTape(tape),
    main,
    surface: 'full',
    intents: [{ id: 'i1', marker: 'order-1', key: 'key-1' }],
    now: () => 0,
  });
  let exchange = 0;
  const send = (method: string, path: string, body?: object, headers: Record<string, string> = credentials) => {
    exchange++;
    const url = `${useepay.origin}/api/v1${path}`;
    const answered = sim.answer({ method, url, headers, body: body ? JSON.stringify(body) : '' }, exchange);
    sim.closed(exchange);
    return { ...answered, body: answered.wire.body === '' ? null : JSON.parse(String(answered.wire.body)) };
  };
  const order = { merchant_order_id: 'order-1', amount: 10, currency: 'USD' };
  return { sim, send, create: () => send('POST', '/payment_intents/create', order) };
}

/** What is played only to a client that waits for something, or takes events. */
const forWaits = Object.fromEntries([...journeyFacts, ...webhookFacts].map((fact) => [wireId(fact), fact.unmet]));

describe('useepay', () => {
  it('has no row for a state: the document names none', () => {
    expect(rows.filter(({ kind }) => kind === 'states')).to.deep.equal([]);
    for (const state of Object.values(useepay.journeys.paymentIntent?.states ?? {}))
      expect(state.source).to.equal('outside');
  });

  it('has every state that one of its other pages names', () => {
    const states = useepay.journeys.paymentIntent?.states ?? {};
    const meaning = (wanted: string) => Object.keys(states).filter((name) => states[name]?.meaning === wanted);
    expect(meaning('happened')).to.deep.equal(['succeeded']);
    expect(meaning('failed')).to.have.members(['cancelled', 'canceled', 'failed']);
    expect(meaning('open')).to.have.members([
      'requires_payment_method',
      'requires_customer_action',
      'requires_action',
      'requires_capture',
      'processing',
      'pending',
    ]);
  });

  it('covers the 5 rules of behaviour, and has three others', () => {
    expect(useepay.rules.map(({ name }) => name)).to.have.members([...Object.values(behaviours), ...further]);
    const byHand = useepay.rules.filter(({ judged }) => judged === 'by-hand').map(({ name }) => name);
    expect(byHand).to.deep.equal(['report-server-errors']);
    expect(severityOf(row('rules/conventional-statuses'), 'outcome')).to.equal('must');
    for (const name of ['status-ranges', ...further])
      expect(severityOf(row(`rules/${name}`), 'outcome'), name).to.equal('should');
  });

  it('notes how each of the eight ambiguities was settled', () => {
    const notes = [...useepay.statuses, ...useepay.errors, ...useepay.rules].map(({ note = '' }) => note).join(' ');
    for (let number = 1; number <= 8; number++) expect(notes).to.match(new RegExp(`\\(a${number}\\)`));
  });

  it('says in its own words what each row is about', () => {
    for (const { id, summary } of rows) expect(summary, id).to.match(/^[A-Z2].{10,}\.$/);
  });

  it('renders a flat body, with a source only where a parameter is to blame', () => {
    const error = { code: 'field_required', message: 'A mandatory field is missing', parameter: 'amount' };
    expect(renderEnvelope(useepay.envelope, { errors: [error] }, 'full')).to.deep.equal({
      code: 'field_required',
      source: 'amount',
      message: 'A mandatory field is missing',
    });
    const { code, message } = error;
    expect(renderEnvelope(useepay.envelope, { errors: [{ code, message }] }, 'full')).to.deep.equal({ code, message });
    expect(renderEnvelope(useepay.envelope, { errors: [error] }, 'bare')).to.deep.equal({ code });
    expect(useepay.envelope).to.have.all.keys('code?', 'source?', 'message?');
  });

  it('infers every status of a code and every retry, for the document gives none', () => {
    for (const { code, basis, source } of useepay.errors)
      expect([basis.status, basis.retry], code).to.deep.equal([source ? 'stated' : 'inferred', 'inferred']);
    for (const { status, basis } of useepay.statuses)
      expect([basis.status, basis.category, basis.retry], String(status)).to.deep.equal([
        'stated',
        'stated',
        'inferred',
      ]);
  });

  it('tells each failure by the kind that the document gives it', () => {
    const kinds = Object.fromEntries(
      rows.flatMap(({ id, expect: accepted }) =>
        accepted ? [[id.replace('useepay/', ''), accepted.category[0]]] : [],
      ),
    );
    expect(kinds).to.deep.equal({
      'statuses/200': undefined,
      'statuses/201': undefined,
      'statuses/400': 'validation',
      'statuses/401': 'authentication',
      'statuses/404': 'not_found',
      'statuses/500': 'internal',
      'errors/already_exists': 'conflict',
      'errors/field_required': 'validation',
      'errors/invalid_argument': 'validation',
      'errors/service_unavailable': 'unavailable',
    });
  });

  it('takes already_exists for an echo, which may be a failure, a success or a doubt', () => {
    expect(row('errors/already_exists')).to.deep.include({
      echo: true,
      operations: ['createPaymentIntent', 'createRefund'],
      expect: {
        outcome: ['failed', 'succeeded', 'unknown'],
        category: ['conflict', 'idempotency', 'validation'],
        retry: ['never', 'poll'],
      },
    });
    expect(rows.filter(({ echo }) => echo).map(({ code }) => code)).to.deep.equal(['already_exists']);
  });

  it('keeps it open whether a server error happened, and does not ask for a blind repeat', () => {
    expect(row('statuses/500').expect).to.deep.equal({
      outcome: ['unknown', 'retryable', 'pending'],
      category: ['internal', 'unavailable'],
      retry: ['never', 'poll', 'backoff'],
    });
    expect(severityOf(row('statuses/500'), 'retry')).to.equal('should');
    expect(keyPlaceOf(useepay, 'createPaymentIntent')).to.deep.equal({ body: 'merchant_order_id' });
    expect(keyPlaceOf(useepay, 'createRefund')).to.equal(undefined);
  });

  it('commits nothing where the service was not rendered', () => {
    const unavailable = row('errors/service_unavailable');
    expect(unavailable.expect && leavesInDoubt(unavailable.expect)).to.equal(false);
    expect(unavailable.expect?.retry).to.deep.equal(['backoff', 'poll', 'never']);
    const tapes = whole.scenarios.filter(({ requirement }) => requirement === unavailable.id).map(({ tape }) => tape);
    expect(tapes).to.include.members(['500 service_unavailable, ok', '503 service_unavailable ×∞']);
    expect(tapes.join()).to.not.contain('commit');
  });

  it('plays every row that traffic can show', () => {
    expect(whole.unplayed).to.deep.equal(forWaits);
    const played = new Set(whole.scenarios.map(({ requirement }) => requirement));
    const shown = rows.filter(({ judged }) => judged === 'traffic').map(({ id }) => id);
    expect([...played].filter((id) => !id.startsWith('wire/'))).to.deep.equal(shown);
  });

  it('never shows an error under the status of a success, and shows successes by themselves', () => {
    const documented = whole.scenarios.filter(({ requirement }) => !requirement.startsWith('wire/'));
    const answers = documented.flatMap(({ tape }) =>
      parseTape(tape).flatMap(({ steps }) => steps.map(({ answer }) => answer)),
    );
    const successes = answers.filter((answer) => answer.kind === 'error' && answer.status < 400);
    expect(successes).to.deep.equal([]);
    const conventional = whole.scenarios.filter(({ requirement }) => requirement.endsWith('/conventional-statuses'));
    expect(conventional.filter(({ tape }) => tape === 'ok')).to.have.lengthOf(2);
    for (const { success } of Object.values(useepay.operations)) expect(success.status).to.equal(200);
  });

  it('makes, reads, moves and refunds a payment intent as the API does', () => {
    const { createPaymentIntent: create, createRefund: refund } = useepay.operations;
    expect(fill(create?.input ?? null, { marker: 'order-7' })).to.deep.equal({
      merchant_order_id: 'order-7',
      amount: 10,
      currency: 'USD',
    });
    expect(fill(refund?.input ?? null, { marker: 'order-7', resource: 'pi_1' })).to.deep.equal({
      merchant_order_id: 'order-7',
      payment_intent_id: 'pi_1',
      amount: 10,
    });
    const { create: order, send, sim } = shop('', 'createPaymentIntent');
    const { id, ...made } = order().body;
    const shown = { merchant_order_id: 'order-1', amount: 10, currency: 'USD', last_payment_error: null };
    expect(made).to.deep.equal({ ...shown, status: 'requires_payment_method' });
    const one = `/payment_intents/${id}`;
    expect(send('GET', one).body).to.deep.equal({ id, ...made });
    expect(send('POST', `${one}/confirm`).body).to.deep.equal({ id, ...shown, status: 'pending' });
    expect(send('POST', `${one}/capture`).body).to.deep.equal({ id, ...shown, status: 'succeeded' });
    const refunded = send('POST', '/refunds/create', {
      merchant_order_id: 'order-1',
      payment_intent_id: id,
      amount: 10,
    });
    expect(refunded.wire.status).to.equal(200);
    expect(refunded.body).to.have.all.keys('id', 'status');
    expect(refunded.body.status).to.equal('succeeded');
    expect(sim.ledger().map(({ kind, intent }) => `${kind} ${intent}`)).to.deep.equal([
      'payment i1',
      'payment i1',
      'capture i1',
      'refund i1',
    ]);
  });

  it('cancels an intent', () => {
    const { create, send, sim } = shop('', 'createPaymentIntent');
    const { id } = create().body;
    expect(send('POST', `/payment_intents/${id}/cancel`).body.status).to.equal('cancelled');
    expect(sim.ledger().at(-1)).to.include({ kind: 'void', state: 'final' });
  });

  it('leaves a new or confirmed intent open, and a captured one not', () => {
    for (const name of ['createPaymentIntent', 'confirmPaymentIntent'])
      expect(acceptedAfterSuccess(useepay, name), name).to.deep.equal(['succeeded', 'pending']);
    for (const name of ['capturePaymentIntent', 'cancelPaymentIntent', 'createRefund'])
      expect(acceptedAfterSuccess(useepay, name), name).to.deep.equal(['succeeded']);
  });

  it('lets nobody in without the three headers', () => {
    const { send } = shop('', 'createPaymentIntent');
    for (const missing of Object.keys(credentials)) {
      const refused = send('GET', '/payment_intents/x', undefined, { ...credentials, [missing]: 'other' });
      expect(refused.wire.status, missing).to.equal(401);
      const { expect: accepted } = rowOf(useepay, { status: 401, codes: [refused.body.code] }) ?? {};
      expect(accepted?.category).to.deep.equal(['authentication']);
    }
    expect(send('GET', '/payment_intents/x').wire.status).to.equal(404);
    expect(useepay.credentials).to.have.all.keys('merchantNo', 'appId', 'apiKey');
  });

  it('answers 404 for an intent that is not there', () => {
    const { send } = shop('', 'retrievePaymentIntent');
    const { wire, reply } = send('GET', '/payment_intents/nobody');
    expect([wire.status, reply.row]).to.deep.equal([404, 'useepay/statuses/404']);
  });

  it('shows last_payment_error where a try went wrong, and takes it back', () => {
    const tape = 'retrievePaymentIntent: state:requires_customer_action, state:processing, state:failed';
    const { create, send } = shop(tape, 'createPaymentIntent');
    const { id } = create().body;
    const read = () => send('GET', `/payment_intents/${id}`).body.last_payment_error;
    expect(read()).to.have.all.keys('code', 'message');
    expect(read()).to.equal(null);
    expect(read()).to.have.all.keys('code', 'decline_code', 'message');
  });

  it('takes a repeat for the same payment: shows the first object, or says that it exists already', () => {
    const [other] = useepay.otherReadings ?? [];
    if (!other) throw new Error('there is one reading only');
    for (const [provider, second] of [
      [useepay, '200 ok again'],
      [{ ...useepay, idempotency: other }, '400 already_exists'],
    ] as const) {
      for (const tape of ['', 'reset after-commit', '500 after-commit', 'empty 502 after-commit']) {
        const { create, sim } = shop(tape, 'createPaymentIntent', provider);
        create();
        const { reply } = create();
        // What went wrong the first time is no record: there the object is shown as it is.
        const kept = !tape.startsWith('500');
        const expected = second.startsWith('200') && !kept ? '200 ok' : second;
        expect(`${reply.summary}${reply.replayed ? ' again' : ''}`, tape).to.equal(expected);
        expect(sim.ledger(), tape).to.have.lengthOf(1);
      }
    }
  });

  it('has another order id for another payment, in both readings', () => {
    for (const idempotency of [useepay.idempotency, ...(useepay.otherReadings ?? [])]) {
      const { send, sim } = shop('', 'createPaymentIntent', { ...useepay, ...(idempotency ? { idempotency } : {}) });
      for (const merchant_order_id of ['a', 'b']) {
        send('POST', '/payment_intents/create', { merchant_order_id, amount: 10, currency: 'USD' });
      }
      expect(sim.ledger()).to.have.lengthOf(2);
    }
  });

  it('plays tapes that name only what exists', () => {
    const states = Object.keys(useepay.journeys.paymentIntent?.states ?? {});
    for (const { name, plays = [] } of useepay.rules) {
      for (const { answer } of plays.flatMap(({ tape }) => parseTape(tape).flatMap(({ steps }) => steps))) {
        if (answer.kind === 'state') expect(states, name).to.include(answer.state);
        if (answer.kind === 'error' && !['unknown-code', 'status-ranges'].includes(name)) {
          expect(codes, name).to.include.members(answer.codes);
          expect([...statuses, 503], name).to.include(answer.status);
        }
      }
    }
  });
});
