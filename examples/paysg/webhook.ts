import type { Books } from '../books.ts';
import type { Delivery } from '../delivery.ts';
import { isHmacOf } from '../hmac.ts';
import { isRecord, parseJson } from '../json.ts';

/** What a receiver of PaySG's events is made of. */
export interface PaysgWebhookOptions {
  /** The one that PaySG gave for this webhook. */
  secret: string;
  /** Where the events go. What they throw is thrown: answered with 500, the event comes again. */
  books: Books;
}

/**
 * Receives PaySG's events, and returns the HTTP status to answer with: 200 for what is applied, was applied before, or is of a type
 * that is none of our business, as more may be added at any time; 401 for what PaySG has not signed, 400 for what cannot be read.
 */
export function paysgWebhook({ secret, books }: PaysgWebhookOptions): (delivery: Delivery) => Promise<number> {
  return async ({ headers, body }) => {
    if (!isSigned(headers['paysg-signature'], body, secret)) return 401;
    const event = parseJson(body);
    if (!isRecord(event)) return 400;
    if (event.type !== 'payment.succeeded') return 200;
    const { id, data } = event;
    if (typeof id !== 'string' || !isRecord(data) || typeof data.id !== 'string') return 400;
    await books.apply({ id, payment: data.id, standing: 'succeeded' });
    return 200;
  };
}

/** `PaySG-Signature: t=<unix time>, v1=<hex>`. No page says how old it may be, and a delivery is repeated for days: any age will do. */
function isSigned(header: string | undefined, body: string, secret: string): boolean {
  const parts = (header ?? '').split(',').map((text) => text.trim().split('=', 2));
  const part = (name: string) => parts.find(([key]) => key === name)?.[1];
  const [time, hex] = [part('t'), part('v1')];
  return time !== undefined && hex !== undefined && isHmacOf(`${time}.${body}`, secret, hex);
}
