import { isRecord, parseJson } from '../json.ts';

/** What a payment intent is made of. */
export interface PaymentIntentInput {
  /** The merchant's own order. */
  merchant_order_id: string;
  amount: number;
  currency: string;
}

/** What a refund is made of. */
export interface RefundInput {
  /** The merchant's own order. */
  merchant_order_id: string;
  payment_intent_id: string;
  amount: number;
}

/** A payment intent as UseePay shows it. */
export interface PaymentIntent extends Refund {
  /** Why the latest try did not go through; null once that is resolved, so never final. */
  last_payment_error?: unknown;
}

/** A refund as UseePay shows it. */
export interface Refund {
  id: string;
  /** More of them may come. */
  status: string;
  [field: string]: unknown;
}

/** The payment intent, or the refund, in a body; `undefined` when there is none. */
export function readResource(text: string): Refund | undefined {
  const body = parseJson(text);
  return isResource(body) ? body : undefined;
}

const ends = new Map<string, 'happened' | 'failed'>([
  ['succeeded', 'happened'],
  // UseePay spells it in both ways.
  ['cancelled', 'failed'],
  ['canceled', 'failed'],
  ['failed', 'failed'],
]);

/** How the payment ended; `undefined` while it may come to any end, as in every state that nobody knows. */
export function endOf({ status }: PaymentIntent): 'happened' | 'failed' | undefined {
  return ends.get(status);
}

function isResource(body: unknown): body is Refund {
  return isRecord(body) && typeof body.id === 'string' && body.id !== '' && typeof body.status === 'string';
}
