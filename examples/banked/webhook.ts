import type { Books, Standing } from '../books.ts';
import type { Delivery } from '../delivery.ts';
import { isHmacOf } from '../hmac.ts';
import { isRecord, parseJson } from '../json.ts';

/** What a receiver of Banked's events is made of. */
export interface BankedWebhookOptions {
  /** The one that Banked gave for this webhook. */
  secret: string;
  /** Where the events go. What they throw is thrown: answered with 500, the event comes again. */
  books: Books;
}

// The type tells the state: in one of Banked's samples the session beside it still shows an earlier one.
const standings = new Map<unknown, Standing>([
  ['payment_pending', 'pending'],
  ['payment_sent', 'succeeded'],
  ['payment_failed', 'failed'],
]);

/**
 * Receives Banked's events, and returns the HTTP status to answer with: 200 for what is applied, was applied before, or is of a type
 * that is none of our business; 401 for what Banked has not signed, 400 for what cannot be read.
 */
export function bankedWebhook({ secret, books }: BankedWebhookOptions): (delivery: Delivery) => Promise<number> {
  return async ({ headers, body }) => {
    if (!isSigned(headers['banked-signature'], body, secret)) return 401;
    const event = parseJson(body);
    if (!isRecord(event)) return 400;
    const standing = standings.get(event.webhook_event);
    if (standing === undefined) return 200;
    const { id, data } = event;
    if (typeof id !== 'string' || !isRecord(data) || typeof data.id !== 'string') return 400;
    await books.apply({ id, payment: data.id, standing });
    return 200;
  };
}

/** `banked-signature: <unix time>.<hex>`. No page says how old it may be, and a delivery is repeated for weeks: any age will do. */
function isSigned(header: string | undefined, body: string, secret: string): boolean {
  const [, time, hex] = /^(\d+)\.([0-9a-f]+)$/i.exec(header ?? '') ?? [];
  return time !== undefined && hex !== undefined && isHmacOf(`${time}.${body}`, secret, hex);
}
