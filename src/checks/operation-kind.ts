import type { OperationFacts } from '../model/case.ts';

/** Whether an operation of the provider brings nothing about. */
export function isRead({ reads }: OperationFacts, operation: string | undefined): boolean {
  return operation !== undefined && reads.includes(operation);
}

/**
 * Whether the state of the resource says how the operation itself came out. It does for a session, a payment and a reading; a
 * cancelled payment, though, is a void that worked.
 */
export function isToldByState({ effect }: OperationFacts): boolean {
  return effect === undefined || effect === 'session' || effect === 'payment';
}

/** Whether an operation of the client waits for something: it reads under a name of its own, so its requests are polls. */
export function isWait({ name, main, effect }: OperationFacts): boolean {
  return effect === undefined && name !== main;
}
