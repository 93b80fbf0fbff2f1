import type { Operation, Provider } from '../model/provider.ts';
import type { Identities } from './identities.ts';
import { type Incoming, valuesOf } from './incoming.ts';
import { attribute, type Intent, markerIn } from './intents.ts';
import type { Resources } from './resources.ts';
import { roleOf } from './role.ts';
import type { Routed } from './route.ts';
import { keyOf, type Undertaking } from './undertaking.ts';

/** What a provider knows when a request comes. */
export interface Memory {
  intents: readonly Intent[];
  resources: Resources;
  identities: Identities;
  provider: Provider;
}

/** Finds out whose request it is, what it names and what it would be called if it came true. */
export function recognise(asked: Incoming, routed: Routed, memory: Memory): Undertaking {
  const { operation } = routed;
  const kind = roleOf(memory.provider, operation) === 'makes' ? undefined : journeyOf(memory.provider, operation);
  const target = memory.resources.addressed(routed.parameters, asked, kind);
  const marker = markerIn(asked.fields, operation.intentField);
  const key = keyOf(asked, routed, memory.provider);
  const sent = sentKey(asked, memory.provider) ?? key?.value;
  const intent = attribute(memory.intents, {
    ...(marker === undefined ? {} : { marker }),
    ...(target?.intent === undefined ? {} : { resource: target.intent }),
    ...(sent === undefined ? {} : { key: sent }),
    // A reading may ask for what was never made, by the marker that it would have.
    ...(operation.effect === undefined && { values: valuesOf(asked) }),
  });
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

/** What stands in the idempotency header, whether or not the operation takes a key. */
export function sentKey({ headers }: Incoming, { idempotency }: Pick<Provider, 'idempotency'>): string | undefined {
  return idempotency && 'header' in idempotency ? headers[idempotency.header.toLowerCase()] : undefined;
}

function journeyOf({ journeys }: Pick<Provider, 'journeys'>, { journey = '' }: Operation): string | undefined {
  return Object.hasOwn(journeys, journey) ? journey : undefined;
}
