import { hash as hashOf } from 'node:crypto';

/** What the caller wants once, and how it can be told from any other. */
export interface Intent {
  /** Its name in the scenario. */
  id: string;
  /** Travels in the request body, so that effects can be attributed. */
  marker: string;
  /** The idempotency key that the call is handed: a UUID, version 4. */
  key: string;
}

/** The marker and key of an intent: the same for the same seed, scenario and name. */
export function intentOf(chance: string, id: string): Intent {
  const hash = hashOf('sha256', `${chance} ${id}`);
  const variant = '89ab'[Number.parseInt(hash[28] ?? '0', 16) % 4];
  const key = `${hash.slice(12, 20)}-${hash.slice(20, 24)}-4${hash.slice(25, 28)}-${variant}${hash.slice(29, 32)}-${hash.slice(32, 44)}`;
  return { id, marker: `order-${hash.slice(0, 12)}`, key };
}
