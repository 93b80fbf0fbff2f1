import { byteLength } from './broken-off.ts';
import type { Fault } from './fault.ts';

/** The head comes and a part of the body, and then nothing more. */
export const stallBody: Fault = {
  name: 'stall-body',
  summary: 'nothing more comes after the head and a part of the body',
  stage: 'transport',
  statuses: [],
  family: () => 'stall',
  apply: (reply, { at }) => {
    const length = byteLength(reply);
    return { ...reply, transport: { kind: 'stall', at: Math.min(at ?? length >> 1, Math.max(0, length - 1)) } };
  },
};
