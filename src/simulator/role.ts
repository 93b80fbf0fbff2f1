import type { Operation, Provider } from '../model/provider.ts';

/** What an operation does to resources: `makes` a new one, `moves` one that exists, or only `reads`. */
export type Role = 'makes' | 'moves' | 'reads';

/** The role of an operation, read off the catalogue: no effect means it reads; a `given` of its own journey means it moves. */
export function roleOf({ journeys }: Pick<Provider, 'journeys'>, operation: Operation): Role {
  if (operation.effect === undefined) return 'reads';
  if (operation.success.body === '$resource') return 'moves';
  const journey = operation.journey === undefined ? undefined : journeys[operation.journey];
  return journey !== undefined && journey.resource === operation.given ? 'moves' : 'makes';
}

/** The operation that makes the resources of a journey, or without one those that have none; `undefined` where the catalogue has no such. */
export function makerOf(
  provider: Provider,
  journey: string | undefined,
): [name: string, operation: Operation] | undefined {
  return Object.entries(provider.operations).find(
    ([, operation]) => operation.journey === journey && roleOf(provider, operation) === 'makes',
  );
}

/** Whether an operation cannot succeed without a resource that exists. */
export function needsResource(provider: Pick<Provider, 'journeys'>, operation: Operation): boolean {
  const role = roleOf(provider, operation);
  return role === 'moves' || (role === 'reads' && (operation.given !== undefined || operation.journey !== undefined));
}
