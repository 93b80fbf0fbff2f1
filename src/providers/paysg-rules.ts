import type { RuleRow } from '../model/provider.ts';

const create = 'createPayment';
const get = 'getPayment';

/** What the document says beside its statuses, types and codes. */
export const paysgRules: RuleRow[] = [
  {
    name: 'status-tells-success',
    summary: 'The HTTP status tells whether a request succeeded, in the usual sense of its numbers.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: create, tape: '400 parameter_invalid' },
      { operation: get, tape: '404 payment_not_found' },
    ],
  },
  {
    name: 'status-ranges',
    summary: 'From 400 on the cause lies in what was sent, from 500 on it lies with PaySG.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Played with statuses that have no row of their own.',
    plays: [
      { operation: create, tape: '422 some_future_code' },
      { operation: create, tape: '502 some_future_code' },
      { operation: get, tape: '422 some_future_code' },
      { operation: get, tape: '502 some_future_code' },
    ],
  },
  {
    name: 'error-body',
    summary:
      'An error comes with its status and a JSON body: one nested error with type, code and message, and sometimes data.',
    judged: 'traffic',
    basis: 'stated',
    note: 'data is optional and may hold anything (a10). Type and code are in snake_case, whatever the document calls it (a9).',
    plays: [
      { operation: create, tape: '400 parameter_invalid' },
      { operation: create, tape: '500 server_error' },
      { operation: get, tape: '403 user_forbidden' },
    ],
  },
  {
    name: 'code-identifies',
    summary: 'The code tells which error it is, more exactly than status and type.',
    judged: 'traffic',
    basis: 'stated',
    force: 'advises',
    plays: [
      { operation: create, tape: '409 idempotent_request_in_progress' },
      { operation: create, tape: '409 idempotent_request_body_mismatch' },
      { operation: create, tape: '404 payment_service_not_found' },
      { operation: get, tape: '401 api_key_expired' },
    ],
  },
  {
    name: 'unknown-code',
    summary: 'The list of codes is not complete: a code that is not on it is an error all the same.',
    judged: 'traffic',
    basis: 'stated',
    note: 'The list of types does not say that of itself (a7).',
    plays: [
      { operation: create, tape: '400 some_future_code' },
      { operation: create, tape: '500 some_future_code' },
      { operation: get, tape: '400 some_future_code' },
      { operation: get, tape: '500 some_future_code' },
    ],
  },
  {
    name: 'listed-types',
    summary: 'The type of an error is one of the listed ones.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: create, tape: '500 type:api_error' },
      { operation: create, tape: '503 type:external_error' },
      { operation: create, tape: '409 type:idempotency_error' },
      { operation: create, tape: '400 type:invalid_request_error' },
    ],
  },
  {
    name: 'valid-and-failed',
    summary: 'A request may fail under 402 although every parameter is right: a resource is in the wrong state.',
    judged: 'traffic',
    basis: 'stated',
    plays: [{ operation: create, tape: '402 stripe_connect_account_not_found_for_payment_service' }],
  },
  {
    name: 'rate-limit-backoff',
    summary: 'After too many requests, wait longer before each further one.',
    judged: 'traffic',
    basis: 'stated',
    force: 'advises',
    note: 'No number, no Retry-After: any growing wait will do, and giving up will too.',
    plays: [
      { operation: create, tape: '429 ×3, ok' },
      { operation: get, tape: '429 ×3, ok' },
    ],
  },
  {
    name: 'conflicting-requests',
    summary: 'Two requests get in the way of each other when they have the same idempotency key.',
    judged: 'traffic',
    basis: 'stated',
    plays: [{ operation: create, tape: '409' }],
  },
  {
    name: 'key-belongs-to-one-request',
    summary: 'An idempotency key that comes again with another endpoint, other parameters or another body is refused.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Under which code another endpoint is refused is not clear (a5).',
    plays: [
      { operation: create, tape: '409 idempotent_request_body_mismatch' },
      { operation: create, tape: '409 type:idempotency_error' },
    ],
  },
  {
    name: 'key-in-progress',
    summary: 'While the first request under an idempotency key is at work, a second one is turned away.',
    judged: 'traffic',
    basis: 'stated',
    plays: [{ operation: create, tape: '409 idempotent_request_in_progress ×2, ok' }],
  },
];
