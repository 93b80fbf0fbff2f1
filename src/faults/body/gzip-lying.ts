import type { BodyFault } from './body-fault.ts';

/** A proxy has decompressed the body and left the header: whoever believes that breaks off. */
export const gzipLying: BodyFault = {
  name: 'gzip-lying',
  summary: 'the content-encoding says gzip, and the body is not compressed',
  legible: true,
  apply: (reply) => ({ ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' } }),
};
