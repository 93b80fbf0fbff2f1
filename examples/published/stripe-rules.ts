import type { ProviderChanges } from 'sadpath';

type Rules = NonNullable<ProviderChanges['rules']>;

const both = ['createPaymentIntent', 'retrievePaymentIntent'];

function playsOf(tapes: string[], operations = both) {
  return tapes.flatMap((tape) => operations.map((operation) => ({ operation, tape })));
}

/** What Stripe says of how its API behaves; the problem details of RFC 9457 are none of its business. */
export const stripeRules: Rules = [
  { name: 'problem-details', remove: true },
  { name: 'unknown-problem-type', remove: true },
  {
    name: 'idempotent-requests',
    summary: 'A repeat under the same key gets the answer of the first request, an error as well as a success.',
    judged: 'traffic',
    basis: 'stated',
    plays: playsOf(['500 after-commit, ok', '500 after-commit ×∞', '402 card_declined ×∞'], ['createPaymentIntent']),
  },
  {
    name: 'no-answer',
    summary: 'Without an answer nobody can know whether the payment was made; under the same key a repeat is safe.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      ...playsOf(['reset, ok', 'reset ×∞', 'refused ×∞', 'stall ×∞']),
      ...playsOf(['reset after-commit, ok', 'stall after-commit, ok'], ['createPaymentIntent']),
    ],
  },
  {
    name: 'unknown-code',
    summary: 'New codes come up: one that a client does not know means what its type or its status means.',
    judged: 'traffic',
    basis: 'inferred',
    note: 'Adding codes counts as a compatible change.',
    plays: playsOf([
      '400 a_new_code type:invalid_request_error ×∞',
      '402 a_new_code type:a_new_type ×∞',
      '500 a_new_code ×∞',
    ]),
  },
  {
    name: 'should-retry',
    summary: 'The header Stripe-Should-Retry of a reply says whether a repeat makes sense, and overrules the status.',
    judged: 'by-hand',
    basis: 'stated',
    note: 'It overrules what a row says of repeats, and no row knows of it: `play` shows it, with header="stripe-should-retry: true".',
  },
  {
    name: 'request-id',
    summary: 'Every reply has a Request-Id, by which Stripe finds the request.',
    judged: 'by-hand',
    basis: 'stated',
    note: 'Nothing that a caller is told depends on it.',
  },
];
