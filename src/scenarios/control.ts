import type { Scenario } from '../model/scenario.ts';

/** The happy path of one operation: nothing goes wrong. Played before anything else. */
export function controlOf(provider: string, operation: string): Scenario {
  return {
    format: 1,
    provider,
    requirement: 'control',
    group: `control ${operation}`,
    calls: [{ id: 'call-1', operation, intent: 'intent-1', start: 'first' }],
    tape: '',
    lane: 'auto',
  };
}
