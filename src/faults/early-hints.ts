import type { Fault } from './fault.ts';

/** An informational response comes before the reply (103, RFC 8297), as a client must be ready for (RFC 9110, 15.2). */
export const earlyHints: Fault = {
  name: 'early-hints',
  summary: 'an informational response comes before the reply',
  stage: 'transport',
  statuses: [],
  family: (status) => (status >= 500 ? 'gateway' : 'legible'),
  apply: (reply) => ({ ...reply, transport: { kind: 'informational', status: 103 } }),
};
