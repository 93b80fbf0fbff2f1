import type { BodyFault } from './body-fault.ts';
import { withCodes } from './with-codes.ts';

/** The error's code in the other case. */
export const codeCase: BodyFault = {
  name: 'code-case',
  summary: 'the code of the error is written in the other case',
  legible: true,
  apply: (reply, { codes }) =>
    withCodes(reply, codes, (code) => (code === code.toUpperCase() ? code.toLowerCase() : code.toUpperCase())),
};
