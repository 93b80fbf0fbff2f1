import { byteLength } from './broken-off.ts';
import type { Fault } from './fault.ts';
import { garbledUnder } from './garbled-under.ts';

/** A body that ends early, with all around it in good order: what is left of a reply that somebody cut on its way and framed anew. */
export const trunc: Fault = {
  name: 'trunc',
  summary: 'the body is shorter than it should be, and the reply is in good order otherwise',
  stage: 'transport',
  statuses: [],
  family: garbledUnder,
  apply(reply, { at }) {
    const length = byteLength(reply);
    const whole = reply.bytes ?? new TextEncoder().encode(reply.body);
    const bytes = whole.slice(0, Math.min(at ?? length >> 1, Math.max(0, length - 1)));
    return { ...reply, body: new TextDecoder().decode(bytes), bytes };
  },
};
