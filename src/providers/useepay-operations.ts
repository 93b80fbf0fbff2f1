import type { Journey } from '../model/journey.ts';
import type { Operation } from '../model/provider.ts';
import type { Webhooks } from '../model/webhooks.ts';

/* Paths, bodies and states: from UseePay's other public pages where they say, assumed elsewhere. */

const intents = '/api/v1/payment_intents';

/** Something is done to a payment intent that exists, and it is shown as it is then. */
function move(
  verb: 'confirm' | 'capture' | 'cancel',
  effect: 'payment' | 'capture' | 'void',
  state: string,
): Operation {
  return {
    method: 'POST',
    path: `${intents}/{id}/${verb}`,
    input: { id: '$resource' },
    effect,
    given: 'a payment intent',
    journey: 'paymentIntent',
    success: { status: 200, body: '$resource', state },
    reads: 'retrievePaymentIntent',
  };
}

/** Makes, reads and moves payment intents, and makes refunds. */
export const useepayOperations: Record<string, Operation> = {
  createPaymentIntent: {
    method: 'POST',
    path: `${intents}/create`,
    input: { merchant_order_id: '$marker', amount: 10, currency: 'USD' },
    intentField: 'merchant_order_id',
    effect: 'payment',
    journey: 'paymentIntent',
    success: {
      status: 200,
      body: {
        id: '$id',
        merchant_order_id: '$body.merchant_order_id',
        status: '$state',
        amount: '$body.amount',
        currency: '$body.currency',
        last_payment_error: null,
      },
    },
    reads: 'retrievePaymentIntent',
  },
  retrievePaymentIntent: {
    method: 'GET',
    path: `${intents}/{id}`,
    input: { id: '$resource' },
    given: 'a payment intent',
    journey: 'paymentIntent',
    success: { status: 200, body: '$resource' },
  },
  confirmPaymentIntent: move('confirm', 'payment', 'pending'),
  capturePaymentIntent: move('capture', 'capture', 'succeeded'),
  cancelPaymentIntent: move('cancel', 'void', 'cancelled'),
  createRefund: {
    method: 'POST',
    path: '/api/v1/refunds/create',
    input: { merchant_order_id: '$marker', payment_intent_id: '$resource', amount: 10 },
    intentField: 'merchant_order_id',
    effect: 'refund',
    keyed: false,
    given: 'a payment intent',
    success: { status: 200, body: { id: '$id', status: 'succeeded' } },
  },
};

const source = 'outside';

/** The document names no state, and the pages that do disagree: every name that one of them has is here. */
export const useepayPaymentIntent: Journey = {
  resource: 'a payment intent',
  field: 'status',
  initial: 'requires_payment_method',
  states: {
    requires_payment_method: { summary: 'Nobody has said how to pay yet.', meaning: 'open', source },
    requires_customer_action: {
      summary: 'The customer has something to do; an earlier try may have gone wrong.',
      meaning: 'open',
      source,
      fields: {
        last_payment_error: { code: 'payment_intent_authentication_failed', message: '3DS authentication failed' },
      },
    },
    requires_action: { summary: 'The customer has something to do; another word for it.', meaning: 'open', source },
    requires_capture: { summary: 'The amount is held and waits to be captured.', meaning: 'open', source },
    processing: { summary: 'It is being worked on; what went wrong before is resolved.', meaning: 'open', source },
    pending: { summary: 'It was confirmed and is being worked on.', meaning: 'open', source },
    succeeded: { summary: 'The money was taken.', meaning: 'happened', source },
    cancelled: { summary: 'It was cancelled before money moved.', meaning: 'failed', source },
    canceled: { summary: 'It was cancelled before money moved; the other spelling.', meaning: 'failed', source },
    failed: {
      summary: 'It came to nothing; last_payment_error says why.',
      meaning: 'failed',
      source,
      fields: {
        last_payment_error: {
          code: 'card_declined',
          decline_code: 'insufficient_funds',
          message: 'The card has insufficient funds',
        },
      },
    },
  },
  transitions: {
    requires_payment_method: [
      'requires_customer_action',
      'requires_action',
      'pending',
      'processing',
      'cancelled',
      'canceled',
    ],
    requires_customer_action: ['requires_capture', 'pending', 'processing', 'succeeded', 'failed', 'cancelled'],
    requires_action: ['requires_capture', 'processing', 'succeeded', 'failed', 'canceled'],
    requires_capture: ['succeeded', 'cancelled', 'canceled'],
    processing: ['requires_capture', 'succeeded', 'failed'],
    pending: ['requires_customer_action', 'requires_capture', 'succeeded', 'failed'],
  },
  fields: ['last_payment_error'],
};

/** No page says how an event is signed: a client's own `webhooks.sign` does. */
export const useepayWebhooks: Webhooks = {
  source: 'https://docs-v2.useepay.com/8106855m0, in part',
  journey: 'paymentIntent',
  events: {
    requires_customer_action: 'payment_intent.requires_customer_action',
    requires_capture: 'payment_intent.requires_capture',
    pending: 'payment_intent.pending',
    succeeded: 'payment_intent.succeeded',
    cancelled: 'payment_intent.cancelled',
    failed: 'payment_intent.failed',
  },
  body: { id: '$event', name: '$type', data: '$resource' },
};
