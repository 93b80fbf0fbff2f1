import type { Fault } from './fault.ts';

/** Nobody listens: the request never reaches the provider. */
export const refused: Fault = {
  name: 'refused',
  summary: 'the connection is refused',
  stage: 'edge',
  statuses: [],
  family: () => 'unreached',
  apply: (reply) => ({ ...reply, transport: { kind: 'refused' } }),
};
