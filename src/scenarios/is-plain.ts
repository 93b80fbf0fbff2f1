import type { OperationFacts } from '../model/case.ts';

/** Whether an operation of a client is about one reply, and not about what becomes of a resource in the end. */
export function isPlain({ name, main, effect }: OperationFacts): boolean {
  return effect !== undefined || name === main;
}
