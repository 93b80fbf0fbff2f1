import type { Expectation, StatusRow, TypeRow } from '../model/provider.ts';

/*
 * a1 to a10 are the places where the document can be read in more than one way. Outside of it PaySG says that the first
 * reply under a key is kept for a day at least, a 500 included, except where validation failed or another request was in the way.
 */

/** Nobody can tell whether it happened. Under the same key the failure is replayed, so a new one, after a look, is sensible. */
export const serverSide: Expectation = {
  outcome: ['unknown', 'retryable', 'pending'],
  category: ['internal', 'unavailable'],
  retry: ['backoff', 'same-key-after-wait', 'new-key', 'poll', 'never'],
};

const external: Expectation = { ...serverSide, category: ['unavailable', 'internal'] };

/** Two requests under one key: one still at work, or one that was another. Alone, neither status nor type says which. */
const eitherConflict = {
  outcome: ['pending', 'unknown', 'retryable', 'failed'],
  retry: ['same-key-after-wait', 'backoff', 'new-key', 'poll', 'never'],
} satisfies Partial<Expectation>;

const keyed = ['createPayment', 'cancelPayment'];
const replayed =
  'Found elsewhere: the same key replays this reply for a day at least, so read first, then take a new key.';
const onlyType =
  'No documented type fits; the one left says "invalid parameters", so `validation` is accepted too (a2).';

/** The nine HTTP statuses of the document, in its order. */
export const paysgStatuses: StatusRow[] = [
  {
    status: 400,
    sample: { code: 'request_unacceptable', type: 'invalid_request_error', message: 'The request is unacceptable' },
    summary: 'Something that is required is missing from the request, or not in the form that is expected.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    stored: false,
  },
  {
    status: 401,
    sample: { code: 'credentials_refused', type: 'invalid_request_error', message: 'No valid credentials' },
    summary: 'The request has no valid credentials.',
    expect: { outcome: ['failed'], category: ['authentication', 'validation'], retry: ['never', 'after-refresh'] },
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    stored: false,
    note: onlyType,
  },
  {
    status: 402,
    sample: { code: 'request_failed', type: 'invalid_request_error', message: 'The request failed' },
    summary: 'The parameters are right and the request fails all the same: the state of a resource is in its way.',
    expect: { outcome: ['failed'], category: ['conflict', 'permission', 'validation'], retry: ['never'] },
    basis: { status: 'stated', outcome: 'stated', category: 'inferred', retry: 'inferred' },
    operations: keyed,
    note: 'No card was declined, whatever 402 means elsewhere (a3). Its type is not documented, hence `validation` (a2).',
  },
  {
    status: 403,
    sample: { code: 'permission_missing', type: 'invalid_request_error', message: 'Not permitted' },
    summary: 'The credentials are valid and do not allow the request.',
    expect: { outcome: ['failed'], category: ['permission', 'validation'], retry: ['never'] },
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    stored: false,
    note: onlyType,
  },
  {
    status: 404,
    sample: { code: 'resource_missing', type: 'invalid_request_error', message: 'No such resource' },
    summary: 'What the request asks for does not exist.',
    expect: { outcome: ['failed', 'unknown'], category: ['not_found', 'validation'], retry: ['never', 'poll'] },
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    stored: false,
    note: `${onlyType} After a read, \`unknown\` and another look are as good.`,
  },
  {
    status: 409,
    sample: { code: 'request_conflict', type: 'idempotency_error', message: 'Another request is in the way' },
    summary: 'The request gets in the way of another one, under the same idempotency key for instance.',
    expect: { ...eitherConflict, category: ['conflict', 'idempotency', 'pending'] },
    basis: { status: 'stated', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    operations: keyed,
    stored: false,
    note: 'One code under it may be sent again and the other may not; the status alone leaves both open (a4).',
  },
  {
    status: 429,
    sample: { code: 'too_many_requests', type: 'rate_limit_error', message: 'Too many requests' },
    summary: 'There were too many requests; wait longer before each further one.',
    expect: { outcome: ['retryable', 'failed', 'unknown'], category: ['rate_limit'], retry: ['backoff', 'never'] },
    basis: { status: 'stated', outcome: 'inferred', category: 'stated', retry: 'stated' },
    operations: '*',
    stored: false,
    force: 'advises',
    note: 'Neither type nor code is documented, and no documented type describes it (a1): its type is one that the list lacks.',
  },
  {
    status: 500,
    sample: { code: 'unexpected_failure', type: 'api_error', message: 'Something went wrong' },
    summary: 'Something went wrong at PaySG.',
    expect: serverSide,
    basis: { status: 'stated', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    operations: '*',
    note: replayed,
  },
  {
    status: 503,
    sample: { code: 'external_service_failed', type: 'external_error', message: 'An external service failed' },
    summary: 'Something went wrong at a service that PaySG depends on.',
    expect: external,
    basis: { status: 'stated', outcome: 'inferred', category: 'inferred', retry: 'inferred' },
    operations: '*',
    note: `It has the title of 500; that external_error goes with it is an inference (a6). ${replayed}`,
  },
];

/** The four error types of the document, in its order. */
export const paysgTypes: TypeRow[] = [
  {
    type: 'api_error',
    status: [500],
    sample: { code: 'platform_failure', type: 'api_error', message: 'Something went wrong' },
    summary: "The trouble is with PaySG's own servers.",
    expect: serverSide,
    basis: { status: 'inferred', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    operations: '*',
    note: replayed,
  },
  {
    type: 'external_error',
    status: [503],
    sample: { code: 'provider_failure', type: 'external_error', message: 'A service that is needed did not answer' },
    summary: 'A service that PaySG uses kept it from completing the request.',
    expect: external,
    basis: { status: 'inferred', outcome: 'inferred', category: 'inferred', retry: 'inferred' },
    operations: '*',
    note: `No code is listed for it (a6). Not completed may be begun. ${replayed}`,
  },
  {
    type: 'idempotency_error',
    status: [409],
    sample: { code: 'key_conflict', type: 'idempotency_error', message: 'The idempotency key is in use' },
    summary: 'An idempotency key came again with another request, or while the first request was still at work.',
    expect: { ...eitherConflict, category: ['idempotency', 'conflict', 'pending'] },
    basis: { status: 'inferred', outcome: 'inferred', category: 'stated', retry: 'inferred' },
    operations: keyed,
    stored: false,
    note: 'The type alone does not say which of the two (a4).',
  },
  {
    type: 'invalid_request_error',
    status: [400],
    sample: { code: 'parameters_refused', type: 'invalid_request_error', message: 'The parameters are not valid' },
    summary: 'The request has parameters that are not valid.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    stored: false,
    note: 'It may be the type of 401 to 404 as well (a2); played under 400, where it says what the status says.',
  },
];
