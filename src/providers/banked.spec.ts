import { expect } from 'chai';
import { renderEnvelope } from '../catalogue/envelope.ts';
import { fill } from '../catalogue/fill.ts';
import { acceptedAfterSuccess, keyHeaderOf } from '../catalogue/operation-facts.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import { rowOf } from '../catalogue/row-of.ts';
import { parseTape } from '../model/parse-tape.ts';
import { severityOf } from '../model/requirement.ts';
import { banked } from './banked.ts';

/** Each rule of behaviour that the document states, by its number in our notes, and the row that covers it. */
const behaviours: Record<string, string> = {
  'b1: two types of errors': 'two-kinds-of-errors',
  'b2: one format': 'consistent-format',
  'b3: all the errors': 'several-errors',
  'b4: what the source is': 'error-source',
  'b5: successes of a list of actions': 'partial-success',
  'b6: the id of the session that was made': 'partial-success',
  'b7: asynchronous errors, two ways': 'async-errors-on-the-session',
  'b8: on latest_error': 'async-errors-on-the-session',
  'b9: on state_reason when failed': 'state-reason',
  'b10: latest_error is updated': 'latest-error',
  'b11: latest_error goes back to null': 'latest-error',
  'b12: a key that was used': 'key-reused-for-another-request',
  'b13: an action and its state': 'action-needs-state',
  'b14: check source and title': 'source-and-title',
  'b15: synchronous errors': 'two-kinds-of-errors',
  'b16: asynchronous errors': 'two-kinds-of-errors',
  'b17: the title is for people': 'source-and-title',
};

const rows = requirementsOf(banked);
const codes = banked.errors.map(({ code }) => code);
const error = (code: string) => banked.errors.find((row) => row.code === code);

describe('banked', () => {
  it('has the one state that the document names', () => {
    const states = rows.filter(({ kind }) => kind === 'states');
    expect(states.map(({ id }) => id)).to.deep.equal(['banked/states/failed']);
    expect(banked.journeys.paymentSession?.fields).to.deep.equal(['latest_error', 'state_reason']);
    expect(banked.journeys.paymentSession?.states.failed?.fields).to.have.all.keys('latest_error', 'state_reason');
  });

  it('covers the 17 rules of behaviour', () => {
    expect(Object.keys(behaviours)).to.have.lengthOf(17);
    const rules = banked.rules.map(({ name }) => name);
    for (const rule of Object.values(behaviours)) expect(rules).to.include(rule);
    // The one further rule: "can be one of" need not be all.
    expect(rules.filter((rule) => !Object.values(behaviours).includes(rule))).to.deep.equal(['unknown-code']);
  });

  it('notes how each of the twelve ambiguities was settled', () => {
    const notes = [...banked.errors, ...banked.rules].map(({ note = '' }) => note).join(' ');
    for (let number = 1; number <= 12; number++) expect(notes).to.match(new RegExp(`\\(a${number}\\)`));
  });

  it('renders the sample of the document exactly', () => {
    const successes = [
      {
        resource_type: 'payment',
        resource_id: 'f1fde464-a8bc-4579-9f29-f21047316709',
        message: 'payment_session successfully created',
      },
    ];
    const errors = [{ code: 'error_code', parameter: 'field_name', message: 'Description of what went wrong' }];
    const sample = {
      errors: [{ code: 'error_code', source: { parameter: 'field_name' }, title: 'Description of what went wrong' }],
      successes,
    };
    expect(renderEnvelope(banked.envelope, { errors, successes }, 'full')).to.deep.equal(sample);
    expect(renderEnvelope(banked.envelope, { errors, successes }, 'bare')).to.deep.equal(sample);
  });

  it('says in its own words what each row is about', () => {
    for (const { id, summary } of rows) expect(summary, id).to.match(/^[A-Z].{10,}\.$/);
    for (const { code, message, parameter } of banked.errors) {
      expect(message, code).to.match(/^[A-Z]/);
      expect(parameter, code).to.be.a('string');
    }
  });

  it('infers every status and every retry, for the document gives none', () => {
    for (const { code, basis } of banked.errors)
      expect([code, basis.status, basis.retry]).to.deep.equal([code, 'inferred', 'inferred']);
  });

  it('never lets a refusal of a field be anything but a failure that is not repeated', () => {
    const fields = banked.errors.filter(({ code }) =>
      /^(missing|invalid)_(?!action|bank|business|idempotency)/.test(code),
    );
    expect(fields).to.have.lengthOf(17);
    for (const { code, expect: accepted, basis } of fields) {
      expect([code, accepted.outcome, accepted.category[0], accepted.retry]).to.deep.equal([
        code,
        ['failed'],
        'validation',
        ['never'],
      ]);
      expect(basis.outcome).to.equal('stated');
    }
  });

  it('keeps it open whether an internal error happened', () => {
    const internal = rowOf(banked, { status: 500, codes: ['internal'] });
    expect(internal?.expect).to.deep.equal({
      outcome: ['unknown', 'retryable', 'pending'],
      category: ['internal', 'unavailable'],
      retry: ['backoff', 'same-key-after-wait', 'poll', 'never'],
    });
    expect(internal && severityOf(internal, 'outcome')).to.equal('should');
    expect(internal && severityOf(internal, 'category')).to.equal('must');
  });

  it('takes both readings where the document leaves two', () => {
    expect(error('invalid_idempotency_key')?.expect.retry).to.include.members(['new-key', 'never']);
    expect(error('unauthorized')?.expect.retry).to.deep.equal(['never', 'after-refresh']);
    expect(error('invalid_business')?.expect.category).to.have.members(['permission', 'conflict', 'validation']);
    expect(error('session_not_found')?.expect).to.deep.include({
      outcome: ['failed', 'unknown'],
      retry: ['never', 'poll'],
    });
  });

  it('keeps no reply that comes before the key is looked at', () => {
    const unstored = banked.errors.filter(({ stored }) => stored === false).map(({ code }) => code);
    expect(unstored).to.deep.equal(['unauthorized', 'invalid_idempotency_key', 'decoding', 'method_not_allowed']);
  });

  it('tells a session that is not there from a resource that is not there', () => {
    const readable = banked.errors.filter(
      ({ status, operations }) => status.includes(404) && operations.includes('getPaymentSession'),
    );
    expect(readable.map(({ code }) => code)).to.deep.equal(['session_not_found']);
  });

  it('makes a session as the API does', () => {
    const { createPaymentSession: create } = banked.operations;
    const input = fill(create?.input ?? null, { marker: 'order-7' });
    expect(input).to.deep.equal({
      reference: 'order-7',
      amount: 1000,
      currency: 'GBP',
      success_url: 'https://shop.example/paid',
      error_url: 'https://shop.example/not-paid',
      payer: { email: 'ada@shop.example' },
      payee: { name: 'Example Shop', account_number: '12345678', sort_code: '010203' },
    });
    const holes = { id: 'ses_1', state: 'awaiting_provider', body: input, path: {}, resource: null };
    expect(fill(create?.success.body ?? null, holes)).to.deep.equal({
      id: 'ses_1',
      reference: 'order-7',
      state: 'awaiting_provider',
      amount: 1000,
      currency: 'GBP',
      url: 'https://banked.sadpath.test/pay/ses_1',
    });
    expect(keyHeaderOf(banked, 'createPaymentSession')).to.equal('idempotency-key');
    expect(acceptedAfterSuccess(banked, 'createPaymentSession')).to.deep.equal(['succeeded', 'pending']);
    expect(create).to.include({
      method: 'POST',
      path: '/v2/payment_sessions',
      intentField: 'reference',
      effect: 'session',
    });
    expect(banked.operations.getPaymentSession).to.include({ method: 'GET', path: '/v2/payment_sessions/{id}' });
    expect(banked.credentials).to.deep.equal({
      key: 'pk_test_sadpath',
      secret: 'sk_test_sadpath',
      webhookSecret: 'whs_test_sadpath',
    });
    expect(banked.origin).to.equal('https://banked.sadpath.test');
  });

  it('plays tapes that name only what exists', () => {
    for (const { name, plays = [] } of banked.rules) {
      for (const { tape } of plays) {
        for (const { answer } of parseTape(tape).flatMap(({ steps }) => steps)) {
          if (answer.kind === 'state')
            expect(banked.journeys.paymentSession?.states, name).to.have.property(answer.state);
          if (answer.kind === 'error' && name !== 'unknown-code') expect(codes, name).to.include.members(answer.codes);
        }
      }
    }
  });
});
