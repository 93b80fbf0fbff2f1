import type { BodyFault } from './body-fault.ts';
import { withField } from './with-field.ts';

const levels = 100_000;

/** Deeper than the stack of whoever walks through it by calling himself. */
export const deep: BodyFault = {
  name: 'deep',
  summary: 'a field of the body is nested 100,000 levels deep',
  legible: true,
  apply: (reply) => withField(reply, 'deep', `${'['.repeat(levels)}${']'.repeat(levels)}`),
};
