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

function isResource(body: unknown): body is Refund {
  return isRecord(body) && typeof body.id === 'string' && body.id !== '' && typeof body.status === 'string';
}
