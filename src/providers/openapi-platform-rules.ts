import type { RuleRow } from '../model/provider.ts';
import { openapiPlatformAdvice } from './openapi-platform-advice.ts';

const pay = 'pay';
const inquiry = 'inquiryPayment';

/** What the document says beside its result statuses and codes. */
export const openapiPlatformRules: RuleRow[] = [
  {
    name: 'all-codes-listed',
    summary: 'The page says of itself that it lists every error code.',
    judged: 'traffic',
    basis: 'inferred',
    note: 'Found elsewhere: there are others, and what to make of them is not said (a13). The result status tells enough.',
    plays: [
      { operation: pay, tape: '200 SOME_FUTURE_CODE type:F' },
      { operation: pay, tape: '200 SOME_FUTURE_CODE type:U' },
      { operation: pay, tape: '200 SOME_FUTURE_CODE type:U after-commit' },
      { operation: inquiry, tape: '200 SOME_FUTURE_CODE type:F' },
      { operation: inquiry, tape: '200 SOME_FUTURE_CODE type:U' },
    ],
  },
  {
    name: 'result-object',
    summary: 'Every reply has a result object with a result status, whether it went well or not.',
    judged: 'traffic',
    basis: 'stated',
    note: 'No HTTP status is named anywhere (a6): failures are played under 200.',
    plays: [
      { operation: pay, tape: '200 PARAM_ILLEGAL' },
      { operation: pay, tape: 'ok' },
      { operation: inquiry, tape: '200 ORDER_NOT_EXIST' },
    ],
  },
  {
    name: 'result-status-first',
    summary: 'Look at the result status first: it tells whether the request succeeded.',
    judged: 'traffic',
    basis: 'stated',
    force: 'advises',
    plays: [
      { operation: pay, tape: '200 RISK_REJECT' },
      { operation: pay, tape: '200 type:U' },
      { operation: pay, tape: '200 type:A' },
      { operation: inquiry, tape: '200 type:F' },
    ],
  },
  {
    name: 'success-result',
    summary: 'With S, the reply is a success and is used as one.',
    judged: 'traffic',
    basis: 'stated',
    note: 'No listed code goes with it (a5). Of an inquiry it does not say that the payment succeeded.',
    plays: [
      { operation: pay, tape: 'ok' },
      { operation: inquiry, tape: 'state:FAIL' },
      { operation: inquiry, tape: 'state:PROCESSING' },
    ],
  },
  {
    name: 'failure-by-code',
    summary: 'With F, the code tells what kind of failure it is.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: pay, tape: '200 INSUFFICIENT_BALANCE' },
      { operation: pay, tape: '200 INVALID_SIGNATURE' },
      { operation: pay, tape: '200 MISSING_REQUIRED_PARAM' },
    ],
  },
  {
    name: 'unknown-result',
    summary: 'With U, nobody knows the result: send the request again, or ask for its status.',
    judged: 'traffic',
    basis: 'stated',
    note: 'Either will do (a4), and a repeat under the same request id only (a2).',
    plays: [
      { operation: pay, tape: '200 type:U after-commit, ok' },
      { operation: pay, tape: '200 type:U, ok' },
      { operation: inquiry, tape: '200 type:U ×2, ok' },
    ],
  },
  {
    name: 'accepted-result',
    summary: 'With A, the request is carried out later: wait for its end.',
    judged: 'traffic',
    basis: 'stated',
    note: 'No listed code goes with it (a5), and where to ask is not said.',
    plays: [{ operation: pay, tape: '200 type:A after-commit | inquiryPayment: state:PROCESSING ×2, state:SUCCESS' }],
  },
  {
    name: 'unknown-result-status',
    summary: 'A result status that is none of the four is an error of its own.',
    judged: 'traffic',
    basis: 'stated',
    force: 'advises',
    note: 'The sample throws. It says neither that it happened nor that it did not.',
    plays: [
      { operation: pay, tape: '200 type:X' },
      { operation: pay, tape: '200 type:X after-commit' },
      { operation: inquiry, tape: '200 type:X' },
    ],
  },
  {
    name: 'common-codes',
    summary: 'Some codes may come from any operation.',
    judged: 'traffic',
    basis: 'stated',
    plays: [
      { operation: pay, tape: '200 UNAUTHORIZED' },
      { operation: inquiry, tape: '200 UNAUTHORIZED' },
      { operation: 'refund', tape: '200 UNAUTHORIZED' },
      { operation: 'applyToken', tape: '200 UNAUTHORIZED' },
      { operation: 'sendMessage', tape: '200 UNAUTHORIZED' },
    ],
  },
  ...openapiPlatformAdvice,
];
