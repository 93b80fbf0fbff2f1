import { defineProvider } from '../catalogue/define-provider.ts';
import type { Provider } from '../model/provider.ts';
import { useepayErrors } from './useepay-errors.ts';
import { useepayOperations, useepayPaymentIntent } from './useepay-operations.ts';
import { useepayRules } from './useepay-rules.ts';
import { useepayStatuses } from './useepay-statuses.ts';

/**
 * UseePay payment intents and refunds: rows from its page on errors. Paths, bodies, credentials and states are not in that
 * document; they come from its other public pages, or are assumed.
 *
 * No page speaks of idempotency, so the catalogue has none: a repeat is a second order here. Whoever knows that a repeated
 * `merchant_order_id` is shown the first object says so with `extend`.
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
    error: 'unauthorized',
  },
  envelope: { 'code?': '$code', 'source?': '$parameter', 'message?': '$message' },
  operations: useepayOperations,
  statuses: useepayStatuses,
  errors: useepayErrors,
  rules: useepayRules,
  journeys: { paymentIntent: useepayPaymentIntent },
});
