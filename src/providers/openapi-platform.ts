import { defineProvider } from '../catalogue/define-provider.ts';
import type { Journey } from '../model/journey.ts';
import type { Provider } from '../model/provider.ts';
import { openapiPlatformErrors } from './openapi-platform-errors.ts';
import { openapiPlatformOperations } from './openapi-platform-operations.ts';
import { openapiPlatformResults } from './openapi-platform-results.ts';
import { openapiPlatformRules } from './openapi-platform-rules.ts';
import { platformPrivateKey, platformPublicKey } from './openapi-platform-webhook-keys.ts';

const error = 'INVALID_SIGNATURE';

/**
 * The OpenAPI platform's payments, grants and messages: rows from its page on errors. Operations, states, the head of a request
 * and what becomes of a repeat are not in that document; they come from the platform's other public pages.
 *
 * A signature is looked at for its shape only, so a client may sign with any key.
 */
export const openapiPlatform: Provider = defineProvider({
  id: 'openapi-platform',
  title: 'OpenAPI platform',
  source: { title: 'Error codes', revision: 'sha256 c91991cc537c' },
  origin: 'https://openapi-platform.sadpath.test',
  credentials: { clientId: 'client_sadpath', platformPublicKey },
  publicCredentials: ['clientId', 'platformPublicKey'],
  authentication: {
    scheme: 'headers',
    headers: { 'Client-Id': 'clientId' },
    error: 'INVALID_CLIENT',
    shapes: { Signature: { pattern: '^algorithm=[^\\s,]+, *keyVersion=[^\\s,]+, *signature=[^\\s,]+$', error } },
    time: { header: 'Request-Time', toleranceMs: 300_000, error: 'REQUEST_TIME_INVALID' },
  },
  envelope: { result: { resultStatus: '$type', resultCode: '$code', resultMessage: '$message' } },
  idempotency: { body: true, replays: ['S', 'F'], onMismatch: 'REPEAT_REQ_INCONSISTENT' },
  operations: openapiPlatformOperations,
  results: openapiPlatformResults,
  errors: openapiPlatformErrors,
  rules: openapiPlatformRules,
  journeys: { payment: journeyOf('payment'), refund: journeyOf('refund') },
  webhooks: {
    source: 'https://docs.rebellapp.com/openapis/payments/notifyPayment and /openapis/overview',
    journey: 'payment',
    events: { SUCCESS: 'notifyPayment', FAIL: 'notifyPayment' },
    body: { paymentRequestId: '$marker', paymentId: '$id', paymentStatus: '$state' },
    signature: {
      algorithm: 'rsa-sha256',
      credential: 'platformPublicKey',
      privateKey: platformPrivateKey,
      signed: 'POST $path\n$clientId.$time.$body',
      encoding: 'base64',
      headers: {
        'Client-Id': '$clientId',
        'Request-Time': '$time',
        Signature: 'algorithm=SHA256withRSA, keyVersion=1, signature=$signature',
      },
      time: 'iso',
      toleranceMs: 300_000,
    },
    answer: { result: { resultStatus: 'S' } },
  },
});

/** Payments and refunds come to their end in the same way; the document names none of the states. */
function journeyOf(noun: 'payment' | 'refund'): Journey {
  return {
    resource: `a ${noun}`,
    field: `${noun}Status`,
    initial: 'PROCESSING',
    states: {
      PROCESSING: { summary: `The ${noun} is on its way.`, meaning: 'open', source: 'outside' },
      SUCCESS: { summary: `The ${noun} was made.`, meaning: 'happened', source: 'outside' },
      FAIL: {
        summary: `The ${noun} came to nothing.`,
        meaning: 'failed',
        source: 'outside',
        fields: { [`${noun}FailReason`]: 'Declined' },
      },
    },
    transitions: { PROCESSING: ['SUCCESS', 'FAIL'] },
    fields: [`${noun}FailReason`],
    // Found elsewhere: every 3 to 5 seconds.
    pollEveryMs: 3_000,
  };
}
