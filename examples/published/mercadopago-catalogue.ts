import { extend, type Provider, type ProviderChanges } from 'sadpath';
import { http } from 'sadpath/providers';
import { mercadopagoErrors } from './mercadopago-errors.ts';

type Statuses = NonNullable<ProviderChanges['statuses']>;

const both = ['createPayment', 'getPayment'];

function playsOf(tapes: string[], operations = both) {
  return tapes.flatMap((tape) => operations.map((operation) => ({ operation, tape })));
}

const types: Record<number, string> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'too_many_requests',
};

function typeOf(status: number): string {
  return types[status] ?? (status >= 500 ? 'internal_error' : 'bad_request');
}

/** Statuses of plain HTTP in Mercado Pago's envelope: `unspecified` stands for a number that no document lists. */
const plain: Statuses = http.statuses.map(({ status, sample }) => ({
  status,
  sample: { code: 'unspecified', type: typeOf(status), message: sample?.message ?? 'An error' },
}));

/** Those that the SDK has classes for beside these, in the words of its class comments. */
const own: Statuses = [
  {
    status: 402,
    sample: { code: 'unspecified', type: 'payment_required', message: 'The transaction failed' },
    summary: 'The transaction could not be processed.',
    expect: { outcome: ['failed'], category: ['declined', 'validation'], retry: ['never', 'new-key'] },
    basis: { status: 'stated', outcome: 'inferred', category: 'inferred', retry: 'inferred' },
    operations: ['createPayment'],
    stored: false,
  },
  {
    status: 423,
    sample: { code: 'unspecified', type: 'locked', message: 'The idempotency key is locked' },
    summary: 'Another request under the key is at work; later the same request may go through.',
    expect: {
      outcome: ['unknown', 'retryable', 'pending', 'failed'],
      category: ['idempotency', 'conflict', 'unavailable'],
      retry: ['same-key-after-wait', 'backoff', 'poll', 'never'],
    },
    basis: { status: 'stated', outcome: 'inferred', category: 'inferred', retry: 'inferred' },
    operations: ['createPayment'],
    stored: false,
  },
  {
    status: 424,
    sample: { code: 'unspecified', type: 'failed_dependency', message: 'A dependency failed' },
    summary: 'Something behind the API failed; later the same request may go through.',
    expect: {
      outcome: ['unknown', 'retryable', 'pending', 'failed'],
      category: ['unavailable', 'internal'],
      retry: ['same-key-after-wait', 'backoff', 'poll', 'never'],
    },
    basis: { status: 'stated', outcome: 'inferred', category: 'inferred', retry: 'inferred' },
    operations: ['createPayment'],
    stored: false,
  },
];

/**
 * As much of the Mercado Pago API as a card payment needs: create one, get one. The marker travels as `external_reference`. The base
 * URL is the one that the SDK goes to.
 */
export const mercadopagoPayments: Provider = extend(http, {
  id: 'mercadopago',
  title: 'Mercado Pago payments',
  source: {
    title: 'Mercado Pago API reference: Payments, Errors; RFC 9110 for the other statuses',
    revision: 'mercadopago 3.6.1',
  },
  origin: 'https://api.mercadopago.com',
  credentials: { token: 'TEST-sadpath' },
  rename: { create: 'createPayment', get: 'getPayment' },
  envelope: {
    message: '$message',
    error: '$type',
    status: '$status',
    // Its numbers are numbers on the wire; a code of a catalogue is text.
    cause: [{ code: '$code', description: '$message', 'data?': null }],
  },
  envelopeType: 'application/json',
  idempotency: { header: 'X-Idempotency-Key' },
  operations: {
    createPayment: {
      path: '/v1/payments',
      input: {
        transaction_amount: 1000,
        description: 'One order',
        payment_method_id: 'visa',
        token: 'card_token',
        installments: 1,
        external_reference: '$marker',
        payer: { email: 'payer@example.com' },
      },
      intentField: 'external_reference',
      journey: 'payment',
      success: {
        body: {
          id: '$id',
          status: '$state',
          status_detail: 'accredited',
          transaction_amount: '$body.transaction_amount',
          external_reference: '$body.external_reference',
        },
      },
    },
    getPayment: { path: '/v1/payments/{id}', given: 'a payment', journey: 'payment', missing: '2000' },
  },
  statuses: [...plain, ...own],
  ...mercadopagoErrors,
  rules: [
    { name: 'problem-details', remove: true },
    { name: 'unknown-problem-type', remove: true },
    {
      name: 'no-answer',
      summary: 'Without an answer nobody can know whether the payment was made; under the same key a repeat is safe.',
      judged: 'traffic',
      basis: 'stated',
      plays: [
        ...playsOf(['reset, ok', 'reset ×∞', 'refused ×∞', 'stall ×∞']),
        ...playsOf(['reset after-commit, ok', 'stall after-commit, ok', '500 after-commit, ok'], ['createPayment']),
      ],
    },
    {
      name: 'unknown-code',
      summary: 'New numbers come up: one that a client does not know means what its status means.',
      judged: 'traffic',
      basis: 'inferred',
      plays: playsOf(['400 9999 type:bad_request ×∞', '422 9999 type:a_new_type ×∞', '500 9999 ×∞']),
    },
  ],
  journeys: {
    resource: null,
    payment: {
      resource: 'a payment',
      field: 'status',
      fields: ['status_detail'],
      initial: 'approved',
      states: {
        pending: { summary: 'The payer has not finished it yet.', meaning: 'open', basis: 'stated' },
        in_process: { summary: 'It is being reviewed.', meaning: 'open', basis: 'stated' },
        authorized: { summary: 'Authorised, and not yet captured.', meaning: 'open', basis: 'stated' },
        approved: { summary: 'It was approved and credited.', meaning: 'happened', basis: 'stated' },
        rejected: { summary: 'It was rejected; the payer may try again.', meaning: 'failed', basis: 'stated' },
        cancelled: { summary: 'Called off, by one of the parties or by time.', meaning: 'failed', basis: 'stated' },
      },
      transitions: {
        pending: ['in_process', 'approved', 'rejected', 'cancelled'],
        in_process: ['approved', 'rejected', 'cancelled'],
        authorized: ['approved', 'cancelled'],
      },
    },
  },
});
