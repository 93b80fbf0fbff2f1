import { deflate, type Run } from './deflate.ts';

/** A gzip member (RFC 1952): no name, no time, of an unknown system, so that the same bytes always give the same. */
export function gzipMember(runs: readonly Run[], crc: number): Uint8Array<ArrayBuffer> {
  const head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
  const size = runs.reduce((sum, run) => sum + ('times' in run ? run.times : run.length), 0);
  const deflated = deflate(runs);
  const member = new Uint8Array(head.length + deflated.length + 8);
  member.set(head);
  member.set(deflated, head.length);
  const tail = new DataView(member.buffer, head.length + deflated.length);
  tail.setUint32(0, crc, true);
  tail.setUint32(4, size, true);
  return member;
}
