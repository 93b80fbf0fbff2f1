import type { ReplyEvent } from '../model/trace.ts';

/**
 * What a fault leaves the client with.
 *
 * - `unreached`: no connection, so nothing arrived at the provider.
 * - `network`: the connection broke after the request had gone.
 * - `stall`: nothing came.
 * - `cut`: the reply broke off; to some stacks a broken connection, to others a broken body.
 * - `gateway`: somebody in between answered, under an error status.
 * - `refusal`: an error status of the provider around a body that says nothing.
 * - `garbled`: a reply came, and cannot be read.
 * - `legible`: odd bytes around a reply that can be read.
 */
export type FaultFamily = 'unreached' | 'network' | 'stall' | 'cut' | 'gateway' | 'refusal' | 'garbled' | 'legible';

/** Families by how a fault's name begins. A name that is not here is placed by its status and by what it hides. */
const names: [RegExp, FaultFamily][] = [
  [/^(refused|dns|unreachable)/, 'unreached'],
  [/^reset/, 'network'],
  [/^stall/, 'stall'],
  [/^cut/, 'cut'],
];

/** The family of a reply's fault; undefined where nothing went wrong on the way. */
export function faultFamily({ kind, fault = '', status, ambiguous }: ReplyEvent): FaultFamily | undefined {
  if (kind !== 'fault') return undefined;
  const named = names.find(([name]) => name.test(fault))?.[1];
  if (named) return named;
  if (fault === 'json' && status >= 400 && status < 500) return 'refusal';
  if (fault === 'json') return status >= 500 ? 'gateway' : 'garbled';
  if (/^(html|empty)/.test(fault)) return status >= 400 ? 'gateway' : 'garbled';
  if (/^(trunc|garbage|wrong|not-json)/.test(fault) || ambiguous) return 'garbled';
  return status >= 500 ? 'gateway' : 'legible';
}
