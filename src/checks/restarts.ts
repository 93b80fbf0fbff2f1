import type { Case } from '../model/case.ts';

/** Whether the client is killed in a case, and created anew. */
export function hasRestart({ scenario }: Case): boolean {
  return scenario.calls.some(({ restarts }) => restarts === true);
}

/**
 * Whether the client has kept something of an intent across a restart, and the operation takes a key: then it can send the same one again, and
 * nothing else will do.
 */
export function isKeptAcross(played: Case, intent: string | undefined): boolean {
  const { keyHeader, keyField } = played.operation;
  if (!hasRestart(played) || (keyHeader ?? keyField) === undefined) return false;
  return intent !== undefined && played.kept?.includes(intent) === true;
}
