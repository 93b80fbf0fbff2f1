import { randomBytes } from 'node:crypto';

/** A word that nobody can guess, other than all before. Not for scenarios: those have their own chance. */
export function unguessable(): string {
  return randomBytes(16).toString('hex');
}
