import type { Framing, WireReply } from '../model/reply.ts';

/** A reply whose connection is closed after so many bytes of its body, of which at least one is missing. When left out: half of them. */
export function brokenOff(reply: WireReply, at: number | undefined, framing: Framing): WireReply {
  const length = byteLength(reply);
  // Of a body without a byte nothing can be missing: what breaks off is the head.
  if (length === 0) return { ...reply, transport: { kind: 'closed' } };
  return { ...reply, transport: { kind: 'cut', at: Math.min(at ?? length >> 1, length - 1), framing } };
}

/** How many bytes the body of a reply has. */
export function byteLength({ bytes, body }: WireReply): number {
  return bytes?.length ?? new TextEncoder().encode(body).length;
}
