import type { Category, Outcome, Provider, RetryRule } from 'sadpath';

interface Words {
  summary: string;
  category: Category[];
  outcome?: Outcome[];
  retry?: RetryRule[];
  note?: string;
}

const both = ['payTrade', 'queryTrade'];
const pays = ['payTrade'];

/**
 * The rest of a row: refused, and not to be sent again as it is, unless said otherwise. The reference lists codes with what each means
 * and what to do; under which HTTP status a code comes it mostly leaves open.
 */
function saying({ summary, category, outcome = ['failed'], retry = ['never'], ...more }: Words, operations = pays) {
  return {
    summary,
    expect: { outcome, category, retry },
    basis: { status: 'inferred', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations,
    ...more,
  } as const;
}

function refused(code: string, message: string, words: Words, operations = pays) {
  return { code, status: [400], message, stored: false, ...saying(words, operations) };
}

function declined(code: string, message: string, summary: string) {
  return refused(code, message, { summary, category: ['declined', 'validation'], retry: ['never', 'new-key'] });
}

/** What the API reference lists under its payment and its query, and of its gateway, as far as a payment by code meets it. */
export const alipayErrors: Pick<Provider, 'errors'> = {
  errors: [
    {
      code: 'isv.invalid-signature',
      status: [401],
      message: 'Invalid signature',
      stored: false,
      ...saying(
        {
          summary: 'The signature of the request does not fit it.',
          category: ['authentication'],
          retry: ['never', 'after-refresh'],
        },
        both,
      ),
    },
    {
      code: 'isv.insufficient-isv-permissions',
      status: [403],
      message: 'Insufficient permissions',
      stored: false,
      ...saying(
        {
          summary: 'The application may not use this interface.',
          category: ['permission', 'authentication'],
          retry: ['never', 'after-refresh'],
        },
        both,
      ),
    },
    {
      code: 'ACQ.SYSTEM_ERROR',
      status: [500],
      message: 'System error',
      ...saying(
        {
          summary: 'Something went wrong; a query tells what became of the trade.',
          outcome: ['unknown', 'pending', 'retryable'],
          category: ['internal', 'unavailable'],
          retry: ['poll', 'backoff', 'same-key-after-wait', 'never'],
        },
        both,
      ),
    },
    {
      code: 'ACQ.TRADE_HAS_SUCCESS',
      status: [400],
      message: 'The trade has been paid',
      echo: true,
      stored: false,
      ...saying({
        summary: 'The trade under this out_trade_no is paid already; whether by this payer a query tells.',
        outcome: ['succeeded', 'unknown', 'pending', 'failed'],
        category: ['conflict', 'idempotency'],
        retry: ['poll', 'never'],
        note: 'As the answer to a repeat it says that the trade was paid.',
      }),
    },
    refused('ACQ.CONTEXT_INCONSISTENT', 'The trade is another one', {
      summary: 'There is a trade under this out_trade_no, and what is asked for differs from it.',
      category: ['conflict', 'idempotency', 'validation'],
      retry: ['never', 'new-key'],
    }),
    refused('ACQ.TRADE_HAS_CLOSE', 'The trade has been closed', {
      summary: 'The trade under this out_trade_no was closed.',
      category: ['conflict', 'validation'],
      retry: ['never', 'new-key'],
    }),
    refused(
      'ACQ.INVALID_PARAMETER',
      'Invalid parameter',
      { summary: 'A parameter is not valid.', category: ['validation'] },
      both,
    ),
    refused('ACQ.PAYMENT_AUTH_CODE_INVALID', 'The auth code is not valid', {
      summary: 'The code that the payer showed is used, over or wrong: another one is another request.',
      category: ['validation', 'declined'],
      retry: ['never', 'new-key'],
    }),
    declined('ACQ.BUYER_BALANCE_NOT_ENOUGH', 'Not enough balance', 'The payer has not enough money.'),
    declined('ACQ.PAYMENT_REQUEST_HAS_RISK', 'The payment is risky', 'The payment was refused for its risk.'),
    declined('ACQ.PAYMENT_FAIL', 'The payment failed', 'The payment failed.'),
    {
      code: 'ACQ.TRADE_NOT_EXIST',
      status: [404],
      message: 'No such trade',
      stored: false,
      ...saying(
        {
          summary: 'There is no such trade.',
          outcome: ['failed', 'unknown'],
          category: ['not_found'],
          retry: ['never', 'poll'],
        },
        ['queryTrade'],
      ),
    },
  ],
};
