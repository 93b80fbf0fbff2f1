import type { ErrorRow } from '../model/provider.ts';

/*
 * The document ties no code to a status: the ones here are read into it (a2). a1 to a8 are the places where it can be read in
 * more than one way.
 */

const creates = ['createPaymentIntent', 'createRefund'];
const writes = [...creates, 'confirmPaymentIntent', 'capturePaymentIntent', 'cancelPaymentIntent'];

/** The four codes of the document, in its order, and the one that its 401 lacks. */
export const useepayErrors: ErrorRow[] = [
  {
    code: 'already_exists',
    status: [400],
    message: 'The entity already exists',
    summary: 'What the request wants to create exists already.',
    expect: {
      outcome: ['failed', 'succeeded', 'unknown'],
      category: ['conflict', 'idempotency', 'validation'],
      retry: ['never', 'poll'],
    },
    basis: { status: 'inferred', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    operations: creates,
    echo: true,
    note: 'It may be the echo of a creation whose reply was lost: then it happened. There is no 409 among the statuses (a2).',
  },
  {
    code: 'field_required',
    status: [400],
    message: 'A mandatory field is missing',
    parameter: 'amount',
    summary: 'A field that the request must have is missing.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: writes,
  },
  {
    code: 'invalid_argument',
    status: [400],
    message: 'An argument is not valid',
    parameter: 'id',
    summary: 'An argument of the request has the wrong type, or failed a test of validity.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
  },
  {
    code: 'service_unavailable',
    status: [500, 503],
    message: 'The service is currently unavailable',
    summary: 'The service is closed at this hour, or somebody that it needs is not there for the moment.',
    expect: {
      outcome: ['retryable', 'unknown', 'failed'],
      category: ['unavailable'],
      retry: ['backoff', 'poll', 'never'],
    },
    basis: { status: 'inferred', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    operations: '*',
    note: '503 is not among the documented statuses, and no other fits (a1). Hours or moments: nothing says how long to wait (a6), so giving up is as good. It says that the service was not rendered: nothing is committed.',
  },
];
