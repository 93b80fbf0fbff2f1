import type { BodyFault } from './body-fault.ts';
import { withField } from './with-field.ts';

/** Numbers that JSON can write and a double cannot hold (RFC 8259, 6): beyond its range, beyond 2 ** 53, below its least, minus nought. */
const numbers = '[1e999,-1e999,9223372036854775808,9007199254740993,1e-400,-0,0.1000000000000000055511151231257827]';

/** A field that nobody asked for holds numbers that JSON can write and a double cannot hold. */
export const hugeNumbers: BodyFault = {
  name: 'huge-numbers',
  summary: 'a field of the body holds numbers that no double can hold',
  legible: true,
  apply: (reply) => withField(reply, 'numbers', numbers),
};
