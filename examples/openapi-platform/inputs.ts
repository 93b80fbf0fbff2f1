/** An amount in the smallest unit of its currency. */
export interface Amount {
  currency: string;
  value: string;
}

/** What to pay. One order, one request id: keep it with the order, and use it again for a repeat. */
export interface PayInput {
  paymentRequestId: string;
  paymentAmount: Amount;
  order: { orderDescription: string };
  /** The code that the customer shows. */
  paymentAuthCode: string;
}

/** Which payment: by the request id that it was made under, or by the platform's own id. */
export interface PaymentName {
  paymentRequestId?: string;
  paymentId?: string;
}

/** What to give back, under a request id of its own. */
export interface RefundInput {
  refundRequestId: string;
  paymentId: string;
  refundAmount: Amount;
}

/** What to call off, under a request id of its own. */
export interface VoidInput {
  voidRequestId: string;
  paymentId: string;
}

/** What to take of an authorized payment, under a request id of its own. */
export interface CaptureInput {
  captureRequestId: string;
  paymentId: string;
  captureAmount: Amount;
}

/** What to exchange for tokens: a code, which works once, or a refresh token. */
export type TokenInput =
  | { grantType: 'AUTHORIZATION_CODE'; authCode: string }
  | { grantType: 'REFRESH_TOKEN'; refreshToken: string };

/** What to tell a user, under a request id of its own. */
export interface MessageInput {
  requestId: string;
  accessToken: string;
  templateCode: string;
}
