import type { ErrorRow } from '../model/provider.ts';
import { advised, failed, inferred, stated, uncertain } from './openapi-platform-basis.ts';
import { inProcess } from './openapi-platform-in-process.ts';

const writes = ['pay', 'refund', 'voidPayment', 'capture'];

const creation: ErrorRow[] = [
  {
    ...failed,
    code: 'ORDER_NOT_EXIST',
    message: 'The order does not exist',
    summary: 'There is no payment or order of that name.',
    expect: { outcome: ['failed', 'unknown'], category: ['not_found'], retry: ['never', 'poll'] },
    basis: stated,
    operations: ['pay', 'inquiryPayment', 'refund', 'voidPayment', 'capture'],
    note: 'After a lost reply it does not say whether the payment may still come (a14): `unknown` and another look are as good.',
  },
  {
    ...failed,
    code: 'ORDER_IS_CLOSED',
    message: 'The order is closed',
    summary: 'The order is completed or cancelled already; a further payment needs a new one.',
    expect: { outcome: ['failed', 'unknown'], category: ['conflict'], retry: ['new-key', 'poll', 'never'] },
    basis: { ...inferred, retry: 'stated' },
    operations: writes,
    echo: true,
    note: 'Completed may mean paid (a10): ask before a new order is made, or the customer pays twice.',
  },
  {
    ...failed,
    code: 'ORDER_STATUS_INVALID',
    message: 'The order is in the wrong state',
    summary: 'The state of the order does not allow the request.',
    expect: { outcome: ['failed', 'unknown'], category: ['conflict', 'validation'], retry: ['never', 'poll'] },
    basis: inferred,
    operations: writes,
    note: 'To ask for the state, as the document advises, and to leave open what became of it is as good.',
  },
  {
    ...failed,
    code: 'REPEAT_REQ_INCONSISTENT',
    message: 'The request differs from the first one with this id',
    summary: 'An earlier request with the same request id was another one; this one needs an id of its own.',
    expect: {
      outcome: ['failed', 'unknown'],
      category: ['idempotency', 'conflict'],
      retry: ['new-key', 'never', 'poll'],
    },
    basis: advised,
    operations: [...writes, 'sendMessage'],
    stored: false,
    note: 'This request was not carried out; what became of the first one, whose id it has, is another matter.',
  },
  {
    ...uncertain,
    ...inProcess,
    code: 'PAYMENT_IN_PROCESS',
    message: 'The payment is being processed',
    summary: 'The payment is on its way; ask for its status.',
    operations: ['pay', 'inquiryPayment', 'refund', 'voidPayment', 'capture'],
  },
];

const processing: ErrorRow[] = [
  {
    ...failed,
    code: 'INVALID_AUTH_CODE',
    message: 'The payment code is not valid',
    summary: "The customer's payment code is not valid, or no longer; the customer has to show another.",
    expect: {
      outcome: ['failed'],
      category: ['declined', 'validation'],
      retry: ['new-key', 'never'],
    },
    basis: inferred,
    operations: ['pay'],
    note: 'The code that a customer shows, not the one of a grant (a11). A changed code needs a new request id.',
  },
  {
    ...failed,
    code: 'INSUFFICIENT_BALANCE',
    message: 'The balance is insufficient',
    summary: 'The customer has too little money.',
    expect: { outcome: ['failed'], category: ['declined'], retry: ['never', 'new-key'] },
    basis: stated,
    operations: ['pay', 'capture'],
    note: 'Found elsewhere: once the customer has been told, a later payment of its own is another order.',
  },
  {
    ...failed,
    code: 'RISK_REJECT',
    message: 'Rejected for risk',
    summary: 'The platform takes it for too great a risk.',
    expect: { outcome: ['failed'], category: ['declined'], retry: ['never'] },
    basis: stated,
    operations: ['pay', 'capture', 'refund'],
  },
  {
    ...failed,
    code: 'USER_NOT_EXIST',
    message: 'The user does not exist',
    summary: 'The user has no account.',
    expect: { outcome: ['failed'], category: ['not_found'], retry: ['never'] },
    basis: stated,
    operations: ['pay', 'refund'],
  },
  {
    ...failed,
    code: 'PAYMENT_TIMEOUT',
    message: 'The payment timed out',
    summary: 'The payment was not made in time; a further one is a new payment.',
    expect: {
      outcome: ['failed'],
      category: ['declined', 'timeout', 'unavailable'],
      retry: ['new-key', 'never', 'poll'],
    },
    basis: { ...inferred, retry: 'stated' },
    operations: ['pay'],
    note: 'Final by its result status: no reply that did not come in time, whose outcome would be open.',
  },
];

/** The codes of payments, in the document's order. */
export const openapiPlatformPaymentErrors: ErrorRow[] = [...creation, ...processing];
