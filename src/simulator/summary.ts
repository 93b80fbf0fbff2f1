import type { Fault } from '../faults/fault.ts';
import { plain } from '../model/plain.ts';
import type { WireReply } from '../model/reply.ts';
import type { AppReply } from './app-reply.ts';

/** A reply of the application in words: `201 ok`, `500 internal`, `200 state failed`. */
export function summaryOf({ wire, codes, kind, state }: AppReply): string {
  if (kind === 'error') return [wire.status, ...codes].join(' ');
  return kind === 'state' && state !== undefined ? `${wire.status} state ${state}` : `${wire.status} ok`;
}

/** A reply that a fault made, in words: `connection reset`, `no reply`, `502 gateway page`. */
export function faultSummary({ name }: Fault, { status, body, transport }: WireReply): string {
  switch (transport?.kind) {
    case 'unresolved':
      return 'host name not found';
    case 'refused':
      return 'connection refused';
    case 'reset':
      return 'connection reset';
    case 'closed':
      return 'connection closed';
    case 'stall':
      return transport.at === undefined ? 'no reply' : `${status} silent after ${bytesOf(transport.at)}`;
    case 'cut':
      return `${status} cut off after ${bytesOf(transport.at)}`;
    case 'drip':
      return `${status} drop by drop`;
    case 'informational':
      return `${transport.status}, then ${status}`;
    case 'raw':
      return `no HTTP: ${plain(body, 40)}`;
    case undefined:
      if (name === 'json') return `${status} ${plain(body, 40) || 'empty, as JSON'}`;
      return `${status} ${name === 'html' ? 'gateway page' : name}`;
  }
}

function bytesOf(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}
