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
  heavy: true,
  apply(reply) {
    const longer = withField(reply, 'padding', '""');
    if (longer === reply) return reply;
    return { ...longer, padding: { at: '{"padding":"'.length, byte: letter.charCodeAt(0), times: size } };
  },
};
