import type { BodyFault } from './body-fault.ts';
import { withCodes } from './with-codes.ts';

/** The error's code with white space around it. */
export const codeSpace: BodyFault = {
  name: 'code-space',
  summary: 'white space stands around the code of the error',
  legible: true,
  apply: (reply, { codes }) => withCodes(reply, codes, (code) => ` ${code}\n`),
};
