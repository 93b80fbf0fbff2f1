import type { KeyObject } from 'node:crypto';
import { type Books, standingOf } from '../books.ts';
import type { Delivery } from '../delivery.ts';
import { isRecord, parseJson } from '../json.ts';
import { endOf } from './end.ts';
import { isSignedBy } from './signature.ts';

/** What a receiver of the platform's notifications is made of. */
export interface OpenapiPlatformWebhookOptions {
  clientId: string;
  /** The platform's own: the other half of the key that it signs with. */
  publicKey: KeyObject;
  /** Where the events go. What they throw is thrown: answered with 500, the notification comes again. */
  books: Books;
  now?: () => Date;
}

/** What to answer. The platform looks for the result, and sends again what is not answered with S. */
export interface WebhookReply {
  status: number;
  body: { result: { resultStatus: 'S' | 'F'; resultCode: string; resultMessage: string } };
}

/** How far a Request-Time may be off, either way: in milliseconds, as the platform allows it of a client's. */
const toleranceMs = 300_000;

/**
 * Receives the platform's notifications of payments. They carry no id: payment and status together are the event, so that a repeat is
 * known as one. S answers what is applied, was applied before, or tells a status that is none of our business.
 */
export function openapiPlatformWebhook({
  clientId,
  publicKey,
  books,
  now = () => new Date(),
}: OpenapiPlatformWebhookOptions): (delivery: Delivery) => Promise<WebhookReply> {
  return async ({ path, headers, body }) => {
    const requestTime = headers['request-time'] ?? '';
    if (headers['client-id'] !== clientId) return refused(401, 'INVALID_CLIENT', 'not for this client');
    if (!isSignedBy({ path, clientId, requestTime, body }, headers.signature, publicKey))
      return refused(401, 'INVALID_SIGNATURE', 'not signed by the platform');
    // A time that cannot be read is off by NaN, and so not within anything.
    if (!(Math.abs(Date.parse(requestTime) - now().getTime()) <= toleranceMs))
      return refused(401, 'REQUEST_TIME_INVALID', 'more than five minutes off');
    const event = parseJson(body);
    if (!isRecord(event) || typeof event.paymentId !== 'string' || typeof event.paymentStatus !== 'string')
      return refused(400, 'PARAM_ILLEGAL', 'not a payment and its status');
    const { paymentId: payment, paymentStatus } = event;
    const end = endOf({ paymentStatus });
    if (end) await books.apply({ id: `${payment} ${paymentStatus}`, payment, standing: standingOf(end) });
    return { status: 200, body: { result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'success' } } };
  };
}

function refused(status: number, resultCode: string, resultMessage: string): WebhookReply {
  return { status, body: { result: { resultStatus: 'F', resultCode, resultMessage } } };
}
