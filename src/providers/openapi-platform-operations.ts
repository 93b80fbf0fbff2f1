import type { Operation } from '../model/provider.ts';

const result = { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' };
const amount = { currency: 'EUR', value: '1000' };
const time = '2030-01-01T00:00:00Z';

/** All of it is found elsewhere; the paths of void and message and their replies, and what a repeat of a grant is told, are assumed. */
export const openapiPlatformOperations: Record<string, Operation> = {
  pay: {
    method: 'POST',
    path: '/v1/payments/pay',
    input: {
      paymentRequestId: '$marker',
      paymentAmount: amount,
      order: { orderDescription: 'One order' },
      paymentAuthCode: '28763443825664394',
    },
    intentField: 'paymentRequestId',
    effect: 'payment',
    journey: 'payment',
    success: { status: 200, body: { result, paymentId: '$id', paymentTime: time }, state: 'SUCCESS' },
    reads: 'inquiryPayment',
  },
  // Sources disagree on which of the two ids it wants: it is given both, and takes either.
  inquiryPayment: {
    method: 'POST',
    path: '/v1/payments/inquiryPayment',
    input: { paymentRequestId: '$marker', paymentId: '$resource' },
    given: 'a payment',
    journey: 'payment',
    success: { status: 200, body: { result, paymentId: '$id', paymentStatus: '$state' } },
    missing: 'ORDER_NOT_EXIST',
  },
  refund: {
    method: 'POST',
    path: '/v1/payments/refund',
    input: { refundRequestId: '$marker', paymentId: '$resource', refundAmount: amount },
    intentField: 'refundRequestId',
    effect: 'refund',
    given: 'a payment',
    journey: 'refund',
    success: {
      status: 200,
      body: { result, refundId: '$id', refundStatus: '$state', refundTime: time },
      state: 'SUCCESS',
    },
    reads: 'inquiryRefund',
  },
  inquiryRefund: {
    method: 'POST',
    path: '/v1/payments/inquiryRefund',
    input: { refundRequestId: '$marker' },
    given: 'a refund',
    journey: 'refund',
    success: { status: 200, body: { result, refundId: '$id', refundStatus: '$state' } },
    missing: 'REFUND_NOT_EXIST',
  },
  voidPayment: {
    method: 'POST',
    path: '/v1/payments/void',
    input: { voidRequestId: '$marker', paymentId: '$resource' },
    intentField: 'voidRequestId',
    effect: 'void',
    given: 'a payment',
    journey: 'payment',
    success: { status: 200, body: { result, paymentId: '$id' }, outcome: ['succeeded'] },
    reads: 'inquiryPayment',
    missing: 'ORDER_NOT_EXIST',
  },
  capture: {
    method: 'POST',
    path: '/v1/payments/capture',
    input: { captureRequestId: '$marker', paymentId: '$resource', captureAmount: amount },
    intentField: 'captureRequestId',
    effect: 'capture',
    given: 'a payment',
    journey: 'payment',
    success: { status: 200, body: { result, paymentId: '$id' }, outcome: ['succeeded'] },
    reads: 'inquiryPayment',
    missing: 'ORDER_NOT_EXIST',
  },
  // A code brings one grant: whoever exchanges it again is told the same tokens. So it serves as the key.
  applyToken: {
    method: 'POST',
    path: '/v1/authorizations/applyToken',
    input: { grantType: 'AUTHORIZATION_CODE', authCode: '$marker' },
    intentField: 'authCode',
    effect: 'grant',
    success: {
      status: 200,
      body: {
        result,
        accessToken: 'access-$id',
        accessTokenExpiryTime: '2030-01-02T00:00:00Z',
        refreshToken: 'refresh-$id',
      },
    },
  },
  sendMessage: {
    method: 'POST',
    path: '/v1/messages/sendInbox',
    input: { requestId: '$marker', accessToken: 'access_sadpath', templateCode: 'order_paid' },
    intentField: 'requestId',
    effect: 'message',
    success: { status: 200, body: { result, messageId: '$id' } },
  },
};
