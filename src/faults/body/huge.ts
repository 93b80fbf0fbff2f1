import type { BodyFault } from './body-fault.ts';
import { withField } from './with-field.ts';

/** In bytes. */
const size = 50_000_000;

/** A field that nobody asked for makes the body larger than any payment is. */
export const huge: BodyFault = {
  name: 'huge',
  summary: 'the body is 50 MB long',
  legible: true,
  apply: (reply) => withField(reply, 'padding', `"${'x'.repeat(size)}"`),
};
