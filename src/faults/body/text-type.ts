import type { BodyFault } from './body-fault.ts';

/** The content-type says that the JSON is plain text. */
export const textType: BodyFault = {
  name: 'text-type',
  summary: 'the content-type says that the body is plain text',
  legible: true,
  apply: (reply) => ({ ...reply, headers: { ...reply.headers, 'content-type': 'text/plain' } }),
};
