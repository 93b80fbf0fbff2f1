import { plain } from '../model/plain.ts';
import type { WireReply } from '../model/reply.ts';
import type { AppReply } from './app-reply.ts';

/** A reply of the application in words: `201 ok`, `500 internal`, `200 state failed`. */
export function summaryOf({ wire, codes, kind, state }: AppReply): string {
  if (kind === 'error') return [wire.status, ...codes].join(' ');
  return kind === 'state' && state !== undefined ? `${wire.status} state ${state}` : `${wire.status} ok`;
}

/** A reply that a fault made, in words: `connection reset`, `no reply`, `502 gateway page`. */
export function faultSummary({ status, headers, body, transport }: WireReply): string {
  switch (transport?.kind) {
    case 'unresolved':
      return 'host name not found';
    case 'refused':
      return 'connection refused';
    case 'reset':
      return 'connection reset';
    case 'stall':
      return 'no reply';
    case undefined:
      if (headers['content-type'] === 'application/json') return `${status} ${plain(body, 40) || 'empty, as JSON'}`;
      return body === '' ? `${status} empty` : `${status} gateway page`;
  }
}
