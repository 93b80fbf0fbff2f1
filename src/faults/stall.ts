import type { Fault } from './fault.ts';

/** The request was taken, and nothing ever comes back. */
export const stall: Fault = {
  name: 'stall',
  summary: 'no reply ever comes',
  stage: 'transport',
  statuses: [],
  family: () => 'stall',
  apply: (reply) => ({ ...reply, transport: { kind: 'stall' } }),
};
