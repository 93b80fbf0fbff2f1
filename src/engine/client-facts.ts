import type { ClientDefinition, RetryPromise } from '../model/client.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { resolveOperation } from './resolve-operation.ts';

/** A client as data. */
export function clientFacts(client: ClientDefinition): ClientFacts {
  const operations = Object.keys(client.operations).map((name) => resolveOperation(client, name));
  const promises = operations.flatMap(({ facts, promise }) =>
    promise === undefined ? [] : [[facts.name, asJson(promise)] as const],
  );
  return {
    client: client.name,
    provider: client.provider,
    operations: operations.map(({ facts }) => facts),
    ...(promises.length > 0 && { promises: Object.fromEntries(promises) }),
    off: Object.keys(client.rules ?? {}),
  };
}

/** JSON has no infinite number, and a series of waits may be said to have no bound. */
function asJson(promise: false | RetryPromise): false | RetryPromise {
  return JSON.parse(
    JSON.stringify(promise, (_, value) => (value === Number.POSITIVE_INFINITY ? Number.MAX_VALUE : value)),
  );
}
