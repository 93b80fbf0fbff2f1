import type { OperationFacts } from '../model/case.ts';
import type { Provider } from '../model/provider.ts';
import type { Scenario } from '../model/scenario.ts';
import { atOnce } from './calls-of.ts';
import { happyPath } from './happy-path.ts';

/** The happy path of one operation: nothing goes wrong, and what it waits for happens. Played before anything else. */
export function controlOf(provider: Provider, operation: OperationFacts): Scenario {
  const path = happyPath(provider, operation);
  return {
    format: 1,
    provider: provider.id,
    requirement: 'control',
    group: `control ${operation.name}`,
    calls: atOnce(operation.name, 1),
    tape: '',
    // Errors on the way are no part of a happy path.
    ...(path && { journey: path, variant: 'bare' as const }),
    lane: 'auto',
  };
}
