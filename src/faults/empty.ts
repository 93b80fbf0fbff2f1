import type { Fault } from './fault.ts';

/** A status and nothing else: what a load balancer sends when it gives up. */
export const empty: Fault = {
  name: 'empty',
  summary: 'a status with an empty body',
  stage: 'edge',
  statuses: [502, 503, 504],
  family: (status) => (status >= 400 ? 'gateway' : status >= 300 ? 'refusal' : 'garbled'),
  apply: (_reply, { status = 502 }) => ({ status, headers: {}, body: '' }),
};
