import { isRecord, parseJson } from '../json.ts';

/** What a customer buys. */
export interface Order {
  /** Unique for the order; the payment platform knows a repeat by it. */
  id: string;
  /** In cents. */
  cents: number;
}

const paymentUrl = 'https://openapi-platform.sadpath.test/v1/payments/pay';

const unsure = 'We cannot tell yet whether you have paid. Please do not pay again: we will write to you.';

/** Pays an order, and says in one sentence what the customer should see. Never throws. */
export async function checkout({ id, cents }: Order): Promise<string> {
  try {
    const reply = await fetch(paymentUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        paymentRequestId: id,
        paymentAmount: { currency: 'EUR', value: String(cents) },
        order: { orderDescription: `Order ${id}` },
      }),
    });
    return messageFor(parseJson(await reply.text()));
  } catch {
    return unsure;
  }
}

function messageFor(body: unknown): string {
  const { resultStatus, resultCode } = isRecord(body) && isRecord(body.result) ? body.result : {};
  if (resultStatus === 'S') return 'Thank you, your order is paid.';
  if (resultStatus !== 'F') return unsure;
  if (resultCode === 'INSUFFICIENT_BALANCE') return 'Your balance is too low. Nothing was taken.';
  return 'Your payment was declined. Nothing was taken.';
}
