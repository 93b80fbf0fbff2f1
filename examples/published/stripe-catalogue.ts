import { extend, type Provider } from 'sadpath';
import { http } from 'sadpath/providers';
import { stripeErrors } from './stripe-errors.ts';
import { stripeRules } from './stripe-rules.ts';
import { stripeStatuses } from './stripe-statuses.ts';

/**
 * As much of the Stripe API as a card payment needs: a PaymentIntent that is confirmed as it is made, and a look at it. Requests
 * are form pairs, so the marker travels as `metadata[order_id]`. The base URL is the one that the SDK goes to by default.
 */
export const stripePayments: Provider = extend(http, {
  id: 'stripe',
  title: 'Stripe PaymentIntents',
  source: {
    title: 'Stripe API reference: Errors, Idempotent requests, PaymentIntents; RFC 9110 for the other statuses',
    revision: 'stripe-node 23.1.0',
  },
  origin: 'https://api.stripe.com',
  credentials: { token: 'sk_test_sadpath' },
  rename: { create: 'createPaymentIntent', get: 'retrievePaymentIntent' },
  // `decline_code` and `payment_intent` come with some codes only; a template has no hole for what hangs on the code.
  envelope: {
    error: {
      type: '$type',
      message: '$message',
      'code?': '$code',
      'param?': '$parameter',
      'doc_url?': 'https://docs.stripe.com/error-codes',
      'request_log_url?': 'https://dashboard.stripe.com/test/logs/req_sadpath',
    },
  },
  envelopeType: 'application/json',
  // A key remembers the first answer whatever it was, 500 included; only what was turned away before it was begun is forgotten.
  idempotency: {
    replays: ['2xx', '4xx', '5xx'],
    onMismatch: 'idempotency_key_reused',
    onOpen: 'idempotency_key_in_use',
  },
  operations: {
    createPaymentIntent: {
      path: '/v1/payment_intents',
      input: {
        amount: 1000,
        currency: 'gbp',
        confirm: true,
        payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        metadata: { order_id: '$marker' },
      },
      intentField: 'metadata.order_id',
      journey: 'paymentIntent',
      success: {
        status: 200,
        body: {
          id: '$id',
          object: 'payment_intent',
          // Not of the request: in form pairs an amount is text.
          amount: 1000,
          currency: '$body.currency',
          status: '$state',
          last_payment_error: null,
          metadata: { order_id: '$body.metadata.order_id' },
        },
      },
    },
    retrievePaymentIntent: {
      path: '/v1/payment_intents/{id}',
      given: 'a payment intent',
      journey: 'paymentIntent',
      missing: 'resource_missing',
    },
  },
  statuses: stripeStatuses,
  ...stripeErrors,
  rules: stripeRules,
  journeys: {
    resource: null,
    paymentIntent: {
      resource: 'a payment intent',
      field: 'status',
      initial: 'succeeded',
      states: {
        requires_payment_method: {
          summary: 'It waits for a means of payment: at first, or because the last one was declined.',
          meaning: 'open',
          basis: 'stated',
        },
        requires_confirmation: { summary: 'It waits to be confirmed.', meaning: 'open', basis: 'stated' },
        requires_action: { summary: 'The customer has to do something first.', meaning: 'open', basis: 'stated' },
        processing: {
          summary: 'On its way; for some means of payment that takes days.',
          meaning: 'open',
          basis: 'stated',
        },
        requires_capture: { summary: 'Authorised, and not yet captured.', meaning: 'open', basis: 'stated' },
        succeeded: { summary: 'The money was taken.', meaning: 'happened', basis: 'stated' },
        canceled: { summary: 'Called off, for good.', meaning: 'failed', basis: 'stated' },
      },
      transitions: {
        requires_payment_method: ['requires_confirmation', 'requires_action', 'processing', 'canceled'],
        requires_confirmation: ['requires_action', 'processing', 'requires_capture', 'succeeded', 'canceled'],
        requires_action: ['processing', 'requires_capture', 'succeeded', 'requires_payment_method', 'canceled'],
        processing: ['succeeded', 'requires_capture', 'requires_payment_method', 'canceled'],
        requires_capture: ['succeeded', 'canceled'],
      },
    },
  },
});
