import type { BodyFault } from './body-fault.ts';

/** UTF-16, as the charset says, with its byte order mark. JSON between systems has to be UTF-8 (RFC 8259, 8.1). */
export const utf16: BodyFault = {
  name: 'utf-16',
  summary: 'the body is written in UTF-16',
  legible: true,
  apply: (reply) => ({
    ...reply,
    headers: { ...reply.headers, 'content-type': 'application/json; charset=utf-16' },
    bytes: littleEndian(`\u{feff}${reply.body}`),
  }),
};

function littleEndian(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    bytes[index * 2] = unit & 0xff;
    bytes[index * 2 + 1] = unit >> 8;
  }
  return bytes;
}
