import { extend, type Provider } from 'sadpath';
import { http } from 'sadpath/providers';
import { gocardlessErrors } from './gocardless-errors.ts';

/** The problem details of RFC 9457 are none of GoCardless' business: its errors have a shape of their own. */
const elsewhere = ['problem-details', 'unknown-problem-type'];

/** A bare status still comes in GoCardless' envelope, under the broad type that belongs to it. */
function typeOf(status: number): string {
  if (status >= 500) return 'gocardless';
  if (status === 409) return 'invalid_state';
  return status === 422 ? 'validation_failed' : 'invalid_api_usage';
}

const payment = { id: '$id', status: '$state', amount: 1000, currency: 'GBP', links: { mandate: 'MD123' } };

/**
 * As much of the GoCardless API as a payment needs: create one, find one. Requests and replies wrap the resource in its plural
 * name, so the marker stands in `payments.metadata.order_id`. The base URL is the one that the SDK goes to by default.
 */
export const gocardlessPayments: Provider = extend(http, {
  id: 'gocardless',
  title: 'GoCardless payments',
  source: { title: 'GoCardless API reference: Errors, Idempotency keys, Payments', revision: '2015-07-06' },
  origin: 'https://api.gocardless.com',
  rename: { create: 'createPayment', get: 'findPayment' },
  credentials: { token: 'sandbox_sadpath_token' },
  authentication: { scheme: 'bearer', token: 'token', error: 'access_token_not_found' },
  envelope: {
    error: {
      message: '$message',
      'documentation_url?': 'https://developer.gocardless.com/api-reference#$code',
      type: '$type',
      code: '$status',
      'request_id?': 'deadbeef-0000-4000-a000-000000000000',
      errors: [{ reason: '$code', message: '$message', 'links?': { conflicting_resource_id: '$resource' } }],
    },
  },
  envelopeType: null,
  // A repeat of a creation that went through is answered with a conflict; an error is not remembered.
  idempotency: {
    header: 'Idempotency-Key',
    replays: [],
    onMismatch: 'idempotent_creation_conflict',
    onRepeat: 'idempotent_creation_conflict',
  },
  operations: {
    createPayment: {
      method: 'POST',
      path: '/payments',
      input: {
        payments: { amount: 1000, currency: 'GBP', metadata: { order_id: '$marker' }, links: { mandate: 'MD123' } },
      },
      intentField: 'payments.metadata.order_id',
      effect: 'payment',
      journey: 'payment',
      success: { status: 201, body: { payments: { ...payment, metadata: { order_id: '$marker' } } } },
      reads: 'findPayment',
    },
    findPayment: {
      method: 'GET',
      path: '/payments/{id}',
      input: { id: '$resource' },
      given: 'a payment',
      journey: 'payment',
      // Not `$resource`: the state of a wrapped resource is told by the hole only.
      success: { status: 200, body: { payments: payment } },
      missing: 'resource_not_found',
    },
  },
  statuses: http.statuses.map(({ status, sample }) => ({
    status,
    sample: { code: 'unspecified', type: typeOf(status), message: sample?.message ?? 'An error' },
  })),
  ...gocardlessErrors,
  rules: [
    ...elsewhere.map((name) => ({ name, remove: true as const })),
    {
      name: 'idempotent-creation',
      summary: 'A creation that is repeated under its key makes nothing new: the answer names what the first one made.',
      judged: 'traffic',
      basis: 'stated',
      plays: [{ operation: 'createPayment', tape: '409 idempotent_creation_conflict after-commit ×∞' }],
    },
    {
      name: 'no-answer',
      summary: 'Without an answer nobody can know whether the payment was made; under the same key a repeat is safe.',
      judged: 'traffic',
      basis: 'stated',
      plays: [
        { operation: 'createPayment', tape: 'reset, ok' },
        { operation: 'createPayment', tape: 'reset after-commit, ok' },
        { operation: 'createPayment', tape: 'refused, ok' },
        { operation: 'createPayment', tape: 'stall ×∞' },
        { operation: 'createPayment', tape: 'stall after-commit ×∞' },
        { operation: 'findPayment', tape: 'reset ×∞' },
        { operation: 'findPayment', tape: 'reset, ok' },
        { operation: 'findPayment', tape: 'stall ×∞' },
      ],
    },
    {
      name: 'unknown-reason',
      summary: 'New reasons come up: one that a client does not know means what its type or its status means.',
      judged: 'traffic',
      basis: 'inferred',
      plays: ['createPayment', 'findPayment'].flatMap((operation) => [
        { operation, tape: '422 a_new_reason type:invalid_state ×∞' },
        { operation, tape: '400 a_new_reason type:a_new_type ×∞' },
        { operation, tape: '500 a_new_reason type:a_new_type ×∞' },
      ]),
    },
    {
      name: 'rate-limit-headers',
      summary: 'Headers of every reply tell the limit, what is left of it, and when it starts anew.',
      judged: 'by-hand',
      basis: 'stated',
      note: 'A tape cannot say RateLimit-Reset.',
    },
  ],
  journeys: {
    resource: null,
    payment: {
      resource: 'a payment',
      field: 'status',
      initial: 'pending_submission',
      states: {
        pending_customer_approval: {
          summary: 'Waiting for the customer to approve it.',
          meaning: 'open',
          basis: 'stated',
        },
        pending_submission: { summary: 'Made, and not yet sent to the banks.', meaning: 'open', basis: 'stated' },
        submitted: { summary: 'Sent to the banks.', meaning: 'open', basis: 'stated' },
        confirmed: { summary: 'Collected.', meaning: 'happened', basis: 'stated' },
        paid_out: { summary: 'Part of a payout.', meaning: 'happened', basis: 'stated' },
        cancelled: { summary: 'Called off.', meaning: 'failed', basis: 'stated' },
        customer_approval_denied: { summary: 'The customer did not approve it.', meaning: 'failed', basis: 'stated' },
        failed: { summary: 'The bank would not process it.', meaning: 'failed', basis: 'stated' },
        charged_back: { summary: 'Collected, and taken back by the customer.', meaning: 'failed', basis: 'stated' },
      },
      transitions: {
        pending_customer_approval: ['pending_submission', 'customer_approval_denied', 'cancelled'],
        pending_submission: ['submitted', 'cancelled', 'failed'],
        submitted: ['confirmed', 'failed'],
        confirmed: ['paid_out', 'charged_back', 'failed'],
        paid_out: ['charged_back', 'failed'],
        failed: ['pending_submission'],
      },
    },
  },
});
