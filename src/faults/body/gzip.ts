import type { BodyFault } from './body-fault.ts';
import { crc32 } from './crc-32.ts';
import { gzipMember } from './gzip-member.ts';

/** A compressed body, whether or not the client has asked for one (RFC 9110, 12.5.3, lets a server send it where nobody forbids it). */
export const gzip: BodyFault = {
  name: 'gzip',
  summary: 'the body is compressed, as its content-encoding says',
  legible: true,
  apply(reply) {
    const plain = new TextEncoder().encode(reply.body);
    return {
      ...reply,
      headers: { ...reply.headers, 'content-encoding': 'gzip' },
      bytes: gzipMember([plain], crc32(plain)),
    };
  },
};
