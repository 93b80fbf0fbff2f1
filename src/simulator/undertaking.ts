import { keyPlaceOf } from '../catalogue/operation-facts.ts';
import type { Provider } from '../model/provider.ts';
import { fingerprint } from './fingerprint.ts';
import type { Incoming } from './incoming.ts';
import { markerIn } from './intents.ts';
import type { Resource } from './resources.ts';
import type { Routed } from './route.ts';

/** A request that has come past the door, with everything that is known of it. */
export interface Undertaking {
  asked: Incoming;
  routed: Routed;
  /** The id of what it would bring about; see `Identities`. */
  id: string;
  /** Its idempotency key and what must come with it again; absent where the operation takes none or none was sent. */
  key?: { value: string; request: string };
  intent?: string;
  marker?: string;
  /** The existing resource that it names. */
  target?: Resource;
}

/** The key of a request, where its operation takes one. */
export function keyOf(asked: Incoming, { name }: Routed, provider: Provider): Undertaking['key'] {
  const place = keyPlaceOf(provider, name);
  if (!place) return undefined;
  const value = 'header' in place ? asked.headers[place.header.toLowerCase()] : markerIn(asked.fields, place.body);
  return value ? { value, request: fingerprint(asked) } : undefined;
}
