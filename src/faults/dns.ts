import type { Fault } from './fault.ts';

/** Nobody knows the name of the host: the request never leaves. */
export const dns: Fault = {
  name: 'dns',
  summary: 'the name of the host cannot be resolved',
  stage: 'edge',
  statuses: [],
  family: () => 'unreached',
  apply: (reply) => ({ ...reply, transport: { kind: 'unresolved' } }),
};
