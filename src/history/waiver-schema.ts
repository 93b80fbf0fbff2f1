import * as v from 'valibot';
import type { Waiver } from '../model/waiver.ts';
import type { Entries } from './entries.ts';

const words = v.pipe(v.string('expected text'), v.regex(/\S/, 'expected some words'));

/** A day that the calendar has. */
function isDay(text: string): boolean {
  const parsed = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** One entry of a waiver file. */
export const waiverSchema = v.strictObject({
  check: words,
  requirement: words,
  client: v.exactOptional(words),
  reason: words,
  owner: words,
  expires: v.pipe(v.string('expected a day'), v.check(isDay, 'expected a day such as 2027-01-31')),
} satisfies Entries<Waiver>);
