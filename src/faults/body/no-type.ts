import type { BodyFault } from './body-fault.ts';

/** Nothing says that the body is JSON. */
export const noType: BodyFault = {
  name: 'no-type',
  summary: 'no content-type says what the body is',
  legible: true,
  apply(reply) {
    const { 'content-type': _, ...headers } = reply.headers;
    return { ...reply, headers };
  },
};
