import type { ErrorRow } from '../model/provider.ts';
import { advised, failed, uncertain } from './openapi-platform-basis.ts';

/** As in any doubt, with another attempt before a look: the advice of each of these rows. */
const later: ErrorRow['expect']['retry'] = ['backoff', 'same-key-after-wait', 'poll', 'never'];

/** The codes for trouble of the platform itself, in the document's order. */
export const openapiPlatformSystemErrors: ErrorRow[] = [
  {
    ...uncertain,
    code: 'REQUEST_TRAFFIC_EXCEED_LIMIT',
    message: 'Too many requests',
    summary: 'There were too many requests; wait longer before each further one.',
    expect: { outcome: ['retryable', 'unknown', 'pending'], category: ['rate_limit'], retry: later },
    basis: advised,
    operations: '*',
    stored: false,
    note: 'No HTTP status is named: it comes under 200 (a6), from the application. U says that the result is not known.',
  },
  {
    ...uncertain,
    code: 'SYSTEM_BUSY',
    message: 'The system is busy',
    summary: 'The platform has too much to do; send the request again later.',
    expect: {
      outcome: ['retryable', 'unknown', 'pending'],
      category: ['rate_limit', 'unavailable', 'pending', 'unknown'],
      retry: later,
    },
    basis: advised,
    operations: '*',
    note: 'Its heading says rate limit, its description load, and the sample does not treat it as a rate limit (a9).',
  },
  {
    ...uncertain,
    code: 'UNKNOWN_EXCEPTION',
    message: 'An unexpected error occurred',
    summary: 'Something unexpected went wrong; wait longer before each further attempt.',
    expect: {
      outcome: ['unknown', 'retryable', 'pending'],
      category: ['internal', 'unknown', 'pending', 'unavailable'],
      retry: later,
    },
    basis: advised,
    operations: '*',
    note: 'It may have happened, so another attempt is safe under the same request id only (a2).',
  },
  {
    ...failed,
    code: 'PROCESS_FAIL',
    message: 'Processing failed',
    summary: 'The request could not be processed; the document advises to send it again.',
    expect: {
      outcome: ['failed', 'retryable', 'unknown'],
      category: ['internal', 'unknown', 'declined', 'unavailable'],
      retry: ['backoff', 'same-key-after-wait', 'new-key', 'poll', 'never'],
    },
    basis: advised,
    operations: '*',
    note: 'Final, and yet to be sent again (a1). Found elsewhere: the same request id is told the same failure again, so only a new one can help, or nothing: all are accepted.',
  },
  {
    ...uncertain,
    code: 'SERVICE_UNAVAILABLE',
    message: 'The service is unavailable for now',
    summary: 'The service is not there for the moment; send the request again later.',
    expect: {
      outcome: ['retryable', 'unknown', 'pending'],
      category: ['unavailable', 'internal', 'pending', 'unknown'],
      retry: later,
    },
    basis: advised,
    operations: '*',
  },
];
