/**
 * What a fault leaves the client with.
 *
 * - `unreached`: no connection, so nothing arrived at the provider.
 * - `network`: the connection broke after the request had gone.
 * - `stall`: nothing came, or nothing more.
 * - `cut`: the reply broke off, which every stack notices.
 * - `mangled`: bytes that are no reply, or more than one; to some stacks a broken connection, to others a broken body.
 * - `gateway`: somebody in between answered, under an error status.
 * - `refusal`: an error status of the provider around a body that says nothing, or a redirect: nobody has acted.
 * - `garbled`: a reply came, and cannot be read.
 * - `legible`: odd bytes around a reply that can be read.
 */
export type FaultFamily = (typeof faultFamilies)[number];

/** Every {@link FaultFamily}. */
export const faultFamilies = [
  'unreached',
  'network',
  'stall',
  'cut',
  'mangled',
  'gateway',
  'refusal',
  'garbled',
  'legible',
] as const;
