import { expect } from 'chai';
import { renderEnvelope } from '../catalogue/envelope.ts';
import { fill } from '../catalogue/fill.ts';
import { acceptedAfterSuccess, keyHeaderOf } from '../catalogue/operation-facts.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import { rowOf } from '../catalogue/row-of.ts';
import { parseTape } from '../model/parse-tape.ts';
import { severityOf } from '../model/requirement.ts';
import { paysg } from './paysg.ts';

/** Each rule of behaviour that the document states, by its number in our notes, and the row that covers it. */
const behaviours: Record<string, string> = {
  'b1: conventional statuses': 'status-tells-success',
  'b1b: the same, once more': 'status-tells-success',
  'b2: a status and a JSON body': 'error-body',
  'b3: what 4XX and 5XX mean': 'status-ranges',
  'b4: exponential backoff': 'rate-limit-backoff',
  'b5: requests in conflict': 'conflicting-requests',
  'b6: a key used again': 'key-belongs-to-one-request',
  'b7: a key in use': 'key-in-progress',
  'b8: another body under a key': 'key-belongs-to-one-request',
  'b9: the code identifies': 'code-identifies',
  'b10: not all codes are listed': 'unknown-code',
  'b11: the types': 'listed-types',
  'b12: valid, and failed': 'valid-and-failed',
  'b13: the sample': 'error-body',
};

const statuses = paysg.statuses.map(({ status }) => status);
const types = paysg.types.map(({ type }) => type);
const codes = paysg.errors.map(({ code }) => code);
const rows = requirementsOf(paysg);
const row = (id: string) => {
  const found = rows.find((each) => each.id === `paysg/${id}`);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};

describe('paysg', () => {
  it('has no row for a state: the document names none', () => {
    expect(rows.filter(({ kind }) => kind === 'states')).to.deep.equal([]);
    for (const state of Object.values(paysg.journeys.payment?.states ?? {})) expect(state.source).to.equal('outside');
  });

  it('covers the 14 rules of behaviour, and has no others', () => {
    expect(Object.keys(behaviours)).to.have.lengthOf(14);
    expect(paysg.rules.map(({ name }) => name)).to.have.members([...new Set(Object.values(behaviours))]);
  });

  it('notes how each of the ten ambiguities was settled', () => {
    const notes = [...paysg.statuses, ...paysg.types, ...paysg.errors, ...paysg.rules].map(({ note = '' }) => note);
    for (const number of [1, 2, 3, 4, 5, 6, 7, 9, 10]) expect(notes.join(' ')).to.match(new RegExp(`\\(a${number}\\)`));
    // a8, one pair of code and status in all the document:
    for (const { code, basis } of paysg.errors)
      expect(basis.status, code).to.equal(code.startsWith('stripe_connect') ? 'stated' : 'inferred');
  });

  it('renders the sample of the document exactly', () => {
    const [invalid] = paysg.errors;
    const sample = {
      error: {
        type: 'invalid_request_error',
        code: 'parameter_invalid',
        message: 'Param error. Email violates validation',
      },
    };
    const error = { code: invalid?.code ?? '', message: invalid?.message ?? '', type: invalid?.types?.[0] ?? '' };
    expect(renderEnvelope(paysg.envelope, { errors: [error] }, 'bare')).to.deep.equal(sample);
    expect(renderEnvelope(paysg.envelope, { errors: [error] }, 'full')).to.deep.equal({
      error: { ...sample.error, data: { detail: 'example' } },
    });
  });

  it('says in its own words what each row is about', () => {
    for (const { id, summary } of rows) expect(summary, id).to.match(/^[A-Z].{10,}\.$/);
  });

  it('shows a row by its own sample', () => {
    for (const { status, sample } of paysg.statuses) {
      const { code = '', type = '' } = sample ?? {};
      expect(rowOf(paysg, { status, codes: [code], type })?.id).to.equal(`paysg/statuses/${status}`);
      expect(rowOf(paysg, { status, codes: [] })?.id).to.equal(`paysg/statuses/${status}`);
    }
    for (const { type, status, sample } of paysg.types)
      expect(rowOf(paysg, { status: status[0] ?? 0, codes: [sample.code], type })?.id).to.equal(`paysg/types/${type}`);
  });

  it('keeps it open whether a server error happened, and takes every sensible way on', () => {
    for (const id of [
      'statuses/500',
      'statuses/503',
      'types/api_error',
      'types/external_error',
      'errors/server_error',
    ]) {
      const { expect: accepted } = row(id);
      expect(accepted?.outcome, id).to.deep.equal(['unknown', 'retryable', 'pending']);
      expect(accepted?.category, id).to.have.members(['internal', 'unavailable']);
      expect(accepted?.retry, id).to.have.members(['backoff', 'same-key-after-wait', 'new-key', 'poll', 'never']);
    }
  });

  it('does not take 402 for a declined card', () => {
    for (const id of ['statuses/402', 'errors/stripe_connect_account_not_found_for_payment_service']) {
      expect(row(id).expect?.category, id).to.not.include('declined');
      expect(row(id).expect?.category[0], id).to.equal('conflict');
    }
  });

  it('accepts under a bare 409, or its type, whatever one of its codes accepts', () => {
    const progress = row('errors/idempotent_request_in_progress').expect;
    const mismatch = row('errors/idempotent_request_body_mismatch').expect;
    for (const id of ['statuses/409', 'types/idempotency_error']) {
      for (const part of ['outcome', 'category', 'retry'] as const)
        expect(row(id).expect?.[part], id).to.include.members([
          ...(progress?.[part] ?? []),
          ...(mismatch?.[part] ?? []),
        ]);
    }
  });

  it('tells a key in use from a key that is used up', () => {
    const progress = row('errors/idempotent_request_in_progress').expect;
    const mismatch = row('errors/idempotent_request_body_mismatch').expect;
    expect(progress?.outcome).to.not.include('failed');
    expect(progress?.retry).to.not.include('new-key');
    expect(mismatch?.outcome[0]).to.equal('failed');
    expect(mismatch?.retry).to.deep.equal(['new-key', 'never']);
  });

  it('makes a must of what the document states, and of nothing that it only recommends', () => {
    expect(severityOf(row('errors/parameter_invalid'), 'category')).to.equal('must');
    expect(severityOf(row('errors/parameter_invalid'), 'retry')).to.equal('should');
    expect(severityOf(row('statuses/429'), 'retry')).to.equal('should');
    expect(row('statuses/429').basis.retry).to.equal('stated');
  });

  it('keeps nothing under a key where validation failed or another request was in the way, and keeps a 500', () => {
    const kept = paysg.errors.filter(({ stored }) => stored !== false).map(({ code }) => code);
    expect(kept).to.deep.equal(['stripe_connect_account_not_found_for_payment_service', 'server_error']);
    const statusesKept = paysg.statuses.filter(({ stored }) => stored !== false).map(({ status }) => status);
    expect(statusesKept).to.deep.equal([402, 500, 503]);
    const typesKept = paysg.types.filter(({ stored }) => stored !== false).map(({ type }) => type);
    expect(typesKept).to.deep.equal(['api_error', 'external_error']);
    expect(paysg.idempotency?.replays).to.deep.equal(['2xx', '4xx', '5xx']);
  });

  it('makes, reads and cancels a payment as the API does', () => {
    const { createPayment: create, getPayment, cancelPayment } = paysg.operations;
    const input = fill(create?.input ?? null, { marker: 'order-7' });
    expect(input).to.deep.equal({
      paymentServiceId: 'service_sadpath',
      reference_id: 'order-7',
      amount_in_cents: 1000,
      description: 'One order',
      payer_name: 'Ada Payer',
      payer_email: 'ada@shop.example',
    });
    const holes = { id: 'pay_1', state: 'unpaid', body: input, path: {}, resource: null };
    expect(fill(create?.success.body ?? null, holes)).to.deep.equal({
      id: 'pay_1',
      reference_id: 'order-7',
      payment_url: 'https://paysg.sadpath.test/pay/pay_1',
      payment_status: 'unpaid',
      amount_in_cents: 1000,
    });
    expect(create).to.include({
      method: 'POST',
      path: '/v1/payment-services/{paymentServiceId}/payments',
      effect: 'session',
    });
    expect(create?.success.status).to.equal(201);
    const one = '/v1/payment-services/{paymentServiceId}/payments/{paymentId}';
    expect(getPayment).to.include({ method: 'GET', path: one, given: 'a payment' });
    expect(cancelPayment).to.include({ method: 'POST', path: `${one}/cancel`, effect: 'void' });
    expect(keyHeaderOf(paysg, 'cancelPayment')).to.equal('idempotency-key');
    expect(acceptedAfterSuccess(paysg, 'createPayment')).to.deep.equal(['succeeded', 'pending']);
    expect(acceptedAfterSuccess(paysg, 'cancelPayment')).to.deep.equal(['succeeded']);
    expect(paysg.authentication).to.deep.include({ scheme: 'headers', headers: { 'x-api-key': 'apiKey' } });
    expect(paysg.origin).to.equal('https://paysg.sadpath.test');
  });

  it('plays tapes that name only what exists', () => {
    for (const { name, plays = [] } of paysg.rules) {
      for (const { answer } of plays.flatMap(({ tape }) => parseTape(tape).flatMap(({ steps }) => steps))) {
        if (answer.kind !== 'error' || answer.codes.includes('some_future_code')) continue;
        expect(codes, name).to.include.members(answer.codes);
        expect(statuses, name).to.include(answer.status);
        expect([undefined, ...types], name).to.include(answer.type);
      }
    }
  });
});
