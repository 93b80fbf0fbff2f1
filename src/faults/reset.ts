import type { Fault } from './fault.ts';

/** The connection is reset before a byte of the reply has arrived. */
export const reset: Fault = {
  name: 'reset',
  summary: 'the connection is reset before the reply',
  stage: 'transport',
  statuses: [],
  family: () => 'network',
  apply: (reply) => ({ ...reply, transport: { kind: 'reset' } }),
};
