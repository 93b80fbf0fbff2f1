import { defineProvider, type Provider } from 'sadpath';
import { alipayTrades } from './alipay-catalogue.ts';
import { alipayErrors } from './alipay-errors.ts';

const pays = ['payTrade'];
const { origin, credentials, publicCredentials = [] } = alipayTrades;

/** What comes under a result code of failure; the gateway and the business have codes of their own below it. */
const failures: Record<string, string> = {
  'isv.invalid-signature': '40002',
  'isv.insufficient-isv-permissions': '40006',
};

/**
 * A payment by code over Alipay's old gateway, version 2: one path for everything, and one HTTP status. The result code tells how it
 * went; what was asked for travels as a text in the form field `biz_content`, which the provider here knows a repeat by.
 */
export const alipayGateway: Provider = defineProvider({
  id: 'alipay-gateway',
  title: 'Alipay gateway, version 2',
  source: { title: 'Alipay OpenAPI v2: result codes, alipay.trade.pay', revision: 'alipay-sdk 4.14.0' },
  origin,
  credentials,
  publicCredentials,
  // Who asks stands in the query, which is not looked at.
  authentication: { scheme: 'headers', headers: {}, error: 'isv.invalid-signature' },
  envelope: {
    alipay_trade_pay_response: { code: '$type', msg: 'Business Failed', sub_code: '$code', sub_msg: '$message' },
    'sign?': 'c2lnbmVk',
  },
  idempotency: { body: true, replays: [], onMismatch: 'ACQ.CONTEXT_INCONSISTENT', onRepeat: 'ACQ.TRADE_HAS_SUCCESS' },
  operations: {
    payTrade: {
      method: 'POST',
      path: '/gateway.do',
      input: { biz_content: '$marker' },
      intentField: 'biz_content',
      effect: 'payment',
      success: {
        status: 200,
        body: { alipay_trade_pay_response: { code: '10000', msg: 'Success', trade_no: '$id' }, sign: 'c2lnbmVk' },
      },
    },
  },
  results: [
    {
      type: '10000',
      status: [200],
      sample: { code: 'unspecified', message: 'Success' },
      summary: 'It went well.',
      expect: { outcome: ['succeeded'], category: ['unknown'], retry: ['never'] },
      basis: { outcome: 'stated', category: 'inferred', retry: 'inferred' },
      operations: pays,
    },
    {
      type: '10003',
      status: [200],
      sample: { code: 'unspecified_wait', message: 'The payer has to confirm it' },
      summary: 'The order is made, and the payer has to confirm it; a query tells what came of it.',
      expect: { outcome: ['pending', 'unknown'], category: ['pending'], retry: ['poll'] },
      basis: { outcome: 'stated', category: 'inferred', retry: 'inferred' },
      operations: pays,
    },
    {
      type: '20000',
      status: [200],
      sample: { code: 'isp.unknow-error', message: 'Service not available' },
      summary: 'The service is not available, or the gateway does not know what happened.',
      expect: {
        outcome: ['unknown', 'pending', 'retryable'],
        category: ['unavailable', 'internal'],
        retry: ['poll', 'backoff', 'same-key-after-wait', 'never'],
      },
      basis: { outcome: 'stated', category: 'stated', retry: 'inferred' },
      operations: pays,
    },
    ...[
      ['40002', 'A parameter is not valid.', 'unspecified_parameter'] as const,
      ['40004', 'The business refused it; the sub code says why.', 'unspecified_business'] as const,
      ['40006', 'The application may not do this.', 'unspecified_permission'] as const,
    ].map(([type, summary, code]) => ({
      type,
      status: [200],
      sample: { code, message: summary },
      summary,
      expect: {
        outcome: ['failed' as const],
        category: ['validation' as const, 'declined' as const, 'permission' as const, 'authentication' as const],
        retry: ['never' as const, 'new-key' as const],
      },
      basis: { outcome: 'stated' as const, category: 'inferred' as const, retry: 'inferred' as const },
      operations: pays,
    })),
  ],
  errors: alipayErrors.errors
    .filter(({ operations }) => operations === '*' || operations.includes('payTrade'))
    .map((row) => ({ ...row, status: [200], types: [failures[row.code] ?? '40004'], operations: pays })),
});
