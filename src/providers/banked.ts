import { defineProvider } from '../catalogue/define-provider.ts';
import type { Provider } from '../model/provider.ts';
import { bankedErrors } from './banked-errors.ts';
import { bankedRules } from './banked-rules.ts';

/**
 * Banked payment sessions: rows from its page on payment errors, synchronous and asynchronous. Paths, bodies, the idempotency
 * header and the states other than `failed` are not in that document; they come from its other public pages.
 */
export const banked: Provider = defineProvider({
  id: 'banked',
  title: 'Banked payment sessions',
  source: { title: 'Payment errors', revision: 'sha256 780ce9c0ce60' },
  origin: 'https://banked.sadpath.test',
  credentials: { key: 'pk_test_sadpath', secret: 'sk_test_sadpath', webhookSecret: 'whs_test_sadpath' },
  publicCredentials: ['key'],
  authentication: { scheme: 'basic', username: 'key', password: 'secret', error: 'unauthorized' },
  envelope: {
    errors: [{ code: '$code', source: { parameter: '$parameter' }, title: '$message' }],
    'successes?': '$successes',
  },
  idempotency: { header: 'Idempotency-Key', replays: ['2xx', '4xx'], onMismatch: 'invalid_idempotency_key' },
  operations: {
    createPaymentSession: {
      method: 'POST',
      path: '/v2/payment_sessions',
      input: {
        reference: '$marker',
        amount: 1000,
        currency: 'GBP',
        success_url: 'https://shop.example/paid',
        error_url: 'https://shop.example/not-paid',
        payer: { email: 'ada@shop.example' },
        payee: { name: 'Example Shop', account_number: '12345678', sort_code: '010203' },
      },
      intentField: 'reference',
      effect: 'session',
      journey: 'paymentSession',
      success: {
        status: 201,
        body: {
          id: '$id',
          reference: '$body.reference',
          state: '$state',
          amount: '$body.amount',
          currency: '$body.currency',
          url: 'https://banked.sadpath.test/pay/$id',
        },
      },
      reads: 'getPaymentSession',
    },
    getPaymentSession: {
      method: 'GET',
      path: '/v2/payment_sessions/{id}',
      input: { id: '$resource' },
      given: 'a payment session',
      journey: 'paymentSession',
      success: { status: 200, body: '$resource' },
    },
  },
  errors: bankedErrors,
  rules: bankedRules,
  journeys: {
    paymentSession: {
      resource: 'a payment session',
      field: 'state',
      initial: 'awaiting_provider',
      states: {
        awaiting_provider: { summary: 'The payer has not chosen a bank yet.', meaning: 'open', source: 'outside' },
        awaiting_payment_consent: {
          summary: 'The payer has not agreed at the bank yet; an earlier try may have gone wrong.',
          meaning: 'open',
          source: 'outside',
          fields: [
            { latest_error: { code: 'BANK_REJECTED', title: 'The bank refused the payment' } },
            { latest_error: { code: 'PAYER_ACCOUNT_BLOCKED', title: 'The account of the payer is blocked' } },
          ],
        },
        initiated: {
          summary: 'The bank has been asked to pay; what went wrong before is resolved.',
          meaning: 'open',
          source: 'outside',
          fields: { latest_error: null },
        },
        pending: { summary: 'The bank has not settled it yet.', meaning: 'open', source: 'outside' },
        sent: { summary: 'The money is on its way and cannot be recalled.', meaning: 'happened', source: 'outside' },
        failed: {
          summary: 'The payment has failed while it was processed; state_reason says why.',
          meaning: 'failed',
          basis: 'stated',
          fields: {
            state_reason: 'BANK_REJECTED',
            latest_error: { code: 'BANK_REJECTED', title: 'The bank refused the payment' },
          },
        },
      },
      transitions: {
        awaiting_provider: ['awaiting_payment_consent', 'failed'],
        awaiting_payment_consent: ['initiated', 'failed'],
        initiated: ['pending', 'sent', 'failed'],
        pending: ['sent', 'failed'],
      },
      fields: ['latest_error', 'state_reason'],
    },
  },
  webhooks: {
    source: 'https://developer.banked.com/docs/verifying-webhook-signatures; the shape of the body is assumed',
    journey: 'paymentSession',
    events: { pending: 'payment_pending', sent: 'payment_sent', failed: 'payment_failed' },
    body: { id: '$event', webhook_event: '$type', data: '$resource' },
    signature: {
      algorithm: 'hmac-sha256',
      credential: 'webhookSecret',
      signed: '$time.$body',
      encoding: 'hex',
      headers: { 'banked-signature': '$time.$signature' },
      time: 'seconds',
    },
  },
});
