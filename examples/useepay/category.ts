/** The kind of failure, in words that do not depend on the provider. */
export type Category =
  | 'authentication'
  | 'permission'
  | 'validation'
  | 'not_found'
  | 'conflict'
  | 'rate_limit'
  | 'internal'
  | 'unavailable'
  | 'network'
  | 'timeout'
  | 'malformed'
  | 'unknown';

const byCode = new Map<string, Category>([
  ['already_exists', 'conflict'],
  ['field_required', 'validation'],
  ['invalid_argument', 'validation'],
  ['service_unavailable', 'unavailable'],
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

/** The document ties no code to a status, and lists four codes only: what it does not list falls back to the status. */
export function categoryOf(status: number, code?: string): Category {
  return byCode.get(code ?? '') ?? byStatus.get(status) ?? categoryOfClass(status);
}

function categoryOfClass(status: number): Category {
  if (status >= 500) return 'internal';
  if (status >= 400) return 'validation';
  // A success that cannot be read; a redirect, which a payment must not follow.
  return status >= 200 && status < 300 ? 'malformed' : 'unknown';
}
