import type { Basis } from '../model/basis.ts';
import type { Expectation, StatusRow } from '../model/provider.ts';

/*
 * What RFC 9110 says as a fact or with a MUST is stated. Its SHOULD and MAY oblige nobody, so every word on sending something
 * again is inferred.
 */

/** A problem that says no more than its status (RFC 9457, 4.2.1). */
const code = 'about:blank';

/** Nobody can tell whether it happened (RFC 9110, 9.2.2): again under the same key, or look first, or leave it. */
const inDoubt = {
  outcome: ['unknown', 'retryable', 'pending'],
  retry: ['backoff', 'same-key-after-wait', 'poll', 'never'],
} satisfies Partial<Expectation>;

/** Not now: nothing was done, and the same request may go through later. */
const later = {
  outcome: ['retryable', 'failed', 'unknown'],
  retry: ['backoff', 'same-key-after-wait', 'never', 'poll'],
} satisfies Partial<Expectation>;

/** Nothing was done, and the same request will be refused again. */
const refused = { outcome: ['failed'], retry: ['never'] } satisfies Partial<Expectation>;

interface Words {
  summary: string;
  expect: Expectation;
  /** How sure outcome and category are. */
  basis: [outcome: Basis, category: Basis];
  note?: string;
}

/** `title`: the reason phrase, which is the title of a problem that says no more (RFC 9457, 4.2.1). */
function row(status: number, title: string, { basis: [outcome, category], ...words }: Words): StatusRow {
  return {
    status,
    sample: { code, message: title },
    basis: { status: 'stated', outcome, category, retry: 'inferred' },
    operations: '*',
    // What was turned away leaves nothing behind that a key could remember.
    ...(status < 500 ? { stored: false } : {}),
    ...words,
  };
}

/** The errors that an API client meets, of RFC 9110 (15.5, 15.6), RFC 6585 (429) and RFC 8470 (425). */
export const httpStatuses: StatusRow[] = [
  row(400, 'Bad Request', {
    summary: 'The server will not process the request, for it takes it to be wrong in form or content.',
    expect: { ...refused, category: ['validation', 'malformed'] },
    basis: ['stated', 'stated'],
    note: 'Every 4xx that a client does not know means this.',
  }),
  row(401, 'Unauthorized', {
    summary: 'The request was not applied, for it has no valid credentials.',
    expect: { ...refused, category: ['authentication'], retry: ['never', 'after-refresh'] },
    basis: ['stated', 'stated'],
    note: 'It may come again with other credentials.',
  }),
  row(403, 'Forbidden', {
    summary: 'The server understood the request and refuses to fulfil it.',
    expect: { ...refused, category: ['permission', 'authentication'], retry: ['never', 'after-refresh'] },
    basis: ['stated', 'stated'],
    note: 'The credentials, if there were any, are not enough: it may come again with other ones, not with the same.',
  }),
  row(404, 'Not Found', {
    summary: 'There is nothing at this address, or the server will not say that there is.',
    expect: { outcome: ['failed', 'unknown'], category: ['not_found', 'permission'], retry: ['never', 'poll'] },
    basis: ['stated', 'stated'],
    note: 'For now or for good is not said: after a read, `unknown` and another look are as good. Some servers hide a 403 behind it.',
  }),
  row(405, 'Method Not Allowed', {
    summary: 'The server knows the method, and does not take it here.',
    expect: { ...refused, category: ['validation', 'not_found', 'permission'] },
    basis: ['stated', 'inferred'],
  }),
  row(408, 'Request Timeout', {
    summary: 'The request did not arrive whole in the time that the server was ready to wait.',
    expect: { ...later, category: ['timeout', 'network', 'unavailable'] },
    basis: ['stated', 'stated'],
    note: 'It may be repeated on a new connection.',
  }),
  row(409, 'Conflict', {
    summary: 'The request could not be completed, for the present state of its target is in its way.',
    expect: {
      outcome: ['failed', 'unknown', 'retryable'],
      category: ['conflict', 'idempotency'],
      retry: ['never', 'poll', 'same-key-after-wait', 'new-key', 'backoff'],
    },
    basis: ['stated', 'stated'],
    note: 'Another request under the same key, a state that forbids it, a thing that exists: only the API itself can say which.',
  }),
  row(410, 'Gone', {
    summary: 'There is nothing at this address any more, most likely for good.',
    expect: { ...refused, category: ['not_found'] },
    basis: ['stated', 'inferred'],
  }),
  row(413, 'Content Too Large', {
    summary: 'The server refuses the request, for its content is larger than it will take.',
    expect: { ...refused, category: ['validation'], retry: ['never', 'backoff'] },
    basis: ['stated', 'inferred'],
    note: 'Where that is for a time only, a Retry-After says so.',
  }),
  row(415, 'Unsupported Media Type', {
    summary: 'The server refuses the request, for its content is in a format that it does not take here.',
    expect: { ...refused, category: ['validation'] },
    basis: ['stated', 'inferred'],
  }),
  row(422, 'Unprocessable Content', {
    summary: 'The content is well formed and understood, and what it asks for cannot be done.',
    expect: { ...refused, category: ['validation', 'conflict', 'declined', 'idempotency'] },
    basis: ['stated', 'inferred'],
    note: 'APIs use it for what is wrong in content, for what is refused on business grounds, and for a key used for another request.',
  }),
  row(425, 'Too Early', {
    summary: 'The server will not risk a request that may have been replayed.',
    expect: { ...later, category: ['unavailable', 'conflict', 'rate_limit', 'network'] },
    basis: ['stated', 'inferred'],
    note: 'RFC 8470, 5.2: it may be repeated once the connection is established.',
  }),
  row(429, 'Too Many Requests', {
    summary: 'There were too many requests in a given time.',
    expect: { ...later, category: ['rate_limit'] },
    basis: ['inferred', 'stated'],
    note: 'RFC 6585, 4.',
  }),
  row(500, 'Internal Server Error', {
    summary: 'Something unexpected kept the server from fulfilling the request.',
    expect: { ...inDoubt, category: ['internal', 'unavailable'] },
    basis: ['inferred', 'stated'],
    note: 'Every 5xx that a client does not know means this. Not fulfilled may be begun.',
  }),
  row(501, 'Not Implemented', {
    summary: 'The server cannot do what the request asks for, for any resource.',
    expect: {
      outcome: ['failed', 'unknown', 'retryable'],
      category: ['internal', 'unavailable', 'validation'],
      retry: ['never', 'backoff', 'same-key-after-wait', 'poll'],
    },
    basis: ['stated', 'inferred'],
    note: 'Definite; whoever takes it for any other 5xx does no harm.',
  }),
  row(502, 'Bad Gateway', {
    summary: 'A gateway got an answer from the server behind it that it could not use.',
    expect: { ...inDoubt, category: ['unavailable', 'internal', 'network'] },
    basis: ['inferred', 'inferred'],
  }),
  row(503, 'Service Unavailable', {
    summary: 'The server cannot handle the request at present: it is overloaded, or being maintained.',
    expect: { ...inDoubt, category: ['unavailable', 'internal'] },
    basis: ['inferred', 'stated'],
    note: 'Who has sent it, and how far the request had come, is not said.',
  }),
  row(504, 'Gateway Timeout', {
    summary: 'A gateway got no answer in time from the server behind it.',
    expect: { ...inDoubt, category: ['timeout', 'unavailable', 'internal'] },
    basis: ['inferred', 'stated'],
    note: 'The server behind it may have done its work.',
  }),
];
