import type { Identities } from './identities.ts';
import type { Incoming } from './incoming.ts';
import { attribute, type Intent, markerIn } from './intents.ts';
import type { Resources } from './resources.ts';
import type { Routed } from './route.ts';
import { keyOf, type Undertaking } from './undertaking.ts';

/** What a provider knows when a request comes. */
export interface Memory {
  intents: readonly Intent[];
  resources: Resources;
  identities: Identities;
  /** The name of the idempotency header, lower-case, where the provider has one. */
  header: string | undefined;
}

/** Finds out whose request it is, what it names and what it would be called if it came true. */
export function recognise(asked: Incoming, routed: Routed, memory: Memory): Undertaking {
  const target = memory.resources.addressed(routed.parameters, asked);
  const marker = markerIn(asked.fields, routed.operation.intentField);
  const sent = memory.header === undefined ? undefined : asked.headers[memory.header];
  const intent = attribute(memory.intents, {
    ...(marker === undefined ? {} : { marker }),
    ...(target?.intent === undefined ? {} : { resource: target.intent }),
    ...(sent === undefined ? {} : { key: sent }),
  });
  const key = keyOf(asked, routed, memory.header);
  const origin = { operation: routed.name, intent, key: key?.value, exchange: asked.exchange };
  return {
    asked,
    routed,
    id: memory.identities.of(origin),
    ...(key ? { key } : {}),
    ...(intent === undefined ? {} : { intent }),
    ...(marker === undefined ? {} : { marker }),
    ...(target ? { target } : {}),
  };
}
