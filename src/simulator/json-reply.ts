import type { Json } from '../model/json.ts';
import type { WireReply } from '../model/reply.ts';

/** A complete reply with a JSON body; without one for 204 and where there is nothing to say. */
export function jsonReply(status: number, body: Json, type = 'application/json'): WireReply {
  if (status === 204 || body === null) return { status, headers: {}, body: '' };
  return { status, headers: { 'content-type': type }, body: JSON.stringify(body) };
}
