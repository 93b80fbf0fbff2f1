import { defineProvider } from '../catalogue/define-provider.ts';
import type { Provider } from '../model/provider.ts';
import { paysgErrors } from './paysg-errors.ts';
import { paysgStatuses, paysgTypes } from './paysg-rows.ts';
import { paysgRules } from './paysg-rules.ts';

const payments = '/v1/payment-services/{paymentServiceId}/payments';
const paymentServiceId = 'service_sadpath';

/**
 * PaySG payments: rows from its page on errors. Paths, bodies, states and the rest of what it does with an idempotency key are
 * not in that document; they come from its other public pages. That a cancellation takes a key, and its reply, are assumed.
 */
export const paysg: Provider = defineProvider({
  id: 'paysg',
  title: 'PaySG payments',
  source: { title: 'Errors', revision: 'sha256 033a110f1148' },
  origin: 'https://paysg.sadpath.test',
  credentials: { apiKey: 'paysg_test_sadpath', webhookSecret: 'paysg_whs_sadpath' },
  authentication: { scheme: 'headers', headers: { 'x-api-key': 'apiKey' }, error: 'authentication_required' },
  envelope: { error: { type: '$type', code: '$code', message: '$message', 'data?': '$data' } },
  idempotency: {
    header: 'Idempotency-Key',
    replays: ['2xx', '4xx', '5xx'],
    onMismatch: 'idempotent_request_body_mismatch',
    onOpen: 'idempotent_request_in_progress',
  },
  operations: {
    createPayment: {
      method: 'POST',
      path: payments,
      input: {
        paymentServiceId,
        reference_id: '$marker',
        amount_in_cents: 1000,
        description: 'One order',
        payer_name: 'Ada Payer',
        payer_email: 'ada@shop.example',
      },
      intentField: 'reference_id',
      effect: 'session',
      journey: 'payment',
      success: {
        status: 201,
        body: {
          id: '$id',
          reference_id: '$body.reference_id',
          payment_url: 'https://paysg.sadpath.test/pay/$id',
          payment_status: '$state',
          amount_in_cents: '$body.amount_in_cents',
        },
      },
      reads: 'getPayment',
    },
    getPayment: {
      method: 'GET',
      path: `${payments}/{paymentId}`,
      input: { paymentServiceId, paymentId: '$resource' },
      given: 'a payment',
      journey: 'payment',
      success: { status: 200, body: '$resource' },
    },
    cancelPayment: {
      method: 'POST',
      path: `${payments}/{paymentId}/cancel`,
      input: { paymentServiceId, paymentId: '$resource' },
      effect: 'void',
      given: 'a payment',
      journey: 'payment',
      success: { status: 200, body: '$resource', state: 'cancelled' },
      reads: 'getPayment',
    },
  },
  statuses: paysgStatuses,
  types: paysgTypes,
  errors: paysgErrors,
  rules: paysgRules,
  journeys: {
    payment: {
      resource: 'a payment',
      field: 'payment_status',
      initial: 'unpaid',
      states: {
        unpaid: { summary: 'Nobody has paid yet.', meaning: 'open', source: 'outside' },
        paid: { summary: 'The payer has paid.', meaning: 'happened', source: 'outside' },
        cancelled: { summary: 'It was cancelled before anybody paid.', meaning: 'failed', source: 'outside' },
      },
      transitions: { unpaid: ['paid', 'cancelled'] },
    },
  },
  webhooks: {
    source: 'https://guide.pay.gov.sg/webhooks/set-up; the shape of the body is assumed',
    journey: 'payment',
    events: { paid: 'payment.succeeded' },
    body: { id: '$event', type: '$type', data: '$resource' },
    signature: {
      algorithm: 'hmac-sha256',
      credential: 'webhookSecret',
      signed: '$time.$body',
      encoding: 'hex',
      headers: { 'PaySG-Signature': 't=$time, v1=$signature' },
      time: 'seconds',
    },
  },
});
