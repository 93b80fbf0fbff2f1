import type { ErrorRow } from '../model/provider.ts';
import { failed, inferred, stated, uncertain } from './openapi-platform-basis.ts';
import { inProcess } from './openapi-platform-in-process.ts';

const refunds: ErrorRow[] = [
  {
    ...failed,
    code: 'REFUND_AMOUNT_EXCEED',
    message: 'The refund is greater than what is left',
    summary: 'The refund is greater than what can still be refunded.',
    expect: { outcome: ['failed'], category: ['validation', 'conflict'], retry: ['never'] },
    basis: inferred,
    operations: ['refund'],
  },
  {
    ...failed,
    code: 'REFUND_NOT_ALLOWED',
    message: 'The payment cannot be refunded',
    summary: 'The payment is in no state that allows a refund.',
    expect: { outcome: ['failed'], category: ['conflict', 'validation', 'declined'], retry: ['never', 'poll'] },
    basis: inferred,
    operations: ['refund'],
  },
  {
    ...uncertain,
    ...inProcess,
    code: 'REFUND_IN_PROCESS',
    message: 'The refund is being processed',
    summary: 'The refund is on its way; ask for its status.',
    operations: ['refund', 'inquiryRefund'],
  },
  {
    ...failed,
    code: 'REFUND_NOT_EXIST',
    message: 'The refund does not exist',
    summary: 'There is no refund of that name.',
    expect: { outcome: ['failed', 'unknown'], category: ['not_found'], retry: ['never', 'poll'] },
    basis: stated,
    operations: ['inquiryRefund'],
    note: 'After a lost reply it does not say whether the refund may still come (as a14): `unknown` and another look are as good.',
  },
];

const voids: ErrorRow[] = [
  {
    ...failed,
    code: 'VOID_NOT_ALLOWED',
    message: 'The payment cannot be voided',
    summary: 'The payment cannot be called off any more; a refund can.',
    expect: { outcome: ['failed'], category: ['conflict', 'validation', 'declined'], retry: ['never', 'poll'] },
    basis: inferred,
    operations: ['voidPayment'],
  },
  {
    ...failed,
    code: 'ORDER_ALREADY_SETTLED',
    message: 'The payment is settled',
    summary: 'The payment is settled already and cannot be called off; a refund can.',
    expect: { outcome: ['failed'], category: ['conflict', 'validation'], retry: ['never', 'poll'] },
    basis: inferred,
    operations: ['voidPayment'],
    note: 'The payment happened; what was asked for, to call it off, did not.',
  },
  {
    ...uncertain,
    ...inProcess,
    code: 'VOID_IN_PROCESS',
    message: 'The void is being processed',
    summary: 'The payment is being called off; ask for its status.',
    operations: ['voidPayment'],
  },
];

const captures: ErrorRow[] = [
  {
    ...failed,
    code: 'CAPTURE_AMOUNT_EXCEED',
    message: 'The capture is greater than what was authorized',
    summary: 'The capture is greater than what was authorized.',
    expect: { outcome: ['failed'], category: ['validation', 'conflict'], retry: ['never'] },
    basis: inferred,
    operations: ['capture'],
  },
  {
    ...failed,
    code: 'AUTHORIZATION_EXPIRED',
    message: 'The authorization has expired',
    summary: 'The authorization of the payment is too old; the payment needs another.',
    expect: { outcome: ['failed'], category: ['conflict', 'declined'], retry: ['new-key', 'never'] },
    basis: { ...inferred, retry: 'stated' },
    operations: ['capture'],
    note: 'Money set aside, no credential (a11): the caller has to authorize anew, no token helps.',
  },
  {
    ...uncertain,
    ...inProcess,
    code: 'CAPTURE_IN_PROCESS',
    message: 'The capture is being processed',
    summary: 'The capture is on its way; ask for its status.',
    operations: ['capture'],
  },
];

/** The codes of refunds, voids and captures, in the document's order. */
export const openapiPlatformRefundErrors: ErrorRow[] = [...refunds, ...voids, ...captures];
