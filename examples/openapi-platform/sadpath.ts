import { generateKeyPairSync } from 'node:crypto';
import { defineClient } from 'sadpath';
import { openapiPlatform } from 'sadpath/providers';
import { OpenapiPlatformClient, type Success } from './client.ts';
import { OpenapiPlatformError } from './openapi-platform-error.ts';

// Signatures are looked at for their shape only: any key will do, and a small one is quickly made.
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });

/** The reference client of the OpenAPI platform: node:https, one request id an intent, a new signature for each attempt. */
export const openapiPlatformHttps = defineClient({
  name: 'openapi-platform-https',
  provider: openapiPlatform,
  create: ({ baseUrl, credentials: { clientId = '' } }) => new OpenapiPlatformClient({ baseUrl, clientId, privateKey }),
  operations: {
    pay: (client, { input }) => client.pay(input),
    inquiryPayment: (client, { input }) => client.inquiryPayment(input),
    refund: (client, { input }) => client.refund(input),
    inquiryRefund: (client, { input }) => client.inquiryRefund(input),
    voidPayment: (client, { input }) => client.voidPayment(input),
    capture: (client, { input }) => client.capture(input),
    applyToken: (client, { input }) => client.applyToken(input),
    sendMessage: (client, { input }) => client.sendMessage(input),
  },
  interpret: ({ threw, value, error }) => {
    // S was told, of an inquiry that it worked. `value` is what the client's own types say.
    if (!threw) return { outcome: 'succeeded', ...stateOf(value as Success) };
    if (!(error instanceof OpenapiPlatformError)) return undefined;
    const { outcome, category, code, detail } = error;
    return { outcome, category, ...(code && { code }), ...(detail && { message: detail }) };
  },
  retries: {
    attempts: 4,
    on: {
      statuses: [429, 500, 502, 503, 504],
      codes: [
        'REQUEST_TRAFFIC_EXCEED_LIMIT',
        'SYSTEM_BUSY',
        'UNKNOWN_EXCEPTION',
        'SERVICE_UNAVAILABLE',
        'PROCESS_FAIL',
      ],
      transport: true,
    },
    gapsMs: { initial: 500, factor: 2, max: 8_000 },
    jitter: 'equal',
    retryAfter: { capMs: 30_000 },
    // Four attempts of twenty seconds, and three waits as long as Retry-After may make them.
    deadlineMs: 170_000,
  },
  tells: ['outcome', 'category', 'code', 'message', 'state', 'reason'],
  dispose: (client) => client.close(),
});

function stateOf(success: Success): { state?: string; reason?: string } {
  const state = success.paymentStatus ?? success.refundStatus;
  const reason = success.paymentFailReason ?? success.refundFailReason;
  return { ...(typeof state === 'string' && { state }), ...(typeof reason === 'string' && { reason }) };
}
