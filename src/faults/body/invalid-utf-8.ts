import type { BodyFault } from './body-fault.ts';
import { withField } from './with-field.ts';

/** U+FFFD: what a decoder makes of a byte that is no UTF-8. */
const replaced = '\u{fffd}';

/** A text of the body is in Latin-1, as old databases have it, in a field that nobody asked for: its last letter is a stray byte. */
export const invalidUtf8: BodyFault = {
  name: 'invalid-utf-8',
  summary: 'a byte in a text of the body is no UTF-8',
  legible: true,
  apply(reply) {
    const spoilt = withField(reply, 'note', `"caf${replaced}"`);
    if (spoilt === reply) return reply;
    const [before = '', after = ''] = spoilt.body.split(replaced, 2);
    const encoder = new TextEncoder();
    const [head, tail] = [encoder.encode(before), encoder.encode(after)];
    const bytes = new Uint8Array(head.length + 1 + tail.length);
    bytes.set(head);
    // é in Latin-1; in UTF-8 it would begin a letter of three bytes.
    bytes[head.length] = 0xe9;
    bytes.set(tail, head.length + 1);
    return { ...spoilt, bytes };
  },
};
