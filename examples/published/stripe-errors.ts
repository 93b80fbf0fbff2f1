import type { Category, Outcome, ProviderChanges, RetryRule } from 'sadpath';

interface Words {
  summary: string;
  category: Category[];
  outcome?: Outcome[];
  retry?: RetryRule[];
}

const both = ['createPaymentIntent', 'retrievePaymentIntent'];
const creates = ['createPaymentIntent'];

/**
 * The rest of a row: refused, and not to be sent again as it is, unless said otherwise. Stripe lists codes and types and says what
 * each means; which of our categories that is it says by the type, and which HTTP status a code comes under it mostly leaves open.
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

/** Not now: nothing was done, and the same request may go through later. */
const later: Pick<Words, 'outcome' | 'retry'> = {
  outcome: ['retryable', 'failed', 'unknown'],
  retry: ['backoff', 'same-key-after-wait', 'never', 'poll'],
};

/** A repeat under the same key gets the same refusal; another card is another request, under another key. */
const otherCard: Pick<Words, 'retry'> = { retry: ['never', 'new-key'] };

const request = ['invalid_request_error'];
const card = ['card_error'];

function refused(code: string, message: string, words: Words, parameter?: string) {
  return {
    code,
    status: [400],
    types: request,
    message,
    stored: false,
    ...(parameter === undefined ? {} : { parameter }),
    ...saying(words, creates),
  };
}

function declined(code: string, message: string, summary: string) {
  return {
    code,
    status: [402],
    types: card,
    message,
    ...saying({ summary, category: ['declined', 'validation'], ...otherCard }, creates),
  };
}

/** What the API reference lists under Errors and Error codes that a card payment can meet: the four types, and codes of each. */
export const stripeErrors: Required<Pick<ProviderChanges, 'types' | 'errors'>> = {
  types: [
    {
      type: 'api_error',
      status: [500],
      sample: { code: 'unspecified_fault', message: 'Something went wrong on our end.' },
      ...saying({
        summary: 'Anything else, a fault of Stripe’s servers for instance.',
        category: ['internal'],
        ...inDoubt,
      }),
    },
    {
      type: 'card_error',
      status: [402],
      sample: { code: 'unspecified_card', message: 'The card cannot be charged.' },
      ...saying(
        { summary: 'The card cannot be charged for some reason.', category: ['declined', 'validation'], ...otherCard },
        creates,
      ),
    },
    {
      type: 'idempotency_error',
      status: [400],
      stored: false,
      sample: { code: 'unspecified_key', message: 'The key came with another request before.' },
      ...saying(
        {
          summary: 'The idempotency key came before, with another endpoint or other parameters.',
          category: ['idempotency', 'conflict', 'validation'],
          retry: ['never', 'new-key'],
        },
        creates,
      ),
    },
    {
      type: 'invalid_request_error',
      status: [400],
      stored: false,
      sample: { code: 'unspecified_request', message: 'The request has invalid parameters.' },
      ...saying({ summary: 'The parameters of the request are not valid.', category: ['validation'] }),
    },
  ],
  errors: [
    { code: 'idempotency_key_reused', status: [400], types: ['idempotency_error'] },
    {
      code: 'api_key_expired',
      status: [401],
      types: request,
      message: 'Expired API Key provided',
      stored: false,
      ...saying({
        summary: 'The API key has expired.',
        category: ['authentication'],
        retry: ['never', 'after-refresh'],
      }),
    },
    {
      code: 'secret_key_required',
      status: [403],
      types: request,
      message: 'This API call cannot be made with a publishable API key',
      stored: false,
      ...saying({
        summary: 'The key is a publishable one, and a secret one is asked for.',
        category: ['permission', 'authentication'],
        retry: ['never', 'after-refresh'],
      }),
    },
    {
      code: 'resource_missing',
      status: [404],
      types: request,
      message: 'No such payment_intent',
      parameter: 'intent',
      stored: false,
      ...saying(
        {
          summary: 'The id is not valid: there is no such resource, or it is of the other mode.',
          outcome: ['failed', 'unknown'],
          category: ['not_found', 'validation'],
          retry: ['never', 'poll'],
        },
        ['retrievePaymentIntent'],
      ),
    },
    {
      code: 'rate_limit',
      status: [429],
      types: request,
      message: 'Request rate limit exceeded',
      stored: false,
      ...saying({ summary: 'Too many requests came too quickly.', category: ['rate_limit'], ...later }),
    },
    {
      code: 'lock_timeout',
      status: [429],
      types: request,
      message: 'This object cannot be accessed right now',
      stored: false,
      ...saying({
        summary: 'Another request, or Stripe itself, is at work on the object.',
        category: ['conflict', 'rate_limit', 'unavailable'],
        ...later,
      }),
    },
    {
      code: 'idempotency_key_in_use',
      status: [409],
      types: ['idempotency_error'],
      message: 'There is currently another in-progress request using this key',
      stored: false,
      ...saying(
        {
          summary: 'Another request under the same key is not finished yet.',
          category: ['idempotency', 'conflict'],
          outcome: ['unknown', 'retryable', 'pending', 'failed'],
          retry: ['same-key-after-wait', 'backoff', 'poll', 'never'],
        },
        creates,
      ),
    },
    refused(
      'parameter_missing',
      'Missing required param: amount',
      {
        summary: 'A parameter that is required is not there.',
        category: ['validation'],
      },
      'amount',
    ),
    refused(
      'parameter_unknown',
      'Received unknown parameter: colour',
      {
        summary: 'A parameter is unknown.',
        category: ['validation'],
      },
      'colour',
    ),
    refused(
      'parameter_invalid_integer',
      'Invalid integer: ten',
      {
        summary: 'A parameter has to be a whole number and is not.',
        category: ['validation'],
      },
      'amount',
    ),
    refused(
      'amount_too_small',
      'Amount is too small',
      {
        summary: 'The amount is below the least that can be charged.',
        category: ['validation'],
      },
      'amount',
    ),
    refused(
      'amount_too_large',
      'Amount is too large',
      {
        summary: 'The amount is above the most that can be charged.',
        category: ['validation'],
      },
      'amount',
    ),
    refused('payment_intent_unexpected_state', 'The state of the PaymentIntent forbids it', {
      summary: 'The state of the PaymentIntent does not allow what is asked for.',
      category: ['conflict', 'validation'],
    }),
    refused('payment_method_unactivated', 'The payment method is not activated', {
      summary: 'The means of payment is not activated for the account.',
      category: ['permission', 'validation'],
    }),
    declined('card_declined', 'Your card was declined.', 'The card was declined; `decline_code` may say why.'),
    declined('expired_card', 'Your card has expired.', 'The card has expired.'),
    declined('incorrect_cvc', 'Your card’s security code is incorrect.', 'The security code is wrong.'),
    declined('incorrect_number', 'Your card number is incorrect.', 'The card number is wrong.'),
    declined(
      'authentication_required',
      'This payment requires authentication.',
      'The customer has to authenticate it.',
    ),
    {
      ...declined('processing_error', 'An error occurred while processing your card.', ''),
      ...saying(
        {
          summary: 'The card could not be processed just now.',
          category: ['declined', 'internal', 'unavailable', 'validation'],
          outcome: ['failed', 'retryable', 'unknown'],
          retry: ['never', 'new-key'],
        },
        creates,
      ),
    },
  ],
};
