import { defineProvider } from '../catalogue/define-provider.ts';
import type { Provider } from '../model/provider.ts';
import { useepayErrors } from './useepay-errors.ts';
import { useepayOperations, useepayPaymentIntent, useepayWebhooks } from './useepay-operations.ts';
import { useepayRules } from './useepay-rules.ts';
import { useepayStatuses } from './useepay-statuses.ts';

/**
 * UseePay payment intents and refunds: rows from its page on errors. Paths, bodies, credentials and states are not in that
 * document; they come from its other public pages, or are assumed.
 *
 * No page speaks of idempotency. A `merchant_order_id` that comes again is shown the first object, or refused as existing
 * already: both readings are played.
 */
export const useepay: Provider = defineProvider({
  id: 'useepay',
  title: 'UseePay payment intents',
  source: { title: 'Errors', revision: 'sha256 912d47e7b547' },
  origin: 'https://useepay.sadpath.test',
  credentials: { merchantNo: '500000000000001', appId: 'shop.example', apiKey: 'UseePay_SK_sadpath' },
  publicCredentials: ['merchantNo', 'appId'],
  authentication: {
    scheme: 'headers',
    headers: { 'x-merchant-no': 'merchantNo', 'x-app-id': 'appId', 'x-api-key': 'apiKey' },
  },
  envelope: { 'code?': '$code', 'source?': '$parameter', 'message?': '$message' },
  idempotency: { body: true, replays: ['2xx'], onMismatch: 'already_exists' },
  otherReadings: [{ body: true, replays: [], onMismatch: 'already_exists', onRepeat: 'already_exists' }],
  operations: useepayOperations,
  statuses: useepayStatuses,
  errors: useepayErrors,
  rules: useepayRules,
  journeys: { paymentIntent: useepayPaymentIntent },
  webhooks: useepayWebhooks,
});
