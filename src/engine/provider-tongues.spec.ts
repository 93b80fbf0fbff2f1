import { createHmac, verify } from 'node:crypto';
import type { Belief } from '../model/belief.ts';
import type { ClientWebhooks, WebhookAnswer, WebhookDelivery } from '../model/client.ts';
import type { Provider } from '../model/provider.ts';
import { banked } from '../providers/banked.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { paysg } from '../providers/paysg.ts';
import { useepay } from '../providers/useepay.ts';

/** For specs only: what books say of a payment. */
export type Outcome = Belief['outcome'];

/** For specs only: what a provider said of a payment. */
export interface Said {
  /** Absent where an event has no id of its own. */
  event?: string;
  id: string;
  /** Absent for a type that the client does not know. */
  outcome?: Outcome;
}

/** For specs only: how to speak with a provider, and how to read its events. */
export interface Tongue {
  provider: Provider;
  create: string;
  wait: string;
  authentic(delivery: WebhookDelivery, credentials: Record<string, string>): boolean;
  said(delivery: WebhookDelivery): Said;
  idOf(reply: ReturnType<typeof JSON.parse>): string;
  request(
    options: { baseUrl: string; credentials: Record<string, string> },
    input: Record<string, string>,
    key: string,
  ): [url: string, init: RequestInit];
  reading(
    options: { baseUrl: string; credentials: Record<string, string> },
    id: string,
  ): [url: string, init: RequestInit];
  stateOf(reply: ReturnType<typeof JSON.parse>): Outcome;
  answer?: WebhookAnswer;
  sign?: ClientWebhooks['sign'];
  /** What a client may believe once the reply is there. */
  made: Outcome;
}

const outcomeOf = (table: Record<string, Outcome>, state: string): Outcome => table[state] ?? 'pending';
const hmac = (secret: string | undefined, text: string) =>
  createHmac('sha256', secret ?? '')
    .update(text)
    .digest('hex');
const json = { 'content-type': 'application/json' };

const bankedStates: Record<string, Outcome> = { sent: 'succeeded', failed: 'failed' };
const bankedHeaders = { ...json, authorization: `Basic ${btoa('pk_test_sadpath:sk_test_sadpath')}` };
export const inBanked: Tongue = {
  provider: banked,
  create: 'createPaymentSession',
  wait: 'getPaymentSession',
  made: 'pending',
  authentic({ headers, body }, { webhookSecret }) {
    const [time = '', given] = (headers['banked-signature'] ?? '').split('.');
    return given === hmac(webhookSecret, `${time}.${body}`);
  },
  said({ body }) {
    const { id: event, webhook_event, data } = JSON.parse(body);
    const known = /^payment_(pending|sent|failed)$/.exec(webhook_event)?.[1];
    return { event, id: data.id, ...(known !== undefined && { outcome: outcomeOf(bankedStates, known) }) };
  },
  idOf: ({ id }) => id,
  stateOf: ({ state }) => outcomeOf(bankedStates, state),
  request: ({ baseUrl }, input, key) => [
    `${baseUrl}/v2/payment_sessions`,
    { method: 'POST', headers: { ...bankedHeaders, 'idempotency-key': key }, body: JSON.stringify(input) },
  ],
  reading: ({ baseUrl }, id) => [`${baseUrl}/v2/payment_sessions/${id}`, { headers: bankedHeaders }],
};

const paysgStates: Record<string, Outcome> = { paid: 'succeeded', cancelled: 'failed' };
export const inPaysg: Tongue = {
  provider: paysg,
  create: 'createPayment',
  wait: 'getPayment',
  made: 'pending',
  authentic({ headers, body }, { webhookSecret }) {
    const [, time = '', given] = /^t=(\d+), v1=(.*)$/.exec(headers['paysg-signature'] ?? '') ?? [];
    return given === hmac(webhookSecret, `${time}.${body}`);
  },
  said({ body }) {
    const { id: event, type, data } = JSON.parse(body);
    return { event, id: data.id, ...(type === 'payment.succeeded' && { outcome: 'succeeded' as const }) };
  },
  idOf: ({ id }) => id,
  stateOf: ({ payment_status }) => outcomeOf(paysgStates, payment_status),
  request: ({ baseUrl, credentials: { apiKey = '' } }, { paymentServiceId, ...body }, key) => [
    `${baseUrl}/v1/payment-services/${paymentServiceId}/payments`,
    {
      method: 'POST',
      headers: { ...json, 'x-api-key': apiKey, 'idempotency-key': key },
      body: JSON.stringify(body),
    },
  ],
  reading: ({ baseUrl, credentials: { apiKey = '' } }, id) => [
    `${baseUrl}/v1/payment-services/${paysg.operations.createPayment?.input.paymentServiceId}/payments/${id}`,
    { headers: { 'x-api-key': apiKey } },
  ],
};

const useepayStates: Record<string, Outcome> = { succeeded: 'succeeded', cancelled: 'failed', failed: 'failed' };
const useepayHeaders = { 'x-merchant-no': '500000000000001', 'x-app-id': 'shop.example' };
export const inUseepay: Tongue = {
  provider: useepay,
  create: 'createPaymentIntent',
  wait: 'retrievePaymentIntent',
  made: 'pending',
  sign: ({ body }) => ({ 'x-signature': hmac('ours', body) }),
  authentic: ({ headers, body }) => headers['x-signature'] === hmac('ours', body),
  said({ body }) {
    const { id: event, name, data } = JSON.parse(body);
    const known = name.startsWith('payment_intent.');
    return { event, id: data.id, ...(known && { outcome: outcomeOf(useepayStates, data.status) }) };
  },
  idOf: ({ id }) => id,
  stateOf: ({ status }) => outcomeOf(useepayStates, status),
  request: ({ baseUrl, credentials: { apiKey = '' } }, input) => [
    `${baseUrl}/api/v1/payment_intents/create`,
    { method: 'POST', headers: { ...json, ...useepayHeaders, 'x-api-key': apiKey }, body: JSON.stringify(input) },
  ],
  reading: ({ baseUrl, credentials: { apiKey = '' } }, id) => [
    `${baseUrl}/api/v1/payment_intents/${id}`,
    { headers: { ...useepayHeaders, 'x-api-key': apiKey } },
  ],
};

const platformStates: Record<string, Outcome> = { SUCCESS: 'succeeded', FAIL: 'failed' };
const platformHeaders = () => ({
  ...json,
  'client-id': 'client_sadpath',
  'request-time': new Date().toISOString(),
  signature: 'algorithm=RSA256, keyVersion=1, signature=c2ln',
});
export const inPlatform: Tongue = {
  provider: openapiPlatform,
  create: 'pay',
  wait: 'inquiryPayment',
  made: 'succeeded',
  answer: { status: 200, body: { result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' } } },
  authentic({ method, path, headers, body }, { platformPublicKey = '', clientId }) {
    const time = headers['request-time'] ?? '';
    const given = /signature=([^,]+)$/.exec(headers.signature ?? '')?.[1] ?? '';
    const text = `${method} ${path}\n${clientId}.${time}.${body}`;
    const fresh = Math.abs(Date.now() - Date.parse(time)) <= 300_000;
    return fresh && verify('sha256', Buffer.from(text), platformPublicKey, Buffer.from(given, 'base64'));
  },
  said({ body }) {
    const { paymentId, paymentStatus } = JSON.parse(body);
    return { id: paymentId, outcome: outcomeOf(platformStates, paymentStatus) };
  },
  idOf: ({ paymentId }) => paymentId,
  stateOf: ({ paymentStatus }) => outcomeOf(platformStates, paymentStatus),
  request: ({ baseUrl }, input) => [
    `${baseUrl}/v1/payments/pay`,
    { method: 'POST', headers: platformHeaders(), body: JSON.stringify(input) },
  ],
  reading: ({ baseUrl }, paymentId) => [
    `${baseUrl}/v1/payments/inquiryPayment`,
    { method: 'POST', headers: platformHeaders(), body: JSON.stringify({ paymentId }) },
  ],
};
