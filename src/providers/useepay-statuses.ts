import type { Expectation, StatusRow } from '../model/provider.ts';

/*
 * a1 to a8 are the places where the document can be read in more than one way. It knows neither idempotency nor retries, so
 * every word on sending something again is ours.
 */

const success: Expectation = { outcome: ['succeeded'], category: [], retry: ['never'] };

/** The six HTTP statuses of the document, in its order. */
export const useepayStatuses: StatusRow[] = [
  {
    status: 200,
    summary: 'The request was processed, and it succeeded.',
    expect: success,
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    note: 'Shown by the success of each operation. 200 and 201 mean the same (a8).',
  },
  {
    status: 201,
    summary: 'The request was processed, and it succeeded; by the name of the status something was created.',
    expect: success,
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: ['createPaymentIntent', 'createRefund'],
    note: '200 and 201 are described in the same words (a8). Which creation answers which is not said: here all answer 200, and this row plays 201.',
  },
  {
    status: 400,
    sample: { code: 'bad_request', message: 'The request is not valid' },
    summary: 'The request lacks a parameter, is not in the right shape, or failed another test of validity.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
  },
  {
    status: 401,
    sample: { code: 'authentication_failed', message: 'The credentials are missing or not valid' },
    summary: 'The credentials of the request are missing or not valid.',
    expect: { outcome: ['failed'], category: ['authentication'], retry: ['never', 'after-refresh'] },
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    note: 'None of the four codes fits (a5): the code that its body carries is one that the list lacks.',
  },
  {
    status: 404,
    sample: { code: 'endpoint_not_found', message: 'There is nothing here' },
    summary: 'There is no such endpoint.',
    expect: { outcome: ['failed', 'unknown'], category: ['not_found'], retry: ['never', 'poll'] },
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    note: 'Documented for endpoints; a resource that is missing has neither status nor code, so it answers this too (a4). After a read, `unknown` and another look are as good.',
  },
  {
    status: 500,
    sample: { code: 'server_error', message: 'Something went wrong on our side' },
    summary: 'Something went wrong at UseePay, who ask to be told of it.',
    expect: {
      outcome: ['unknown', 'retryable', 'pending'],
      category: ['internal', 'unavailable'],
      retry: ['never', 'poll', 'backoff'],
    },
    basis: { status: 'stated', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    operations: '*',
    note: 'No code fits (a5). Nothing in the document tells a repeat from a second order: sent again blindly a creation may happen twice, so read first. A read may be sent again.',
  },
];
