import { bankedFetch } from '../examples/banked/sadpath.ts';
import { clientFacts } from '../src/engine/client-facts.ts';
import { SadpathError } from '../src/model/failure.ts';
import type { Scenario } from '../src/model/scenario.ts';
import { matrix } from '../src/scenarios/matrix.ts';

const writes = [
  '401 unauthorized ×∞',
  '404 not_found ×∞',
  '405 method_not_allowed ×∞',
  '409 invalid_action ×∞',
  '409 invalid_idempotency_key ×∞',
  '413 decoding ×∞',
  ...[
    'bad_request',
    'decoding',
    'invalid',
    'invalid_amount',
    'invalid_amount_cents',
    'invalid_bank_account',
    'invalid_business',
    'invalid_currency',
    'invalid_description',
    'invalid_error_url',
    'invalid_expiration',
    'invalid_expiration_format',
    'invalid_line_items.amount_cents',
    'invalid_payee',
    'invalid_payee_account_identifier',
    'invalid_payee_name',
    'invalid_payer_email',
    'invalid_reference',
    'invalid_request',
    'invalid_success_url',
    'missing_amount_or_line_items',
    'missing_currency_or_line_items',
  ].map((code) => `400 ${code} ×∞`),
  '400 invalid_amount+invalid_currency',
  '400 some_future_code',
  '500 some_future_code',
  '500 internal ×∞',
  '500 internal, ok',
  '500 internal after-commit ×∞',
  '500 internal after-commit, ok',
];

const reads = [
  '401 unauthorized ×∞',
  '404 session_not_found ×∞',
  '400 invalid_request ×∞',
  '500 internal ×∞',
  '500 internal, ok',
  'state:failed ×∞',
];

const either = [
  'html 503 ra=2, ok',
  'html 503 ra=90, ok',
  'html 503 ra="Tue, 01 Jan 2030 00:00:05 GMT", ok',
  'html 503 ra=0 ×∞',
  'html 503 ra="Wed, 21 Oct 2015 07:28:00 GMT" ×∞',
  'html 503 ra=-5 ×∞',
  'html 503 ra=soon ×∞',
  'html 503 ra=99999999999, ok',
  'json 200 "null" ×∞',
  'json 400 "[]"',
];

/**
 * What is measured: scenarios of the Banked matrix that can be written by hand in an afternoon. Errors for ever, recoveries,
 * Retry-After, a body of the wrong shape; whole envelopes only, so that each is played once.
 */
export const sample: readonly Scenario[] = pick();

/** A scenario's name in the bench: its operation and its tape. */
export function nameOf({ calls: [call], tape }: Scenario): string {
  return `${call?.operation}: ${tape}`;
}

function pick(): Scenario[] {
  const wanted = [
    ...[...writes, ...either].map((tape) => `createPaymentSession: ${tape}`),
    ...[...reads, ...either].map((tape) => `getPaymentSession: ${tape}`),
  ];
  const { scenarios } = matrix(clientFacts(bankedFetch));
  const full = scenarios.filter(({ variant }) => variant === 'full');
  return wanted.map((name) => {
    const found = full.find((scenario) => nameOf(scenario) === name);
    if (found) return found;
    throw new SadpathError({
      to: `find the scenario "${name}"`,
      because: 'the matrix of banked-fetch has none',
      next: 'Name one that it has in bench/sample.ts.',
    });
  });
}
