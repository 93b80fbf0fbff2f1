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

const validation = [
  'bad_request',
  'decoding',
  'invalid',
  'invalid_amount',
  'invalid_amount_cents',
  'invalid_bank_account',
  'invalid_business',
  'invalid_currency',
  'invalid_description',
  'invalid_error_url',
  'invalid_expiration',
  'invalid_expiration_format',
  'invalid_line_items.amount_cents',
  'invalid_payee',
  'invalid_payee_account_identifier',
  'invalid_payee_name',
  'invalid_payer_email',
  'invalid_reference',
  'invalid_request',
  'invalid_success_url',
  'method_not_allowed',
  'missing_amount_or_line_items',
  'missing_currency_or_line_items',
];

const byCode = new Map<string, Category>([
  ['unauthorized', 'authentication'],
  ['not_found', 'not_found'],
  ['session_not_found', 'not_found'],
  ['invalid_action', 'conflict'],
  ['invalid_idempotency_key', 'idempotency'],
  ['internal', 'internal'],
  ...validation.map((code): [string, Category] => [code, 'validation']),
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

/** Whether the document lists the code. */
export function isDocumented(code: string): boolean {
  return byCode.has(code);
}

/** The document lists codes and no statuses: a documented code decides, then the status with its usual meaning. */
export function categoryOf(status: number, codes: string[]): Category {
  const known = codes.find(isDocumented);
  return (known === undefined ? undefined : byCode.get(known)) ?? byStatus.get(status) ?? categoryOfClass(status);
}

function categoryOfClass(status: number): Category {
  if (status >= 500) return 'internal';
  if (status >= 400) return 'validation';
  // A success that cannot be read; a redirect, which a payment must not follow.
  return status >= 200 && status < 300 ? 'malformed' : 'unknown';
}
