import type { BodyFault } from './body-fault.ts';

/** A byte order mark before the JSON, as some frameworks write it (RFC 8259, 8.1, forbids it and lets readers ignore it). */
export const bom: BodyFault = {
  name: 'bom',
  summary: 'a byte order mark stands before the body',
  legible: true,
  apply: (reply) => ({ ...reply, body: `\u{feff}${reply.body}` }),
};
