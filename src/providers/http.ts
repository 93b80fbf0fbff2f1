import { defineProvider } from '../catalogue/define-provider.ts';
import type { Provider } from '../model/provider.ts';
import { httpRules } from './http-rules.ts';
import { httpStatuses } from './http-statuses.ts';

/**
 * HTTP and nothing else: what any API's errors mean by RFC 9110, for a provider that has no catalogue of its own. Its two
 * operations are examples: `extend` gives them the names, paths and bodies of a real API. The errors are the problem details of RFC 9457.
 *
 * @example
 * const acme = extend(http, {
 *   id: 'acme',
 *   rename: { create: 'createCharge', get: 'getCharge' },
 *   operations: { createCharge: { path: '/v1/charges' }, getCharge: { path: '/v1/charges/{id}' } },
 * });
 */
export const http: Provider = defineProvider({
  id: 'http',
  title: 'Plain HTTP',
  source: {
    title: 'RFC 9110 HTTP Semantics, RFC 6585 (429), RFC 8470 (425), RFC 9457 (problem details)',
    revision: '2023-07',
  },
  origin: 'https://http.sadpath.test',
  credentials: { token: 'token_sadpath' },
  authentication: { scheme: 'bearer', token: 'token' },
  // An extension member, which a client has to ignore where it does not know it (RFC 9457, 3.2).
  envelope: {
    'type?': '$code',
    'title?': '$message',
    'status?': '$status',
    'detail?': '$message',
    'extension?': '$data',
  },
  envelopeType: 'application/problem+json',
  idempotency: { header: 'Idempotency-Key', replays: ['2xx'], onMismatch: 'idempotency_key_reused' },
  operations: {
    create: {
      method: 'POST',
      path: '/resources',
      input: { reference: '$marker', amount: 1000, currency: 'EUR' },
      intentField: 'reference',
      effect: 'payment',
      journey: 'resource',
      success: {
        status: 201,
        body: {
          id: '$id',
          reference: '$body.reference',
          status: '$state',
          amount: '$body.amount',
          currency: '$body.currency',
        },
      },
      reads: 'get',
    },
    get: {
      method: 'GET',
      path: '/resources/{id}',
      input: { id: '$resource' },
      given: 'a resource',
      journey: 'resource',
      success: { status: 200, body: '$resource' },
    },
  },
  statuses: httpStatuses,
  errors: [
    {
      code: 'idempotency_key_reused',
      status: [422],
      message: 'The idempotency key was used for another request',
      summary: 'The idempotency key came before, with another request.',
      expect: {
        outcome: ['failed'],
        category: ['idempotency', 'conflict', 'validation'],
        retry: ['never', 'new-key'],
      },
      basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
      operations: ['create'],
      stored: false,
      source: 'outside',
      note: 'The status is that of the IETF draft on the Idempotency-Key header; the code is made up.',
    },
  ],
  rules: httpRules,
  journeys: {
    resource: {
      resource: 'a resource',
      field: 'status',
      initial: 'done',
      states: { done: { summary: 'It was made, and that is all.', meaning: 'happened', source: 'outside' } },
      transitions: {},
    },
  },
});
