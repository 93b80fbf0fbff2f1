import type { Commit } from './tape.ts';

/*
 * tape  = track { "|" track }
 * track = [ operation ":" ] [ step { "," step } ]
 * step  = answer { flag } [ "×" count | "×∞" ]
 * answer = "ok" [ status ] | "state:" name | status { code "+" code } [ "type:" name ] | fault [ "@" byte ] [ status ] [ text ]
 * flag  = "with-successes" | "before-commit" | "after-commit" | "late-commit" | "ra=" value
 *      | "as=" body-fault [ "@" number ] | "header=" "name: value"
 *
 * The text of a fault is always a JSON string; a name, code or value with other characters than letters, digits and _ . - is written
 * as one.
 */

/** The flags that name a commit point. */
export const commits: Readonly<Record<string, Commit>> = {
  'before-commit': 'before',
  'after-commit': 'after',
  'late-commit': 'late',
};

/** Words that mean something by themselves, so that a code of the same spelling needs quotation marks. */
export const flags: readonly string[] = [...Object.keys(commits), 'with-successes', 'forever'];

/** A name, code or value that needs no quotation marks. */
export const bare: RegExp = /^[A-Za-z0-9_.-]+$/;

/** How often a step is taken: `×3`, `x3`, `×∞`, `x∞`, `forever`; undefined for any other word. */
export function count(token: string): number | 'forever' | undefined {
  if (token === 'forever' || token === '×∞' || token === 'x∞') return 'forever';
  const digits = /^[×x]([1-9]\d{0,5})$/.exec(token)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
