import type { OperationFacts } from '../model/case.ts';
import { pollOf } from '../model/poll-of.ts';
import type { Provider } from '../model/provider.ts';
import { shortestPath } from './paths.ts';

/** The states that an operation sees on the shortest way to the end that its caller hopes for; `undefined` for one that waits for nothing. */
export function happyPath(provider: Provider, operation: OperationFacts): string[] | undefined {
  const poll = pollOf(operation);
  const journey = provider.journeys[(poll && provider.operations[poll]?.journey) ?? ''];
  return journey && shortestPath(journey, 'happened');
}
