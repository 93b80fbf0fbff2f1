import { BankedError } from '../../examples/banked/banked-error.ts';
import type { PaymentSession, PaymentSessionInput } from '../../examples/banked/payment-session.ts';

/** What every test pays for. */
export const input: PaymentSessionInput = {
  reference: 'order-1',
  amount: 1000,
  currency: 'GBP',
  success_url: 'https://shop.example/paid',
  error_url: 'https://shop.example/not-paid',
  payer: { email: 'ada@shop.example' },
  payee: { name: 'Example Shop', account_number: '12345678', sort_code: '010203' },
};

/** The idempotency key of that payment. */
export const key = '5f0c4f2e-8a51-4f0e-9d4c-1f6f2f3b7a10';

/** What a call told its caller. */
export interface Told {
  outcome: 'succeeded' | BankedError['outcome'];
  category?: BankedError['category'];
  code?: string;
  /** On the faked clock, in milliseconds. */
  tookMs: number;
}

/** Makes a call, and tells how it came out. What is no error of the client's own fails the test. */
export async function callOf(call: () => Promise<PaymentSession>): Promise<Told> {
  const since = Date.now();
  try {
    await call();
    return { outcome: 'succeeded', tookMs: Date.now() - since };
  } catch (error) {
    if (!(error instanceof BankedError)) throw error;
    const { outcome, category, code } = error;
    return { outcome, category, ...(code !== undefined && { code }), tookMs: Date.now() - since };
  }
}
