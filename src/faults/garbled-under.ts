import type { FaultFamily } from '../model/fault-family.ts';

/** What a body that says nothing leaves the client with: its status. */
export function garbledUnder(status: number): FaultFamily {
  if (status >= 500) return 'gateway';
  return status >= 400 ? 'refusal' : 'garbled';
}
