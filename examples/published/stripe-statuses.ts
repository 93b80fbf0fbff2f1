import type { ProviderChanges } from 'sadpath';
import { http } from 'sadpath/providers';

type Statuses = NonNullable<ProviderChanges['statuses']>;

/** A bare status comes in Stripe's envelope all the same, under the broad type that belongs to it. */
function typeOf(status: number): string {
  if (status >= 500) return 'api_error';
  return status === 409 ? 'idempotency_error' : 'invalid_request_error';
}

/** Statuses of plain HTTP, said as Stripe says them: `unspecified` stands for a code that no document lists. */
const plain: Statuses = http.statuses.map(({ status, sample }) => ({
  status,
  sample: { code: 'unspecified', type: typeOf(status), message: sample?.message ?? 'An error' },
}));

/** What Stripe lists under "HTTP status code summary" beside those that plain HTTP has. */
export const stripeStatuses: Statuses = [
  ...plain,
  {
    status: 402,
    sample: { code: 'unspecified', type: 'card_error', message: 'Your card was not accepted.' },
    summary: 'The parameters were valid, and the request failed all the same.',
    expect: { outcome: ['failed'], category: ['declined', 'validation'], retry: ['never', 'new-key'] },
    basis: { status: 'stated', outcome: 'stated', category: 'inferred', retry: 'inferred' },
    operations: ['createPaymentIntent'],
  },
  {
    status: 424,
    sample: { code: 'unspecified', type: 'invalid_request_error', message: 'A dependency failed.' },
    summary: 'The request could not be completed, for something outside Stripe failed.',
    expect: {
      outcome: ['failed', 'unknown', 'retryable'],
      category: ['unavailable', 'internal', 'network', 'validation'],
      retry: ['never', 'backoff', 'same-key-after-wait', 'new-key', 'poll'],
    },
    basis: { status: 'stated', outcome: 'stated', category: 'inferred', retry: 'inferred' },
    operations: '*',
  },
];
