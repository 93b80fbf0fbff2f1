import type { Unchecked } from '../json.ts';

/** How a payment or a refund ended, by its state; `undefined` while it may come to any end, as in every state that nobody knows. */
export function endOf(reply: Unchecked): 'happened' | 'failed' | undefined {
  const state = reply.paymentStatus ?? reply.refundStatus;
  if (state === 'SUCCESS') return 'happened';
  return state === 'FAIL' ? 'failed' : undefined;
}
