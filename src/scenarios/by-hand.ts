import { printTape } from '../model/print-tape.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Tape } from '../model/tape.ts';

/** A scenario that nobody's matrix has: one call, and the tape that somebody wrote. */
export function byHand(
  provider: string,
  operation: string,
  tape: Tape,
  variant: NonNullable<Scenario['variant']>,
): Scenario {
  const text = printTape(tape);
  return {
    format: 1,
    provider,
    requirement: 'by hand',
    group: `by hand ${operation} ${text}`,
    calls: [{ id: 'call-1', operation, intent: 'intent-1', start: 'first' }],
    tape: text,
    variant,
    lane: 'auto',
  };
}
