/** The kind of failure, in words that do not depend on the provider. */
export type Category =
  | 'authentication'
  | 'permission'
  | 'validation'
  | 'not_found'
  | 'conflict'
  | 'idempotency'
  | 'declined'
  | 'rate_limit'
  | 'internal'
  | 'unavailable'
  | 'network'
  | 'timeout'
  | 'malformed'
  | 'pending'
  | 'unknown';

const byCode = new Map<string, Category>([
  ['INVALID_SIGNATURE', 'authentication'],
  ['INVALID_CLIENT', 'authentication'],
  ['INVALID_ACCESS_TOKEN', 'authentication'],
  ['EXPIRED_ACCESS_TOKEN', 'authentication'],
  ['INSUFFICIENT_SCOPE', 'permission'],
  // The table speaks of permission, its advice and the sample of credentials.
  ['UNAUTHORIZED', 'authentication'],
  ['PARAM_ILLEGAL', 'validation'],
  ['MISSING_REQUIRED_PARAM', 'validation'],
  ['INVALID_AMOUNT', 'validation'],
  ['INVALID_CURRENCY', 'validation'],
  ['REQUEST_TIME_INVALID', 'validation'],
  ['REQUEST_TRAFFIC_EXCEED_LIMIT', 'rate_limit'],
  ['SYSTEM_BUSY', 'unavailable'],
  ['UNKNOWN_EXCEPTION', 'internal'],
  ['PROCESS_FAIL', 'internal'],
  ['SERVICE_UNAVAILABLE', 'unavailable'],
  ['ORDER_NOT_EXIST', 'not_found'],
  ['ORDER_IS_CLOSED', 'conflict'],
  ['ORDER_STATUS_INVALID', 'conflict'],
  ['REPEAT_REQ_INCONSISTENT', 'idempotency'],
  ['PAYMENT_IN_PROCESS', 'pending'],
  ['INVALID_AUTH_CODE', 'declined'],
  ['INSUFFICIENT_BALANCE', 'declined'],
  ['RISK_REJECT', 'declined'],
  ['USER_NOT_EXIST', 'not_found'],
  ['PAYMENT_TIMEOUT', 'timeout'],
  ['REFUND_AMOUNT_EXCEED', 'validation'],
  ['REFUND_NOT_ALLOWED', 'conflict'],
  ['REFUND_IN_PROCESS', 'pending'],
  ['REFUND_NOT_EXIST', 'not_found'],
  ['VOID_NOT_ALLOWED', 'conflict'],
  ['ORDER_ALREADY_SETTLED', 'conflict'],
  ['VOID_IN_PROCESS', 'pending'],
  ['CAPTURE_AMOUNT_EXCEED', 'validation'],
  // Money set aside for too long: the state of the payment, no credential.
  ['AUTHORIZATION_EXPIRED', 'conflict'],
  ['CAPTURE_IN_PROCESS', 'pending'],
  ['INVALID_AUTH_CLIENT', 'permission'],
  ['INVALID_AUTH_CLIENT_STATUS', 'permission'],
  ['INVALID_CODE', 'authentication'],
  ['EXPIRED_CODE', 'authentication'],
  ['USED_CODE', 'conflict'],
  ['INVALID_REFRESH_TOKEN', 'authentication'],
  ['EXPIRED_REFRESH_TOKEN', 'authentication'],
  ['AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE', 'validation'],
  ['USER_NOT_SUBSCRIBED', 'permission'],
  ['MESSAGE_CONTENT_INVALID', 'validation'],
  ['SENDING', 'pending'],
]);

const byStatus = new Map<number, Category>([
  [401, 'authentication'],
  [403, 'permission'],
  [404, 'not_found'],
  [408, 'timeout'],
  [409, 'conflict'],
  [429, 'rate_limit'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
]);

/** The category of a result by its code; of a code that the document does not list, only that A is not final is known. */
export function categoryOfResult(resultStatus: string, code: string | undefined): Category {
  return byCode.get(code ?? '') ?? (resultStatus === 'A' ? 'pending' : 'unknown');
}

/** The category of a reply without a readable result: a gateway's perhaps, so its HTTP status has its usual meaning. */
export function categoryOfStatus(status: number): Category {
  return byStatus.get(status) ?? categoryOfClass(status);
}

function categoryOfClass(status: number): Category {
  if (status >= 500) return 'internal';
  if (status >= 400) return 'validation';
  // A success that cannot be read; a redirect, which a payment must not follow.
  return status >= 200 && status < 300 ? 'malformed' : 'unknown';
}
