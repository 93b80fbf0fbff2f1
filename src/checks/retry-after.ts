/**
 * What a Retry-After value asks to wait, at least, in milliseconds (RFC 9110, 10.2.3). A date asks for an unknown wait, which
 * is 0 here: a case holds no time of day. Undefined for what asks for nothing: junk, zero, a negative number.
 */
export function askedWait(retryAfter: string | undefined): number | undefined {
  const value = retryAfter?.trim();
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) > 0 ? Number(value) * 1000 : undefined;
  return /^[A-Za-z]+, /.test(value) && !Number.isNaN(Date.parse(value)) ? 0 : undefined;
}
