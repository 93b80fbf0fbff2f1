import type { Fault } from './fault.ts';

/** A body that comes a byte a second: no silence is long enough for who minds silences, and the whole takes minutes. */
export const drip: Fault = {
  name: 'drip',
  summary: 'the body comes one byte a second',
  stage: 'transport',
  statuses: [],
  family: (status) => (status >= 500 ? 'gateway' : 'legible'),
  apply: (reply) => ({ ...reply, transport: { kind: 'drip', everyMs: 1_000 } }),
};
