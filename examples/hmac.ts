import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether the hex digits are the HMAC-SHA256 of a text. It takes equally long for every wrong one, so that nobody can find the right
 * one digit by digit. A secret that was not set signs nothing: anybody could know it.
 */
export function isHmacOf(text: string, secret: string, hex: string): boolean {
  if (secret === '' || !/^[0-9a-f]{64}$/i.test(hex)) return false;
  return timingSafeEqual(createHmac('sha256', secret).update(text).digest(), Buffer.from(hex, 'hex'));
}
