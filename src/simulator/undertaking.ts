import { fingerprint } from './fingerprint.ts';
import type { Incoming } from './incoming.ts';
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

/** The key of a request, where its operation takes one. `header`: the provider's idempotency header, if it has one. */
export function keyOf(asked: Incoming, { operation }: Routed, header: string | undefined): Undertaking['key'] {
  const value = header === undefined ? '' : (asked.headers[header.toLowerCase()] ?? '');
  const keyed = operation.keyed ?? operation.effect !== undefined;
  return keyed && value !== '' ? { value, request: fingerprint(asked) } : undefined;
}
