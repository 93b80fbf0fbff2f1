import { acceptedAfterSuccess, keyHeaderOf, keyPlaceOf } from '../catalogue/operation-facts.ts';
import type { OperationFacts } from '../model/case.ts';
import type { ClientDefinition, ClientOperation, RetryPromise } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import type { Operation, Provider } from '../model/provider.ts';
import { roleOf } from '../simulator/role.ts';

/** One operation of a client, ready to be called. */
export interface ResolvedOperation {
  facts: OperationFacts;
  /** The client's provider, with what the operation overrules. */
  provider: Provider;
  /** The template of the input. */
  input: JsonObject;
  call: ClientOperation<never>['call'];
  promise: false | RetryPromise | undefined;
}

/**
 * Brings together what the client and its catalogue say about one operation.
 *
 * @throws {SadpathError} when the client has no such operation.
 */
export function resolveOperation(client: ClientDefinition, name: string): ResolvedOperation {
  const defined = client.operations[name];
  if (defined === undefined) {
    throw new SadpathError({
      to: `find the operation "${name}" of ${client.name}`,
      because: `it has ${Object.keys(client.operations).join(', ')}`,
    });
  }
  const own: ClientOperation<never> = typeof defined === 'function' ? { call: defined } : defined;
  const uses = own.uses ?? [name];
  const main = uses[0] ?? name;
  const provider = overrule(client.provider, main, own);
  const operation = operationOf(provider, main);
  return {
    facts: {
      ...factsOf(client, provider, name, uses, operation),
      ...(own.given === undefined ? {} : { given: own.given }),
    },
    provider,
    input: operation.input,
    call: own.call,
    promise: own.retries ?? client.retries,
  };
}

function factsOf(
  client: ClientDefinition,
  provider: Provider,
  name: string,
  uses: string[],
  operation: Operation,
): OperationFacts {
  const main = uses[0] ?? name;
  const keyHeader = keyHeaderOf(provider, main);
  const key = keyPlaceOf(provider, main);
  return {
    name,
    main,
    uses,
    reads: uses.filter((used) => operationOf(provider, used).effect === undefined),
    ...(operation.effect === undefined ? {} : { effect: operation.effect }),
    ...(keyHeader === undefined ? {} : { keyHeader }),
    ...(key && 'body' in key ? { keyField: key.body } : {}),
    ...(operation.intentField === undefined ? {} : { marker: operation.intentField }),
    ...clockOf(provider),
    success: acceptedAfterSuccess(provider, main),
    ...journeyOf(provider, operation),
    ...webhooksOf(client, provider, operation),
    volatile: client.volatile ?? provider.volatile ?? [],
  };
}

function journeyOf(
  { journeys }: Provider,
  { journey: name }: Operation,
): Pick<OperationFacts, 'states' | 'pollEveryMs'> {
  const journey = name === undefined ? undefined : journeys[name];
  if (!journey) return {};
  const { states, pollEveryMs } = journey;
  return {
    states: Object.fromEntries(Object.entries(states).map(([state, { meaning }]) => [state, meaning])),
    ...(pollEveryMs === undefined ? {} : { pollEveryMs }),
  };
}

/** Events are about what an operation makes, or waits for. */
function webhooksOf(
  { webhooks }: ClientDefinition,
  provider: Provider,
  operation: Operation,
): Pick<OperationFacts, 'webhooks'> {
  if (!webhooks || provider.webhooks === undefined || operation.journey !== provider.webhooks.journey) return {};
  if (roleOf(provider, operation) === 'moves') return {};
  const signed = provider.webhooks.signature !== undefined || webhooks.sign !== undefined;
  return { webhooks: { read: webhooks.read !== undefined, applied: webhooks.applied !== undefined, signed } };
}

function clockOf({ id, authentication }: Provider): Pick<OperationFacts, 'clock'> {
  const time = authentication.scheme === 'headers' ? authentication.time : undefined;
  return time ? { clock: { toleranceMs: time.toleranceMs, row: `${id}/errors/${time.error}` } } : {};
}

function overrule(provider: Provider, main: string, own: ClientOperation<never>): Provider {
  const { method, path, input } = own;
  if (method === undefined && path === undefined && input === undefined) return provider;
  const operation = operationOf(provider, main);
  const changed: Operation = {
    ...operation,
    method: method ?? operation.method,
    path: path ?? operation.path,
    input: input ?? operation.input,
  };
  return { ...provider, operations: { ...provider.operations, [main]: changed } };
}

function operationOf(provider: Provider, name: string): Operation {
  const operation = provider.operations[name];
  if (operation) return operation;
  throw new SadpathError({
    to: `find the operation "${name}" of ${provider.id}`,
    because: `the catalogue has ${Object.keys(provider.operations).join(', ')}`,
  });
}
