import type { RuleRow } from '../model/provider.ts';

const pay = 'pay';
const inquiry = 'inquiryPayment';

/** What the document advises to do after single codes, and at the end in general. */
export const openapiPlatformAdvice: RuleRow[] = [
  {
    name: 'rate-limit-backoff',
    summary: 'After too many requests, wait longer before each further one.',
    judged: 'traffic',
    basis: 'stated',
    note: 'No number, no Retry-After: any growing wait will do, and giving up will too.',
    plays: [
      { operation: pay, tape: '200 REQUEST_TRAFFIC_EXCEED_LIMIT ×3, ok' },
      { operation: inquiry, tape: '200 REQUEST_TRAFFIC_EXCEED_LIMIT ×3, ok' },
    ],
  },
  {
    name: 'busy-delay',
    summary: 'When the platform has too much to do, send the request again after a while.',
    judged: 'traffic',
    basis: 'stated',
    plays: [{ operation: pay, tape: '200 SYSTEM_BUSY ×2, ok' }],
  },
  {
    name: 'exception-backoff',
    summary: 'After an unexpected error, wait longer before each further attempt.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Safe under the same request id only (a2): the first attempt may have been carried out.',
    plays: [
      { operation: pay, tape: '200 UNKNOWN_EXCEPTION after-commit ×3, ok' },
      { operation: inquiry, tape: '200 UNKNOWN_EXCEPTION ×3, ok' },
    ],
  },
  {
    name: 'process-fail-retry',
    summary: 'After a failure in processing, send the request again.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Found elsewhere: do not, the same request id is told the same again (a1). Any of these is accepted.',
    plays: [{ operation: pay, tape: '200 PROCESS_FAIL' }],
  },
  {
    name: 'unavailable-later',
    summary: 'While the service is not there, send the request again later.',
    judged: 'traffic',
    basis: 'stated',
    plays: [{ operation: pay, tape: '200 SERVICE_UNAVAILABLE ×2, ok' }],
  },
  {
    name: 'poll-in-process',
    summary: 'While a payment, refund, void or capture is on its way, ask for its status.',
    judged: 'traffic',
    basis: 'stated',
    note: 'How often and for how long is not said; the sample would send it again (a4), which is safe under the same request id.',
    plays: [
      {
        operation: pay,
        tape: '200 PAYMENT_IN_PROCESS after-commit | inquiryPayment: state:PROCESSING ×2, state:SUCCESS',
      },
      {
        operation: 'refund',
        tape: '200 REFUND_IN_PROCESS after-commit | inquiryRefund: state:PROCESSING ×2, state:SUCCESS',
      },
      { operation: 'voidPayment', tape: '200 VOID_IN_PROCESS after-commit' },
      { operation: 'capture', tape: '200 CAPTURE_IN_PROCESS after-commit' },
    ],
  },
  {
    name: 'id-belongs-to-one-request',
    summary: 'A request id that comes again with other parameters is refused; such a request needs a new one.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: pay, tape: '200 REPEAT_REQ_INCONSISTENT' },
      { operation: 'refund', tape: '200 REPEAT_REQ_INCONSISTENT' },
    ],
  },
  {
    name: 'make-a-new-one',
    summary: 'A closed order, a payment that timed out and an expired authorization are not tried again but made anew.',
    judged: 'traffic',
    basis: 'stated',
    note: 'A closed order may have been paid: ask first (a10).',
    plays: [
      { operation: pay, tape: '200 ORDER_IS_CLOSED' },
      { operation: pay, tape: '200 PAYMENT_TIMEOUT' },
      { operation: 'capture', tape: '200 AUTHORIZATION_EXPIRED' },
    ],
  },
  {
    name: 'renew-access-token',
    summary: 'An access token that has expired or is not valid is renewed, by its refresh token or by the user.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Both codes may mean that it has expired (a8).',
    plays: [
      { operation: pay, tape: '200 EXPIRED_ACCESS_TOKEN' },
      { operation: 'sendMessage', tape: '200 EXPIRED_ACCESS_TOKEN' },
      { operation: 'sendMessage', tape: '200 INVALID_ACCESS_TOKEN' },
    ],
  },
  {
    name: 'refund-instead',
    summary: 'A payment that cannot be called off any more is refunded instead.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Another operation, for the caller to choose: a void does not turn into a refund by itself.',
    plays: [
      { operation: 'voidPayment', tape: '200 VOID_NOT_ALLOWED' },
      { operation: 'voidPayment', tape: '200 ORDER_ALREADY_SETTLED' },
    ],
  },
  {
    name: 'queued-message',
    summary: 'A message that is queued will be delivered.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Its U invites a repeat all the same (a3), which the same request id makes harmless.',
    plays: [{ operation: 'sendMessage', tape: '200 SENDING after-commit' }],
  },
  {
    name: 'log-details',
    summary: 'Log code and message, to find out later what went wrong.',
    judged: 'by-hand',
    basis: 'stated',
    force: 'advises',
  },
  {
    name: 'friendly-messages',
    summary: 'Tell users what happened in words that are made for them.',
    judged: 'by-hand',
    basis: 'stated',
    force: 'advises',
  },
];
