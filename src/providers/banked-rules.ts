import type { RuleRow } from '../model/provider.ts';

const create = 'createPaymentSession';
const get = 'getPaymentSession';

/** What the document says beside its codes. */
export const bankedRules: RuleRow[] = [
  {
    name: 'two-kinds-of-errors',
    summary: 'A payment fails in two ways: at once, in the reply to a request, or later, while it is processed.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: create, tape: '400 bad_request' },
      { operation: get, tape: 'state:failed ×∞' },
    ],
  },
  {
    name: 'consistent-format',
    summary: 'Every error reply has the same shape: a list of errors.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: create, tape: '401 unauthorized' },
      { operation: create, tape: '400 invalid_amount' },
      { operation: get, tape: '404 session_not_found' },
      { operation: get, tape: '500 internal' },
    ],
  },
  {
    name: 'several-errors',
    summary: 'The list holds everything that went wrong with the request, not only the first thing.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Nothing says which error comes first or counts most (a5): the errors of one reply are of one kind here, and any of their codes will do.',
    plays: [
      { operation: create, tape: '400 invalid_amount+invalid_currency' },
      { operation: create, tape: '422 invalid_payee_name+invalid_payer_email+invalid_reference' },
    ],
  },
  {
    name: 'error-source',
    summary:
      'The source of an error is the field that caused it, written as a path perhaps, or a description in words.',
    judged: 'traffic',
    basis: 'stated',
    note: 'The sample shows an object with one parameter, the words allow for more (a2): the object is kept, what it holds varies.',
    plays: [
      { operation: create, tape: '400 invalid_line_items.amount_cents' },
      { operation: create, tape: '401 unauthorized' },
    ],
  },
  {
    name: 'source-and-title',
    summary:
      'Of a request that is merely invalid, source and title say what is wrong with it; the title is for people to read.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: create, tape: '400 invalid_request' },
      { operation: create, tape: '400 invalid' },
    ],
  },
  {
    name: 'unknown-code',
    summary: 'A code that is not on the list is an error all the same.',
    judged: 'traffic',
    basis: 'inferred',
    note: '"Can be one of" need not be all: the list has no code for a rate limit, a missing permission or an outage (a11).',
    plays: [
      { operation: create, tape: '400 some_future_code' },
      { operation: create, tape: '500 some_future_code' },
      { operation: get, tape: '400 some_future_code' },
      { operation: get, tape: '500 some_future_code' },
    ],
  },
  {
    name: 'partial-success',
    summary: 'A session may be made although an action on it fails: the reply then lists what was done, with its id.',
    judged: 'traffic',
    basis: 'stated',
    note: 'The call failed and the session exists (a1). The sample calls the resource "payment" and the message a session (a10): the id counts.',
    plays: [{ operation: create, tape: '400 invalid_action with-successes after-commit' }],
  },
  {
    name: 'action-needs-state',
    summary: 'An action is refused when the state of the session does not allow it.',
    judged: 'traffic',
    basis: 'stated',
    plays: [{ operation: create, tape: '409 invalid_action' }],
  },
  {
    name: 'key-reused-for-another-request',
    summary: 'An idempotency key belongs to one request: with another one it is refused.',
    judged: 'traffic',
    basis: 'stated',
    note: '"Could mean": a malformed key gets the same code, and no code says that the first request is still at work (a8).',
    plays: [{ operation: create, tape: '409 invalid_idempotency_key' }],
  },
  {
    name: 'async-errors-on-the-session',
    summary: 'What goes wrong later shows on the session: in latest_error, and once it has failed in state_reason.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: get, tape: 'state:awaiting_payment_consent, state:failed ×∞' },
      { operation: get, tape: 'state:pending, state:failed ×∞' },
    ],
  },
  {
    name: 'latest-error',
    summary:
      'The field latest_error is there only after an error, changes with each new one, and is null again once it is resolved: it ends nothing.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Absent, a value or null (a6). Its shape is not documented: an object here.',
    plays: [
      { operation: get, tape: 'state:awaiting_payment_consent ×2, state:initiated, state:sent ×∞' },
      { operation: get, tape: 'state:awaiting_payment_consent ×∞' },
    ],
  },
  {
    name: 'state-reason',
    summary: 'The field state_reason says why a session is in the state failed.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Its values are not listed, nor whether another state may have one (a7): it comes with failed only, and any text may be in it.',
    plays: [{ operation: get, tape: 'state:failed ×∞' }],
  },
];
