import type { BodyFault } from './body-fault.ts';

/** White space around the JSON, which is none of its business (RFC 8259, 2). */
export const padded: BodyFault = {
  name: 'padded',
  summary: 'white space stands around the body',
  legible: true,
  apply: (reply) => ({ ...reply, body: `\r\n\t  ${reply.body}\n\n ` }),
};
