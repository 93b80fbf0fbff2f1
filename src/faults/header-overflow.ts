import type { Fault } from './fault.ts';

/** A header that is longer than what HTTP stacks take: Node takes 16 KiB of headers. */
export const headerOverflow: Fault = {
  name: 'header-overflow',
  summary: 'the headers are longer than what HTTP stacks take',
  stage: 'transport',
  statuses: [],
  family: () => 'mangled',
  apply: (reply) => ({ ...reply, headers: { ...reply.headers, 'x-trace': 'a'.repeat(65_536) } }),
};
