/** The kind of failure, in words that do not depend on the provider. */
export type Category =
  | 'authentication'
  | 'permission'
  | 'validation'
  | 'not_found'
  | 'conflict'
  | 'idempotency'
  | 'rate_limit'
  | 'internal'
  | 'unavailable'
  | 'network'
  | 'timeout'
  | 'malformed'
  | 'unknown';

const byCode = new Map<string, Category>([
  ['parameter_invalid', 'validation'],
  ['email_blacklisted', 'validation'],
  ['api_key_invalid', 'authentication'],
  ['api_key_expired', 'authentication'],
  ['authentication_required', 'authentication'],
  ['user_forbidden', 'permission'],
  ['stripe_connect_account_not_found_for_payment_service', 'conflict'],
  ['payment_not_found', 'not_found'],
  ['payment_service_not_found', 'not_found'],
  ['idempotent_request_in_progress', 'idempotency'],
  ['idempotent_request_body_mismatch', 'idempotency'],
  ['server_error', 'internal'],
]);

// The other two types say less than the status does: invalid_request_error is also the only one left for 401 to 404.
const byType = new Map<string, Category>([
  ['idempotency_error', 'idempotency'],
  ['external_error', 'unavailable'],
]);

const byStatus = new Map<number, Category>([
  [401, 'authentication'],
  // The state of a resource, a payment service without its account for instance. No payer's card was declined.
  [402, 'conflict'],
  [403, 'permission'],
  [404, 'not_found'],
  [408, 'timeout'],
  [409, 'conflict'],
  [429, 'rate_limit'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
]);

/** The list of codes is not exhaustive: what it does not know falls back to the type, then to the status. */
export function categoryOf(status: number, code?: string, type?: string): Category {
  return byCode.get(code ?? '') ?? byType.get(type ?? '') ?? byStatus.get(status) ?? categoryOfClass(status);
}

function categoryOfClass(status: number): Category {
  if (status >= 500) return 'internal';
  if (status >= 400) return 'validation';
  // A success that cannot be read; a redirect, which a payment must not follow.
  return status >= 200 && status < 300 ? 'malformed' : 'unknown';
}
