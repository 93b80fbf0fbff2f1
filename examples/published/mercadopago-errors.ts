import type { Category, Outcome, ProviderChanges, RetryRule } from 'sadpath';

interface Words {
  summary: string;
  category: Category[];
  outcome?: Outcome[];
  retry?: RetryRule[];
  note?: string;
}

const both = ['createPayment', 'getPayment'];
const creates = ['createPayment'];

/**
 * The rest of a row: refused, and not to be sent again as it is, unless said otherwise. The reference lists numbers with what each
 * means; what to do then it leaves to the reader.
 */
function saying({ summary, category, outcome = ['failed'], retry = ['never'], ...more }: Words, operations = both) {
  return {
    summary,
    expect: { outcome, category, retry },
    basis: { status: 'stated', outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations,
    ...more,
  } as const;
}

function refused(code: string, message: string, words: Words) {
  return { code, status: [400], types: ['bad_request'], message, stored: false, ...saying(words, creates) };
}

const renewed: Pick<Words, 'retry'> = { retry: ['never', 'after-refresh'] };

/** What the API reference lists under Errors that a payment can meet. The numbers come as `cause[].code`. */
export const mercadopagoErrors: Required<Pick<ProviderChanges, 'errors'>> = {
  errors: [
    {
      code: 'idempotency_key_reused',
      status: [409],
      types: ['conflict'],
      note: 'Both the code and its status are those of the newer Orders API.',
    },
    {
      code: 'unauthorized',
      status: [401],
      types: ['unauthorized'],
      message: 'Must provide your access_token to proceed',
      stored: false,
      ...saying({ summary: 'The access token is missing or not valid.', category: ['authentication'], ...renewed }),
    },
    {
      code: '4',
      status: [403],
      types: ['forbidden'],
      message: 'The caller is not authorized to access this resource',
      stored: false,
      ...saying({
        summary: 'The resource is somebody else’s.',
        category: ['permission', 'authentication'],
        ...renewed,
      }),
    },
    {
      code: '3002',
      status: [403],
      types: ['forbidden'],
      message: 'The caller is not authorized to perform this action',
      stored: false,
      ...saying(
        {
          summary: 'The account may not do this.',
          category: ['permission', 'authentication'],
          ...renewed,
        },
        creates,
      ),
    },
    {
      code: '2000',
      status: [404],
      types: ['not_found'],
      message: 'Payment not found',
      stored: false,
      ...saying(
        {
          summary: 'There is no such payment.',
          outcome: ['failed', 'unknown'],
          category: ['not_found'],
          retry: ['never', 'poll'],
        },
        ['getPayment'],
      ),
    },
    refused('1', 'Params Error', { summary: 'Parameters are not valid.', category: ['validation'] }),
    refused('2006', 'Card Token not found', {
      summary: 'There is no such card token.',
      category: ['validation', 'not_found'],
    }),
    refused('2060', 'The customer can’t be equal to the collector', {
      summary: 'Payer and payee are the same.',
      category: ['validation', 'conflict'],
    }),
    refused('3003', 'Invalid card_token_id', { summary: 'The card token is not valid.', category: ['validation'] }),
    refused('4037', 'Invalid transaction_amount', { summary: 'The amount is not valid.', category: ['validation'] }),
  ],
};
