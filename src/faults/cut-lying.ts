import { byteLength } from './broken-off.ts';
import type { Fault } from './fault.ts';

/** The content-length is too small for the body: a part of it is read as all of it, and the rest as the beginning of the next reply. */
export const cutLying: Fault = {
  name: 'cut-lying',
  summary: 'the content-length is smaller than the body',
  stage: 'transport',
  statuses: [],
  family: () => 'mangled',
  apply: (reply, { at }) => {
    const length = byteLength(reply);
    return { ...reply, headers: { ...reply.headers, 'content-length': `${Math.min(at ?? length >> 1, length - 1)}` } };
  },
};
