import { isRecord, parseJson } from '../json.ts';

/** What a payment session is made of. */
export interface PaymentSessionInput {
  /** The merchant's own reference. */
  reference: string;
  /** In the smallest unit of the currency. */
  amount: number;
  currency: string;
  success_url: string;
  error_url: string;
  payer: { email: string };
  payee: { name: string; account_number: string; sort_code: string };
  /** What Banked is to do with the session at once; some may fail after the session was created. */
  actions?: unknown[];
}

/** A payment session as Banked shows it. */
export interface PaymentSession {
  id: string;
  /** `sent` and `failed` are final. */
  state: string;
  /** Why it is in this state. */
  state_reason?: unknown;
  /** The latest error on the way; null once it is resolved, so never final. */
  latest_error?: unknown;
  [field: string]: unknown;
}

/** The session in a body; `undefined` when there is none. */
export function readSession(text: string): PaymentSession | undefined {
  const body = parseJson(text);
  return isSession(body) ? body : undefined;
}

/** How the payment ended; `undefined` while it may come to any end, as in every state that nobody knows. */
export function endOf({ state }: PaymentSession): 'happened' | 'failed' | undefined {
  if (state === 'sent') return 'happened';
  return state === 'failed' ? 'failed' : undefined;
}

function isSession(body: unknown): body is PaymentSession {
  return isRecord(body) && typeof body.id === 'string' && typeof body.state === 'string';
}
