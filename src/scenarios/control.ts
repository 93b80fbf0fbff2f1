import type { OperationFacts } from '../model/case.ts';
import { pollOf } from '../model/poll-of.ts';
import type { Provider } from '../model/provider.ts';
import type { Scenario } from '../model/scenario.ts';
import { shortestPath } from './paths.ts';

/** The happy path of one operation: nothing goes wrong, and what it waits for happens. Played before anything else. */
export function controlOf(provider: Provider, operation: OperationFacts): Scenario {
  const poll = pollOf(operation);
  const journey = provider.journeys[(poll && provider.operations[poll]?.journey) ?? ''];
  const path = journey && shortestPath(journey, 'happened');
  return {
    format: 1,
    provider: provider.id,
    requirement: 'control',
    group: `control ${operation.name}`,
    calls: [{ id: 'call-1', operation: operation.name, intent: 'intent-1', start: 'first' }],
    tape: '',
    // Errors on the way are no part of a happy path.
    ...(path && { journey: path, variant: 'bare' as const }),
    lane: 'auto',
  };
}
