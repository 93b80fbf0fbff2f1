import { HttpResponse } from 'msw/http';
import type { WireReply } from '../../model/reply.ts';

const bodiless = new Set([204, 205, 304]);

/**
 * A finished reply as MSW performs it, in Node and in a browser. A host that is not found, a refused and a reset connection are the same network error there;
 * a stall ends when the client hangs up, and never before.
 */
export function perform(
  { status, headers, body, bytes, transport }: WireReply,
  signal: AbortSignal,
): Promise<Response> {
  switch (transport?.kind) {
    case 'unresolved':
    case 'refused':
    case 'reset':
      return Promise.resolve(HttpResponse.error());
    case 'stall':
      return new Promise((resolve) => {
        const hangUp = () => resolve(HttpResponse.error());
        if (signal.aborted) hangUp();
        else signal.addEventListener('abort', hangUp, { once: true });
      });
    default: {
      if (bodiless.has(status)) return Promise.resolve(new HttpResponse(null, { status, headers }));
      // As bytes: of a text the platform would make up a content-type.
      const sent = bytes ?? new TextEncoder().encode(body);
      const isFramed = 'content-length' in headers || 'transfer-encoding' in headers;
      const framing = isFramed ? {} : { 'content-length': String(sent.length) };
      return Promise.resolve(new HttpResponse(sent, { status, headers: { ...headers, ...framing } }));
    }
  }
}
