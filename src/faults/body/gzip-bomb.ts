import type { BodyFault } from './body-fault.ts';
import { crc32, crc32OfRun } from './crc-32.ts';
import { gzipMember } from './gzip-member.ts';

/** In bytes. */
const decoded = 50_000_000;
const space = 0x20;

let crcOfSpaces: number | undefined;

/** White space before the JSON: 300 kB on the wire, and 50 MB for whoever decompresses it to the end. */
export const gzipBomb: BodyFault = {
  name: 'gzip-bomb',
  summary: 'the body is compressed, and 50 MB long when it no longer is',
  legible: true,
  heavy: true,
  apply(reply) {
    const plain = new TextEncoder().encode(reply.body);
    // Always the same, and a tenth of a second to find out.
    crcOfSpaces ??= crc32OfRun(space, decoded);
    return {
      ...reply,
      headers: { ...reply.headers, 'content-encoding': 'gzip' },
      bytes: gzipMember([{ byte: space, times: decoded }, plain], crc32(plain, crcOfSpaces)),
    };
  },
};
