import type { OperationFacts } from './case.ts';

/**
 * The read by which an operation looks after its resource until that is final: of a wait its main operation, of one that makes a
 * payment a read beside it. Undefined where nothing is looked after: the state of a payment says nothing of a void or a capture.
 */
export function pollOf({ name, main, effect, reads, states }: OperationFacts): string | undefined {
  if (states === undefined) return undefined;
  if (effect === undefined) return name === main ? undefined : main;
  return effect === 'session' || effect === 'payment' ? reads[0] : undefined;
}
