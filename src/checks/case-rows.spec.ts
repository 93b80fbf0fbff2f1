import type { Basis } from '../model/basis.ts';
import type { Category, Outcome, RetryRule } from '../model/outcome.ts';
import type { Requirement } from '../model/requirement.ts';

/* For specs only: the errors and states of Acme, a provider whose document states everything but the credentials' retry. */

const rows: Requirement[] = [
  error('invalid_amount', ['failed'], ['validation'], ['never']),
  error('advised', ['failed'], ['validation'], ['never'], { force: 'advises' }),
  error('unauthorized', ['failed'], ['authentication'], ['never', 'after-refresh'], {}, 'inferred'),
  error('declined', ['failed'], ['declined'], ['new-key']),
  error('not_found', ['failed'], ['not_found'], ['never']),
  error('too_many', ['retryable', 'failed'], ['rate_limit'], ['backoff']),
  error('busy', ['retryable', 'failed'], ['unavailable'], ['never', 'backoff']),
  error('internal', ['unknown', 'retryable'], ['internal'], ['backoff', 'new-key']),
  error('in_progress', ['pending', 'unknown'], ['conflict'], ['same-key-after-wait']),
  error('processing', ['pending', 'unknown'], ['pending'], ['poll']),
  error('in_doubt', ['failed', 'unknown'], ['conflict'], ['never', 'backoff']),
  error('token_expired', ['failed'], ['authentication'], ['after-refresh', 'new-key']),
  error('done_before', ['succeeded'], ['conflict'], ['backoff'], { echo: true }),
  error('already_exists', ['failed', 'succeeded'], ['conflict'], ['never', 'poll'], { echo: true }),
  state('open', ['pending', 'succeeded'], ['pending'], ['poll', 'never']),
  state('on_hold', ['pending', 'unknown'], ['pending'], ['poll', 'never']),
  state('refused', ['failed', 'succeeded'], ['declined', 'unknown'], ['never', 'poll']),
  state('paid', ['succeeded'], [], ['never', 'poll']),
  {
    ...row('statuses', '503'),
    expect: { outcome: ['retryable', 'unknown'], category: ['unavailable'], retry: ['backoff'] },
  },
  { ...row('statuses', '200'), expect: { outcome: ['succeeded'], category: [], retry: ['never'] } },
];

/** For specs only: Acme's rows by id, as a case holds them. */
export const acmeRows: Record<string, Requirement> = Object.fromEntries(rows.map((one) => [one.id, one]));

/** For specs only: the statuses that Acme's errors come under. */
export const acmeStatus: Record<string, number> = {
  unauthorized: 401,
  declined: 402,
  not_found: 404,
  too_many: 429,
  busy: 503,
  internal: 500,
  in_progress: 409,
  processing: 202,
  already_exists: 409,
};

function row(kind: Requirement['kind'], name: string, retry: Basis = 'stated'): Requirement {
  return {
    id: `acme/${kind}/${name}`,
    provider: 'acme',
    kind,
    name,
    summary: name,
    judged: 'traffic',
    operations: ['createPayment', 'getPayment'],
    basis: { outcome: 'stated', category: 'stated', retry },
  };
}

function error(
  code: string,
  outcome: Outcome[],
  category: Category[],
  retry: RetryRule[],
  more: Partial<Requirement> = {},
  retryBasis: Basis = 'stated',
): Requirement {
  return { ...row('errors', code, retryBasis), code, expect: { outcome, category, retry }, ...more };
}

function state(name: string, outcome: Outcome[], category: Category[], retry: RetryRule[]): Requirement {
  const inferred: Requirement['basis'] = { outcome: 'stated', category: 'inferred', retry: 'inferred' };
  return { ...row('states', name), expect: { outcome, category, retry }, basis: inferred };
}
