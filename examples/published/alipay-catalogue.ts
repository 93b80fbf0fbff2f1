import { defineProvider, type Provider } from 'sadpath';
import { http } from 'sadpath/providers';
import { alipayErrors } from './alipay-errors.ts';
import { alipayPublicKey, appPrivateKey } from './alipay-keys.ts';

const both = ['payTrade', 'queryTrade'];

function playsOf(tapes: string[], operations = both) {
  return tapes.flatMap((tape) => operations.map((operation) => ({ operation, tape })));
}

const appId = '2021000000000000';

/**
 * As much of Alipay's OpenAPI, version 3, as a payment by code needs: pay a trade, query it. The marker is `out_trade_no`, by which
 * the provider itself knows a repeat. The base URL is the one that the SDK goes to by default. Of a request's signature only the shape
 * is looked at; replies are signed by `reply` of the client definition.
 */
export const alipayTrades: Provider = defineProvider({
  id: 'alipay',
  title: 'Alipay trades',
  source: {
    title: 'Alipay OpenAPI v3: alipay.trade.pay, alipay.trade.query; RFC 9110 for the statuses',
    revision: 'alipay-sdk 4.14.0',
  },
  origin: 'https://openapi.alipay.com',
  credentials: { appId, privateKey: appPrivateKey, alipayPublicKey },
  publicCredentials: ['appId', 'alipayPublicKey'],
  authentication: {
    scheme: 'headers',
    headers: {},
    shapes: {
      Authorization: {
        pattern: `^ALIPAY-SHA256withRSA app_id=${appId},nonce=[0-9a-f-]{36},timestamp=\\d{13},sign=[A-Za-z0-9+/]{342}==$`,
        error: 'isv.invalid-signature',
      },
    },
  },
  envelope: {
    code: '$code',
    message: '$message',
    'links?': [{ link: 'https://open.alipay.com/api/errCheck', desc: 'How to mend it' }],
  },
  idempotency: {
    body: true,
    replays: [],
    onMismatch: 'ACQ.CONTEXT_INCONSISTENT',
    onRepeat: 'ACQ.TRADE_HAS_SUCCESS',
  },
  operations: {
    payTrade: {
      method: 'POST',
      path: '/v3/alipay/trade/pay',
      input: {
        out_trade_no: '$marker',
        total_amount: '10.00',
        subject: 'One order',
        scene: 'bar_code',
        auth_code: '28763443825664394',
      },
      intentField: 'out_trade_no',
      effect: 'payment',
      journey: 'trade',
      success: {
        status: 200,
        body: { trade_no: '$id', out_trade_no: '$body.out_trade_no', total_amount: '$body.total_amount' },
      },
      reads: 'queryTrade',
    },
    queryTrade: {
      method: 'POST',
      path: '/v3/alipay/trade/query',
      input: { trade_no: '$resource' },
      given: 'a trade',
      journey: 'trade',
      success: { status: 200, body: { trade_no: '$id', trade_status: '$state', total_amount: '10.00' } },
      missing: 'ACQ.TRADE_NOT_EXIST',
    },
  },
  // `unspecified` stands for a code that no document lists.
  statuses: http.statuses.map((row) => ({
    ...row,
    sample: { code: 'unspecified', message: row.sample?.message ?? 'An error' },
  })),
  ...alipayErrors,
  rules: [
    {
      name: 'no-answer',
      summary:
        'Without an answer nobody can know whether the trade was paid; under the same out_trade_no it is so once.',
      judged: 'traffic',
      basis: 'stated',
      plays: [
        ...playsOf(['reset, ok', 'reset ×∞', 'refused ×∞', 'stall ×∞']),
        ...playsOf(
          ['reset after-commit, ok', 'stall after-commit, ok', '500 ACQ.SYSTEM_ERROR after-commit'],
          ['payTrade'],
        ),
      ],
    },
    {
      name: 'unknown-code',
      summary: 'New codes come up: one that a client does not know means what its status means.',
      judged: 'traffic',
      basis: 'inferred',
      plays: playsOf(['400 ACQ.A_NEW_CODE ×∞', '500 ACQ.A_NEW_CODE ×∞']),
    },
    {
      name: 'request-signature',
      summary: 'The signature of a request is verified against the key of its application.',
      judged: 'by-hand',
      basis: 'stated',
      note: 'Only its shape is looked at.',
    },
  ],
  journeys: {
    trade: {
      resource: 'a trade',
      field: 'trade_status',
      initial: 'TRADE_SUCCESS',
      states: {
        WAIT_BUYER_PAY: { summary: 'The payer has to confirm it.', meaning: 'open', basis: 'stated' },
        TRADE_SUCCESS: { summary: 'It was paid.', meaning: 'happened', basis: 'stated' },
        TRADE_FINISHED: {
          summary: 'It was paid, and cannot be refunded any more.',
          meaning: 'happened',
          basis: 'stated',
        },
        TRADE_CLOSED: { summary: 'Closed unpaid, or refunded in full.', meaning: 'failed', basis: 'stated' },
      },
      transitions: {
        WAIT_BUYER_PAY: ['TRADE_SUCCESS', 'TRADE_CLOSED'],
        TRADE_SUCCESS: ['TRADE_FINISHED', 'TRADE_CLOSED'],
      },
    },
  },
});
