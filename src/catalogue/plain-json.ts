import type { Json } from '../model/json.ts';
import { type Place, Refused } from './catalogue-fault.ts';

/** JavaScript gives these keys a meaning of its own; data that has them cannot be copied faithfully. */
const reserved = ['__proto__', 'constructor', 'prototype'];

/** Deeper data is a mistake (a cycle, mostly), and would end in a stack overflow. */
const deepest = 60;

/**
 * A copy that shares nothing with the original and equals itself after a round trip through JSON.
 *
 * @throws {Refused} for anything that JSON would drop or change: functions, dates, NaN, missing values, cycles.
 */
export function plainJson(value: unknown, place: Place = []): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON has no negative zero.
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value;
  if (place.length > deepest) throw new Refused({ place: place.slice(0, 4), found: value, expected: 'less nesting' });
  if (Array.isArray(value)) return Array.from(value, (item, index) => plainJson(item, [...place, index]));
  if (!isPlainObject(value)) throw new Refused({ place, found: value, expected: 'plain JSON' });
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (reserved.includes(key))
        throw new Refused({ place, found: key, expected: 'a key that JavaScript leaves free' });
      return [key, plainJson(inner, [...place, key])];
    }),
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
