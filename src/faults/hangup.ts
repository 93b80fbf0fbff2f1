import type { Fault } from './fault.ts';

/** The connection is closed as the request arrives: what a server does with one that it has kept for long enough. */
export const hangup: Fault = {
  name: 'hangup',
  summary: 'the connection is closed before the reply',
  stage: 'transport',
  statuses: [],
  family: () => 'network',
  apply: (reply) => ({ ...reply, transport: { kind: 'closed' } }),
};
