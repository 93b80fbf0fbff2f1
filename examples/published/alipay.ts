import { sign } from 'node:crypto';
import { AlipayRequestError, AlipaySdk } from 'alipay-sdk';
import { type Belief, type Category, defineClient, type ReplyContent } from 'sadpath';
import { alipayTrades } from './alipay-catalogue.ts';
import { alipayPrivateKey } from './alipay-keys.ts';

/**
 * The published `alipay-sdk` 4.14.0, unmodified, with default options: version 3 of the API over urllib, every reply verified. What
 * it tells is read off its one error class and what its README says of a result.
 */
export const alipaySdk = defineClient({
  name: 'alipay-sdk',
  provider: alipayTrades,
  create: ({ credentials: { appId = '', privateKey = '', alipayPublicKey = '' } }) =>
    new AlipaySdk({ appId, privateKey, alipayPublicKey }),
  operations: {
    payTrade: (client, { input }) => client.curl('POST', '/v3/alipay/trade/pay', { body: input }),
    queryTrade: (client, { input }) => client.curl('POST', '/v3/alipay/trade/query', { body: input }),
  },
  // No `retries`: its README says nothing of them.
  reply: signed,
  tells: ['outcome', 'category', 'code', 'message', 'state'],
  interpret: ({ threw, value, error }) => {
    if (threw) return afterError(error);
    const data = fieldOf(value, 'data');
    // Its result is of any type, so its caller looks for what the reference promises: the number of the trade.
    if (typeof fieldOf(data, 'trade_no') !== 'string') return { outcome: 'unknown', category: 'malformed' };
    const state = fieldOf(data, 'trade_status');
    return { outcome: 'succeeded', ...(typeof state === 'string' ? { state } : {}) };
  },
});

/**
 * Alipay signs what it answers: SHA256 with RSA over time, nonce and body, a line each. What comes from a gateway, and is no JSON or no
 * success, is not signed. A tape that says what the signature is has the last word.
 */
function signed(reply: ReplyContent): ReplyContent {
  const { status, headers, body } = reply;
  if (status >= 300 || headers['content-type'] !== 'application/json' || 'alipay-signature' in headers) return reply;
  const time = '1893456000000';
  const nonce = 'sadpath';
  const key = `-----BEGIN RSA PRIVATE KEY-----\n${alipayPrivateKey}\n-----END RSA PRIVATE KEY-----`;
  const signature = sign('RSA-SHA256', Buffer.from(`${time}\n${nonce}\n${body}\n`), key).toString('base64');
  return {
    ...reply,
    headers: { ...headers, 'alipay-timestamp': time, 'alipay-nonce': nonce, 'alipay-signature': signature },
  };
}

/** What an informed caller makes of what it catches. Whatever it does not know leaves it in doubt. */
function afterError(error: unknown): Belief {
  if (!(error instanceof AlipayRequestError)) return { outcome: 'unknown', category: 'unknown' };
  const { code, message, responseHttpStatus: status } = error;
  if (status === undefined) return { outcome: 'unknown', category: 'network', message };
  if (status < 400) return { outcome: 'unknown', category: 'malformed', message };
  return { ...(byCode[code ?? ''] ?? kindOf(status)), message, ...(code === undefined ? {} : { code }) };
}

type Kind = Pick<Belief, 'outcome' | 'category'>;

const declined: Kind = { outcome: 'failed', category: 'declined' };
const conflict: Kind = { outcome: 'failed', category: 'conflict' };

/** What the reference says of a code that its status does not. */
export const byCode: Record<string, Kind> = {
  'ACQ.SYSTEM_ERROR': { outcome: 'unknown', category: 'internal' },
  // A query tells whether it was this payer's.
  'ACQ.TRADE_HAS_SUCCESS': { outcome: 'unknown', category: 'conflict' },
  'ACQ.TRADE_HAS_CLOSE': conflict,
  'ACQ.CONTEXT_INCONSISTENT': conflict,
  'ACQ.BUYER_BALANCE_NOT_ENOUGH': declined,
  'ACQ.PAYMENT_REQUEST_HAS_RISK': declined,
  'ACQ.PAYMENT_FAIL': declined,
  'isv.invalid-signature': { outcome: 'failed', category: 'authentication' },
  'isv.insufficient-isv-permissions': { outcome: 'failed', category: 'permission' },
};

function kindOf(status: number): Kind {
  if (status >= 500) return { outcome: 'unknown', category: 'internal' };
  if (status === 429) return { outcome: 'retryable', category: 'rate_limit' };
  return { outcome: 'failed', category: byStatus[status] ?? 'validation' };
}

const byStatus: Record<number, Category> = {
  401: 'authentication',
  403: 'permission',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  410: 'not_found',
  425: 'unavailable',
};

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
