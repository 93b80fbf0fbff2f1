import type { BodyFault } from './body-fault.ts';

/** The content-type says that the JSON is HTML. */
export const htmlType: BodyFault = {
  name: 'html-type',
  summary: 'the content-type says that the body is HTML',
  legible: true,
  apply: (reply) => ({ ...reply, headers: { ...reply.headers, 'content-type': 'text/html; charset=utf-8' } }),
};
