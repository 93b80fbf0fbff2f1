import type { ClientDefinition } from '../model/client.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { resolveOperation } from './resolve-operation.ts';

/** A client as data. */
export function clientFacts(client: ClientDefinition): ClientFacts {
  return {
    client: client.name,
    provider: client.provider,
    operations: Object.keys(client.operations).map((name) => resolveOperation(client, name).facts),
    off: Object.keys(client.rules ?? {}),
  };
}
