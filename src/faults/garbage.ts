import type { Fault } from './fault.ts';

/** Something that is no HTTP answers: the greeting of an SSH server, on the wrong port. */
export const garbage: Fault = {
  name: 'garbage',
  summary: 'what answers is no HTTP',
  stage: 'transport',
  statuses: [],
  family: () => 'mangled',
  apply: (reply) => ({ ...reply, body: 'SSH-2.0-OpenSSH_9.6\r\n', transport: { kind: 'raw' } }),
};
