import { isRecord, parseJson } from '../json.ts';

/** What a payment is made of. */
export interface PaymentInput {
  /** The agency's own reference. */
  reference_id: string;
  amount_in_cents: number;
  description: string;
  payer_name: string;
  payer_email: string;
}

/** A payment as PaySG shows it. */
export interface Payment {
  id: string;
  /** `unpaid`, `paid`, `cancelled`; more may come. */
  payment_status: string;
  /** Where the payer pays. */
  payment_url?: unknown;
  [field: string]: unknown;
}

/** The payment in a body; `undefined` when there is none. */
export function readPayment(text: string): Payment | undefined {
  const body = parseJson(text);
  return isPayment(body) ? body : undefined;
}

/** How the payment ended; `undefined` while it may come to any end, as in every state that nobody knows. */
export function endOf({ payment_status: state }: Payment): 'happened' | 'failed' | undefined {
  if (state === 'paid') return 'happened';
  return state === 'cancelled' ? 'failed' : undefined;
}

function isPayment(body: unknown): body is Payment {
  return isRecord(body) && typeof body.id === 'string' && typeof body.payment_status === 'string';
}
