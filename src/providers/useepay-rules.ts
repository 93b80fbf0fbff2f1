import type { RuleRow } from '../model/provider.ts';

const create = 'createPaymentIntent';
const retrieve = 'retrievePaymentIntent';
const confirm = 'confirmPaymentIntent';

/** What the document says beside its statuses and codes, and three things that follow from it or are known from elsewhere. */
export const useepayRules: RuleRow[] = [
  {
    name: 'conventional-statuses',
    summary: 'The HTTP status tells whether a request succeeded, in the usual sense of its numbers.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: create, tape: 'ok' },
      { operation: create, tape: '400' },
      { operation: confirm, tape: '401' },
      { operation: retrieve, tape: 'ok' },
      { operation: retrieve, tape: '404' },
    ],
  },
  {
    name: 'status-ranges',
    summary: '2xx is a success; from 400 on the cause lies in what was sent, from 500 on it lies with UseePay.',
    judged: 'traffic',
    basis: 'stated',
    force: 'advises',
    note: 'Said to be typical, so it is no promise. Played with statuses that have no row of their own.',
    plays: [
      { operation: create, tape: '422 some_future_code' },
      { operation: create, tape: '502 some_future_code' },
      { operation: retrieve, tape: '422 some_future_code' },
      { operation: retrieve, tape: '502 some_future_code' },
    ],
  },
  {
    name: 'error-body',
    summary: 'An error generally carries a code, a message and the name of the parameter that caused it.',
    judged: 'traffic',
    basis: 'stated',
    note: '"Generally" promises neither a body nor any one field (a3): source is there only where a parameter is to blame, and a reply may be empty. The message is a text of its own, not the one in the list of codes (a7).',
    plays: [
      { operation: create, tape: '400 invalid_argument' },
      { operation: create, tape: '400 already_exists' },
      { operation: create, tape: 'empty 503' },
      { operation: retrieve, tape: '401' },
      { operation: retrieve, tape: 'empty 502' },
    ],
  },
  {
    name: 'report-server-errors',
    summary: 'Whoever receives a server error is asked to tell UseePay.',
    judged: 'by-hand',
    basis: 'stated',
    force: 'advises',
  },
  {
    name: 'closed-or-out-of-order',
    summary: 'A service is unavailable out of its hours, or while a third party is; it comes back by itself.',
    judged: 'traffic',
    basis: 'stated',
    note: 'No field tells the two causes apart (a6), and no status is given (a1).',
    plays: [
      { operation: create, tape: '503 service_unavailable ×2, ok' },
      { operation: confirm, tape: '500 service_unavailable ×2, ok' },
      { operation: retrieve, tape: '503 service_unavailable ×∞' },
    ],
  },
  {
    name: 'exists-after-lost-reply',
    summary: 'When a creation is repeated because its reply was lost, already_exists means that it happened.',
    judged: 'traffic',
    basis: 'inferred',
    note: 'Whether a repeat is told this or shown the first object is not documented.',
    plays: [
      { operation: create, tape: 'reset after-commit, 400 already_exists ×∞' },
      { operation: create, tape: '500 after-commit, 400 already_exists ×∞' },
      { operation: 'createRefund', tape: 'reset after-commit, 400 already_exists ×∞' },
    ],
  },
  {
    name: 'unknown-code',
    summary: 'A code that is not on the list is an error all the same.',
    judged: 'traffic',
    basis: 'inferred',
    source: 'outside',
    note: 'Found elsewhere: invalid_request_error and resource_not_found, which the list of four lacks.',
    plays: [
      { operation: create, tape: '400 invalid_request_error' },
      { operation: create, tape: '400 some_future_code' },
      { operation: create, tape: '500 some_future_code' },
      { operation: retrieve, tape: '404 resource_not_found' },
      { operation: retrieve, tape: '500 some_future_code' },
    ],
  },
  {
    name: 'last-payment-error',
    summary: 'Why a payment did not go through shows on the payment intent, in last_payment_error.',
    judged: 'traffic',
    basis: 'stated',
    source: 'outside',
    note: 'This document only names the page that describes it. A decline_code comes with some declines, and an error ends nothing by itself.',
    plays: [
      { operation: retrieve, tape: 'state:failed ×∞' },
      { operation: retrieve, tape: 'state:requires_customer_action, state:processing, state:succeeded ×∞' },
    ],
  },
];
