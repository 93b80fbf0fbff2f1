import type { ClientDefinition, RetryPromise } from '../model/client.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { Provider } from '../model/provider.ts';
import { resolveOperation } from './resolve-operation.ts';

/** A client as data. */
export function clientFacts(client: ClientDefinition): ClientFacts {
  const operations = Object.keys(client.operations).map((name) => resolveOperation(client, name));
  const promises = operations.flatMap(({ facts, promise }) =>
    promise === undefined ? [] : [[facts.name, asJson(promise)] as const],
  );
  const overrules = operations.flatMap(({ facts: { main }, provider }) => {
    const { method, path, input } = provider.operations[main] ?? {};
    return provider !== client.provider && method && path !== undefined && input
      ? [[main, { method, path, input }] as const]
      : [];
  });
  return {
    client: client.name,
    provider: client.provider,
    ...(overrules.length > 0 && { overrules: Object.fromEntries(overrules) }),
    operations: operations.map(({ facts }) => facts),
    ...(promises.length > 0 && { promises: Object.fromEntries(promises) }),
    off: Object.keys(client.rules ?? {}),
  };
}

/** A client's provider, with what its operations overrule; of two that overrule the same, the last one. */
export function providerAsAsked({ provider, overrules = {} }: Pick<ClientFacts, 'provider' | 'overrules'>): Provider {
  const overruled = Object.entries(provider.operations).map(
    ([name, operation]) => [name, { ...operation, ...overrules[name] }] as const,
  );
  return { ...provider, operations: Object.fromEntries(overruled) };
}

/** JSON has no infinite number, and a series of waits may be said to have no bound. */
function asJson(promise: false | RetryPromise): false | RetryPromise {
  return JSON.parse(
    JSON.stringify(promise, (_, value) => (value === Number.POSITIVE_INFINITY ? Number.MAX_VALUE : value)),
  );
}
