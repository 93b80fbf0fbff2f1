import { type Books, standingOf } from '../books.ts';
import type { Delivery } from '../delivery.ts';
import { isRecord, parseJson } from '../json.ts';
import { endOf } from './payment-intent.ts';

/** What a receiver of UseePay's events is made of. */
export interface UseepayWebhookOptions {
  /** Whether UseePay has sent it. No page of theirs says how to tell: ask them, and take nothing for granted. */
  verify: (delivery: Delivery) => boolean | Promise<boolean>;
  /** Where the events go. What they throw is thrown: answered with 500, the event comes again. */
  books: Books;
}

const known = [
  'requires_payment_method',
  'requires_customer_action',
  'requires_capture',
  'pending',
  'succeeded',
  'cancelled',
  'canceled',
  'failed',
];

/**
 * Receives UseePay's events about payment intents, and returns the HTTP status to answer with: 200 for what is applied, was applied
 * before, or is of a name that is none of our business; 401 for what UseePay has not sent, 400 for what cannot be read.
 */
export function useepayWebhook({ verify, books }: UseepayWebhookOptions): (delivery: Delivery) => Promise<number> {
  return async (delivery) => {
    if (!(await verify(delivery))) return 401;
    const event = parseJson(delivery.body);
    if (!isRecord(event)) return 400;
    const status = statusIn(event.name);
    if (status === undefined) return 200;
    const { id, data } = event;
    if (typeof id !== 'string' || !isRecord(data) || typeof data.id !== 'string') return 400;
    await books.apply({ id, payment: data.id, standing: standingOf(endOf({ id: data.id, status })) });
    return 200;
  };
}

/** The status that an event's name tells; `undefined` for what tells none. */
function statusIn(name: unknown): string | undefined {
  return known.find((status) => name === `payment_intent.${status}`);
}
