import type { ErrorRow } from '../model/provider.ts';

/*
 * The document gives no HTTP status: the ones here are read into it (a1 to a12 below are the places where it can be read in
 * more than one way). Outside of it Banked says that it replays 2xx and 4xx under a key for 30 days, and processes a 5xx again.
 */

const create = ['createPaymentSession'];

/** A field of the request is refused: nothing was made, and the same request will be refused again. */
function refused(code: string, what: string, parameter: string, more: Partial<ErrorRow> = {}): ErrorRow {
  return {
    code,
    status: [400, 422],
    message: `The ${what} is not valid`,
    parameter,
    summary: `The ${what} of the request is refused.`,
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: create,
    ...more,
  };
}

/** The 29 codes of the document, in its order. */
export const bankedErrors: ErrorRow[] = [
  {
    code: 'invalid_action',
    status: [409, 422, 400],
    message: 'The action cannot be taken in the present state of the payment session',
    parameter: 'actions[0]',
    summary: 'What was asked for does not fit the state that the payment session is in.',
    expect: { outcome: ['failed', 'unknown'], category: ['conflict', 'validation'], retry: ['never', 'poll'] },
    basis: { status: 'inferred', outcome: 'inferred', category: 'inferred', retry: 'inferred' },
    operations: create,
    note: 'An action failed: the session itself may exist, and `successes` may say so, or be left out (a1).',
  },
  {
    code: 'unauthorized',
    status: [401],
    message: 'The credentials are missing or not valid',
    parameter: 'credentials',
    summary: 'The request has no credentials, or wrong ones.',
    expect: { outcome: ['failed'], category: ['authentication'], retry: ['never', 'after-refresh'] },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    stored: false,
  },
  refused('bad_request', 'request', 'request', {
    status: [400],
    summary: 'The request is broken in its form, or something in it is not valid.',
    expect: { outcome: ['failed'], category: ['validation', 'malformed'], retry: ['never'] },
    operations: '*',
    note: 'Not told apart from invalid_request (a4). A client may keep the word malformed for it: the document uses it.',
  }),
  refused('invalid_error_url', 'error URL', 'error_url'),
  refused('invalid_success_url', 'success URL', 'success_url'),
  refused('invalid_reference', 'reference', 'reference'),
  refused('invalid_description', 'description', 'description'),
  refused('invalid_request', 'request', 'request', {
    summary: 'The request is not valid or broken in its form; source and title say where.',
    expect: { outcome: ['failed'], category: ['validation', 'malformed'], retry: ['never'] },
    operations: '*',
    note: 'Not told apart from bad_request (a4).',
  }),
  refused('invalid', 'request', 'request', {
    summary: 'Much the same as invalid_request.',
    expect: { outcome: ['failed'], category: ['validation', 'malformed'], retry: ['never'] },
    operations: '*',
    note: '"Similar" is all that is said of the difference (a4).',
  }),
  refused('invalid_payee_account_identifier', 'account identifier of the payee', 'payee.account_number'),
  refused('invalid_payer_email', 'email of the payer', 'payer.email'),
  refused('invalid_amount', 'amount', 'amount'),
  refused('invalid_currency', 'currency', 'currency'),
  refused('invalid_line_items.amount_cents', 'amount_cents of a line item', 'line_items[0].amount_cents', {
    note: 'The dot is part of the code (a3).',
  }),
  refused('missing_amount_or_line_items', 'amount', 'amount', {
    message: 'Either an amount or line items must be given',
    summary: 'Neither an amount nor line items were given; one of them has to be.',
  }),
  refused('missing_currency_or_line_items', 'currency', 'currency', {
    message: 'Either a currency or line items must be given',
    summary: 'Neither a currency nor line items were given; one of them has to be.',
  }),
  refused('invalid_amount_cents', 'amount_cents', 'amount_cents', {
    note: 'How it differs from invalid_amount is not said (a3).',
  }),
  refused('invalid_bank_account', 'bank account', 'payee', {
    message: 'This bank account cannot be used for the payment',
    summary: 'Something is the matter with the Banked account that the payment should go to.',
    expect: { outcome: ['failed'], category: ['validation', 'permission', 'conflict'], retry: ['never'] },
    basis: { status: 'inferred', outcome: 'inferred', category: 'inferred', retry: 'inferred' },
    note: "The merchant's account, not the payer's: a matter of configuration, for which there are three words.",
  }),
  refused('invalid_payee_name', 'name of the payee', 'payee.name'),
  {
    code: 'not_found',
    status: [404],
    message: 'A resource that the request names does not exist',
    parameter: 'payee',
    summary: 'The request uses something (a bank account, a mandate) that does not exist, or no longer.',
    expect: { outcome: ['failed'], category: ['not_found'], retry: ['never'] },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: create,
    note: 'Which of the two codes a session gets that a body names is not said (a9); a read of a session gets the other.',
  },
  {
    code: 'session_not_found',
    status: [404],
    message: 'The payment session does not exist',
    parameter: 'id',
    summary: 'There is no such payment session, or no longer.',
    expect: { outcome: ['failed', 'unknown'], category: ['not_found'], retry: ['never', 'poll'] },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: ['getPaymentSession'],
    note: 'The reading failed; of the payment itself it says little, so `unknown` and another look are as good (a9).',
  },
  refused('invalid_payee', 'payee', 'payee'),
  refused('invalid_expiration', 'expiration date', 'expires_at', {
    note: 'Described in the same words as invalid_expiration_format (a4).',
  }),
  refused('invalid_expiration_format', 'expiration date', 'expires_at', {
    message: 'The expiration date is not in the right format',
    note: 'Described in the same words as invalid_expiration (a4).',
  }),
  refused('invalid_business', 'configuration of the business', 'business', {
    message: 'The business is not set up for this payment',
    summary: 'The business that the payment is for is not configured rightly.',
    expect: { outcome: ['failed'], category: ['permission', 'conflict', 'validation'], retry: ['never'] },
    basis: { status: 'inferred', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    note: 'Configuration is stated; there are three words for it.',
  }),
  {
    code: 'invalid_idempotency_key',
    status: [409, 400, 422],
    message: 'The idempotency key is not valid for this request',
    parameter: 'Idempotency-Key',
    summary: 'The idempotency key is refused; maybe another request has used it.',
    expect: {
      outcome: ['failed', 'unknown'],
      category: ['idempotency', 'conflict', 'validation'],
      retry: ['new-key', 'never', 'poll'],
    },
    basis: { status: 'inferred', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    operations: create,
    stored: false,
    note: 'A malformed key and a reused one get the same code (a8). A new key is safe only when nothing is open under the old one.',
  },
  {
    code: 'decoding',
    status: [400, 413],
    message: 'The body of the request cannot be decoded',
    parameter: 'body',
    summary: 'The body cannot be read: it is no JSON, perhaps, or too large.',
    expect: { outcome: ['failed'], category: ['validation', 'malformed'], retry: ['never'] },
    basis: { status: 'inferred', outcome: 'stated', category: 'inferred', retry: 'inferred' },
    operations: create,
    stored: false,
    note: 'Two causes, one code (a12). What cannot be read cannot be remembered under a key either.',
  },
  {
    code: 'internal',
    status: [500],
    message: 'An internal error occurred',
    parameter: 'request',
    summary: 'Something went wrong at Banked while it worked on the request.',
    expect: {
      outcome: ['unknown', 'retryable', 'pending'],
      category: ['internal', 'unavailable'],
      retry: ['backoff', 'same-key-after-wait', 'poll', 'never'],
    },
    basis: { status: 'inferred', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    operations: '*',
    note: 'Found elsewhere: under the same key Banked goes on where it failed, so a resend makes no second session.',
  },
  {
    code: 'method_not_allowed',
    status: [405],
    message: 'The method is not allowed here',
    parameter: 'method',
    summary: 'The endpoint does not take this HTTP method.',
    expect: { outcome: ['failed'], category: ['validation', 'not_found'], retry: ['never'] },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    stored: false,
  },
];
