import { STATUS_CODES } from 'node:http';
import type { WireReply } from '../model/reply.ts';

/** A reply as both lanes hand it to the platform. */
export interface FinishedReply {
  /** Null where HTTP allows none. */
  body: Uint8Array<ArrayBuffer> | null;
  init: { status: number; statusText: string; headers: Record<string, string> };
}

const bodiless = new Set([204, 205, 304]);

/**
 * Prepares a reply for the platform. The body goes as bytes, for of a text the platform would make up a content-type; it is framed
 * by a content-length, as a server's would be, unless the reply says how it is framed.
 */
export function finish(reply: WireReply, method: string): FinishedReply {
  const { status } = reply;
  const init = { status, statusText: STATUS_CODES[status] ?? 'unknown', headers: reply.headers };
  if (bodiless.has(status)) return { body: null, init };
  const bytes = reply.bytes ?? new TextEncoder().encode(reply.body);
  const length = bytes.length + (reply.padding?.times ?? 0);
  const framed = 'content-length' in reply.headers || 'transfer-encoding' in reply.headers;
  return {
    body: method === 'HEAD' ? null : bytes,
    init: framed ? init : { ...init, headers: { ...reply.headers, 'content-length': String(length) } },
  };
}

/** The answer to a host that is none of the provider's. */
export const ignored: WireReply = { status: 204, headers: {}, body: '' };
