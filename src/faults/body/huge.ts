import type { BodyFault } from './body-fault.ts';
import { withField } from './with-field.ts';

/** In bytes. */
const size = 50_000_000;
const letter = 'x';

/** A field that nobody asked for makes the body larger than any payment is. */
export const huge: BodyFault = {
  name: 'huge',
  summary: 'the body is 50 MB long',
  legible: true,
  apply(reply) {
    const small = withField(reply, 'padding', '""');
    if (small === reply) return reply;
    const head = '{"padding":"';
    const tail = small.body.slice(head.length);
    const rest = new TextEncoder().encode(tail);
    // Filled, for to encode a text of that length takes longer than all else.
    const bytes = new Uint8Array(head.length + size + rest.length).fill(letter.charCodeAt(0));
    bytes.set(new TextEncoder().encode(head));
    bytes.set(rest, head.length + size);
    return { ...small, body: `${head}${letter.repeat(size)}${tail}`, bytes };
  },
};
