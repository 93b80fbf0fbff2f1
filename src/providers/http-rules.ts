import type { RuleRow } from '../model/provider.ts';

const both = ['create', 'get'];

/** What the RFCs say beside their statuses. */
export const httpRules: RuleRow[] = [
  {
    name: 'unknown-4xx',
    summary: 'A 4xx that a client does not know means what 400 means.',
    judged: 'traffic',
    basis: 'stated',
    note: 'RFC 9110, 15.',
    plays: playsOf(['418 ×∞', '451 ×∞', '499 ×∞']),
  },
  {
    name: 'unknown-5xx',
    summary: 'A 5xx that a client does not know means what 500 means.',
    judged: 'traffic',
    basis: 'inferred',
    note: 'RFC 9110, 15, states as much; that 500 leaves open whether it happened is inferred.',
    plays: playsOf(['508 ×∞', '520 ×∞', '599, ok']),
  },
  {
    name: 'retry-after',
    summary: 'A Retry-After says how long to wait before the next request, in seconds or as a date.',
    judged: 'traffic',
    basis: 'stated',
    force: 'advises',
    note: 'RFC 9110, 10.2.3: it says how long a client ought to wait; giving up is as good. With 429: RFC 6585, 4.',
    plays: playsOf([
      '429 ra=2, ok',
      '503 ra=2, ok',
      '413 ra=2, ok',
      '429 ra="Tue, 01 Jan 2030 00:00:05 GMT", ok',
      '503 ra="Tue, 01 Jan 2030 00:00:05 GMT", ok',
    ]),
  },
  {
    name: 'post-is-not-idempotent',
    summary: 'A POST is not repeated by itself, unless the client knows that the server can tell a repeat.',
    judged: 'traffic',
    basis: 'stated',
    force: 'advises',
    note: 'RFC 9110, 9.2.2: an idempotency key is such a way to know.',
    plays: [
      { operation: 'create', tape: 'reset after-commit, ok' },
      { operation: 'create', tape: 'html 504 after-commit, ok' },
      { operation: 'create', tape: '500 after-commit, ok' },
    ],
  },
  {
    name: 'problem-details',
    summary:
      'A problem has a type, a title and a detail, and each may be missing: no type means no more than the status.',
    judged: 'traffic',
    basis: 'stated',
    note: 'RFC 9457, 3.1. No server is obliged to send one: the body may be of another kind, or empty.',
    plays: playsOf(['400', '500', 'empty 503', 'html 502']),
  },
  {
    name: 'unknown-problem-type',
    summary: 'A problem of a type that a client does not know is told by its status.',
    judged: 'traffic',
    basis: 'inferred',
    note: 'RFC 9457, 3.',
    plays: playsOf([
      '403 "https://problems.example/out-of-credit"',
      '422 "https://problems.example/out-of-range"',
      '500 "https://problems.example/out-of-order"',
    ]),
  },
];

/** Each tape for each of the two operations. */
function playsOf(tapes: string[]) {
  return tapes.flatMap((tape) => both.map((operation) => ({ operation, tape })));
}
