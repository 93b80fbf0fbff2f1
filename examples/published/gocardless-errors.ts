import type { Category, Outcome, ProviderChanges, RetryRule } from 'sadpath';

interface Words {
  summary: string;
  category: Category[];
  outcome?: Outcome[];
  retry?: RetryRule[];
}

const both = ['createPayment', 'findPayment'];
const creates = ['createPayment'];

/**
 * The rest of a row: refused, and not to be sent again as it is, unless said otherwise. The reference lists types and reasons
 * and says what each means; under which HTTP status a reason comes, and what to do then, it mostly leaves to the reader.
 */
function saying({ summary, category, outcome = ['failed'], retry = ['never'] }: Words, operations = both) {
  return {
    summary,
    expect: { outcome, category, retry },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations,
  } as const;
}

/** Nobody can tell whether it was made: again under the same key, or look first, or leave it. */
const inDoubt: Pick<Words, 'outcome' | 'retry'> = {
  outcome: ['unknown', 'retryable', 'pending'],
  retry: ['backoff', 'same-key-after-wait', 'poll', 'never'],
};

const usage = ['invalid_api_usage'];
const state = ['invalid_state'];
const internal = ['gocardless'];

/** What the API reference lists under Errors and a payment can meet: the four types, and reasons of three of them. */
export const gocardlessErrors: Required<Pick<ProviderChanges, 'types' | 'errors'>> = {
  types: [
    {
      type: 'gocardless',
      status: [500],
      sample: { code: 'unspecified_fault', message: 'An error occurred within GoCardless' },
      ...saying({
        summary: 'Something went wrong within GoCardless.',
        category: ['internal', 'unavailable'],
        ...inDoubt,
      }),
    },
    {
      type: 'invalid_api_usage',
      status: [400],
      sample: { code: 'unspecified_usage', message: 'The request is not as it should be' },
      ...saying({
        summary: 'Something is wrong with the request: its address, its credentials, its form, or how many there were.',
        category: ['validation', 'authentication', 'permission', 'not_found', 'rate_limit'],
      }),
    },
    {
      type: 'invalid_state',
      status: [422],
      sample: { code: 'unspecified_state', message: 'The state of the resource forbids it' },
      ...saying({
        summary: 'The state of a resource does not allow what is asked for.',
        category: ['conflict', 'declined'],
      }),
    },
    {
      type: 'validation_failed',
      status: [422],
      sample: { code: 'unspecified_field', message: 'Validation failed' },
      ...saying({ summary: 'A field of the request is not valid; the errors say which.', category: ['validation'] }),
      note: 'Its errors name a field in place of a reason; the template of an envelope has one shape for all.',
    },
  ],
  errors: [
    { code: 'idempotency_key_reused', remove: true },
    {
      code: 'access_token_not_found',
      status: [401],
      types: usage,
      message: 'The access token you have used is not recognised',
      stored: false,
      ...saying({
        summary: 'No such access token.',
        category: ['authentication'],
        retry: ['never', 'after-refresh'],
      }),
    },
    {
      code: 'access_token_not_active',
      status: [401],
      types: usage,
      message: 'The access token you have used has been disabled',
      stored: false,
      ...saying({
        summary: 'The access token was disabled.',
        category: ['authentication'],
        retry: ['never', 'after-refresh'],
      }),
    },
    {
      code: 'forbidden',
      status: [403],
      types: usage,
      message: 'You do not have permission to access this resource',
      ...saying({ summary: 'The resource is somebody else’s.', category: ['permission'] }),
    },
    {
      code: 'insufficient_permissions',
      status: [403],
      types: usage,
      message: 'Your access token does not allow this',
      ...saying({ summary: 'The access token may read only.', category: ['permission'] }, creates),
    },
    {
      code: 'feature_disabled',
      status: [403],
      types: usage,
      message: 'This feature is not enabled on your account',
      ...saying({ summary: 'The account does not have this feature.', category: ['permission'] }),
    },
    {
      code: 'resource_not_found',
      status: [404],
      types: usage,
      message: 'Resource not found',
      ...saying(
        {
          summary: 'There is nothing under this id.',
          outcome: ['failed', 'unknown'],
          category: ['not_found'],
          retry: ['never', 'poll'],
        },
        ['findPayment'],
      ),
    },
    {
      code: 'link_not_found',
      status: [404],
      types: usage,
      message: 'Mandate not found',
      ...saying(
        { summary: 'What the request links to does not exist.', category: ['validation', 'not_found'] },
        creates,
      ),
    },
    {
      code: 'bad_request',
      status: [400],
      types: usage,
      message: 'The request could not be understood',
      ...saying({ summary: 'The syntax of the request is wrong.', category: ['validation', 'malformed'] }),
    },
    {
      code: 'idempotency_key_too_long',
      status: [400],
      types: usage,
      message: 'The idempotency key is too long',
      ...saying({ summary: 'The idempotency key is too long.', category: ['validation', 'idempotency'] }, creates),
    },
    {
      code: 'rate_limit_exceeded',
      status: [429],
      types: usage,
      message: 'Rate limit exceeded',
      stored: false,
      ...saying({
        summary: 'There were too many requests in a minute.',
        outcome: ['retryable', 'failed', 'unknown'],
        category: ['rate_limit'],
        retry: ['backoff', 'same-key-after-wait', 'never', 'poll'],
      }),
    },
    {
      code: 'mandate_is_inactive',
      status: [422],
      types: state,
      message: 'Mandate is failed, cancelled or expired',
      ...saying({ summary: 'The mandate is not in force any more.', category: ['conflict', 'declined'] }, creates),
    },
    {
      code: 'idempotent_creation_conflict',
      status: [409],
      types: state,
      message: 'A resource has already been created with this idempotency key',
      echo: true,
      stored: false,
      ...saying(
        {
          summary: 'Nothing was made now, for something was made under this key before; `links` names it.',
          outcome: ['succeeded', 'pending', 'failed', 'unknown'],
          category: ['idempotency', 'conflict'],
          retry: ['poll', 'never'],
        },
        creates,
      ),
      note: 'As the answer to a repeat it says that the payment exists.',
    },
    {
      code: 'internal_server_error',
      status: [500],
      types: internal,
      message: 'Internal server error',
      ...saying({ summary: 'GoCardless failed on the request.', category: ['internal', 'unavailable'], ...inDoubt }),
    },
    {
      code: 'request_timed_out',
      status: [503],
      types: internal,
      message: 'The request took too long',
      ...saying({
        summary: 'The request took GoCardless too long; it should be sent again.',
        category: ['timeout', 'internal', 'unavailable'],
        ...inDoubt,
      }),
    },
  ],
};
