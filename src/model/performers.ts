import type { WireReply } from './reply.ts';
import type { Lane } from './scenario.ts';

/** Node, undici and MSW take 16 KiB of headers; a lane that hands over objects takes any. */
const mostOfHeaders = 16_384;

/** undici waits 300 s for a reply, by a tick of 499 ms that may begin before the call; the fetch lane has no such timeout. */
const longestDelayMs = 299_000;

/** What the platform does with a reply on its way: decode, follow, frame. */
const platformMatters = ['content-encoding', 'content-length', 'transfer-encoding', 'location'];

/** The lanes that can perform a reply as a socket would, the best first: that is the fastest of those that leave no stack in doubt. */
export function performersOf(reply: WireReply): readonly Lane[] {
  switch (reply.transport?.kind) {
    case undefined:
      return ofComplete(reply);
    case 'unresolved':
    case 'refused':
      // The wire lane has accepted the connection by the time that a request tells what is to become of it.
      return ['msw'];
    case 'reset':
      return ['msw', 'wire'];
    case 'stall':
      // On the msw lane a client is still connecting while it waits, and may blame the wrong thing for it.
      return reply.transport.at === undefined ? ['wire', 'msw'] : ['wire'];
    case 'closed':
    case 'cut':
    case 'drip':
    case 'informational':
    case 'raw':
      return ['wire'];
  }
}

function ofComplete({ status, headers, body, bytes, padding, delayMs = 0 }: WireReply): readonly Lane[] {
  const length = headers['content-length'];
  const lies = length !== undefined && Number(length) !== (bytes ?? new TextEncoder().encode(body)).length;
  const size = Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  // Every other lane would hold what it hands over, and nobody could tell whose memory it is.
  if (lies || padding || size > mostOfHeaders) return ['wire'];
  if (status < 200 || status > 599) return ['wire'];
  const plain = delayMs <= longestDelayMs && !platformMatters.some((name) => name in headers);
  return plain ? ['fetch', 'msw', 'wire'] : ['msw', 'wire'];
}
